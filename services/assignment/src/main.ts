import { runService } from '@deskbeat/service';
import { assignment } from './index.js';

await runService(assignment);
