import { type NatsServer, type NatsUser, startNatsServer } from '@deskbeat/embedded';
import { freePort } from './free-port.js';
import { tempDir } from './temp-dir.js';

export interface Bus {
  /** `nats://127.0.0.1:<port>`; the same after a restart. */
  url: string;
  port: number;
  /** Ends the server as a power cut would. */
  kill9(): Promise<void>;
  /** Starts it again on the same port and streams. */
  restart(): Promise<void>;
  /** Ends the server and removes its streams. */
  stop(): Promise<void>;
}

/**
 * A real nats-server with JetStream, on a port and a folder of its own.
 * @param users who may connect; left out, everybody may do everything
 */
export async function startBus(users?: readonly NatsUser[]): Promise<Bus> {
  const dir = await tempDir('bus');
  let server: NatsServer = await startNatsServer({ dir: dir.path, port: await freePort(), users });
  const { url, port } = server;
  return {
    url,
    port,
    kill9: () => server.kill9(),
    restart: async () => {
      await server.stop();
      server = await startNatsServer({ dir: dir.path, port, users });
    },
    stop: async () => {
      await server.stop();
      await dir.stop();
    },
  };
}
