import { runService } from '@deskbeat/service';
import { sla } from './index.js';

await runService(sla);
