import { ServiceConfig } from '@deskbeat/service';

export class AnalyticsConfig extends ServiceConfig {}
