import type { ServiceDefinition } from '@deskbeat/service';
import { serveConsole } from './console/serve-console.js';
import { ApiDocs } from './docs/api-docs.js';
import { edgeAdapter } from './edge/adapter.js';
import { standAtTheEdge } from './edge/edge.js';
import { GatewayConfig } from './gateway.config.js';
import { GatewayModule } from './gateway.module.js';

export { GatewayConfig } from './gateway.config.js';

export const gateway: ServiceDefinition<GatewayConfig> = {
  name: 'gateway',
  config: GatewayConfig,
  module: GatewayModule.with,
  http: {
    adapter: edgeAdapter,
    configure: async (app, config) => {
      standAtTheEdge(app, config);
      await serveConsole(app, config.CONSOLE_DIR);
      app.get(ApiDocs).describes(app);
    },
  },
};
