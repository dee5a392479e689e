import { runService } from '@deskbeat/service';
import { intake } from './index.js';

await runService(intake);
