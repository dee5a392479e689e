import { runService } from '@deskbeat/service';
import { gateway } from './index.js';

await runService(gateway);
