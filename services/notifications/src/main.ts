import { runService } from '@deskbeat/service';
import { notifications } from './index.js';

await runService(notifications);
