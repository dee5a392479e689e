import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import { fastify } from 'fastify';
import { limitBodies } from './edge.js';

it('a body that does not come to its end is not waited for', async () => {
  const server = fastify();
  limitBodies(server, 50);
  server.post('/slow', () => 'fine');
  await server.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.server.address() as AddressInfo;
  const outcome = await new Promise<string>((resolve) => {
    const options = {
      port,
      path: '/slow',
      method: 'POST',
      headers: { 'content-type': 'text/plain', 'content-length': 9 },
    };
    const sending = request(options, () => resolve('answered'));
    sending.on('error', () => resolve('cut off'));
    sending.write('half');
  });
  await server.close();
  expect(outcome).toBe('cut off');
});
