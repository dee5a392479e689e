import { connect } from 'node:net';

export interface NatsInfo {
  server_name: string;
  version: string;
  port: number;
  max_payload: number;
  jetstream?: boolean;
}

/** What a NATS server says of itself to a new connection; undefined while nothing answers on the port. */
export function readNatsInfo(port: number, timeoutMs = 1000): Promise<NatsInfo | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    const finish = (info?: NatsInfo) => {
      socket.destroy();
      resolve(info);
    };
    socket.setTimeout(timeoutMs, () => finish());
    socket.on('error', () => finish());
    socket.on('close', () => finish());
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8');
      const line = /^INFO (\{.*\})\s*\r\n/.exec(text);
      if (line) finish(JSON.parse(line[1]!) as NatsInfo);
    });
  });
}
