import { runService } from '@deskbeat/service';
import { analytics } from './index.js';

await runService(analytics);
