import { runService } from '@deskbeat/service';
import { access } from './index.js';

await runService(access);
