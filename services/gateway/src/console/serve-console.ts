import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';

/** Teaches replies to send files of the console, compressed when it was built; which ones, says the controller. */
export async function serveConsole(app: NestFastifyApplication, folder: string): Promise<void> {
  const server = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  await server.register(fastifyStatic, { root: folder, serve: false, preCompressed: true, cacheControl: false });
}
