import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get, Inject, NotFoundException, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GatewayConfig } from '../gateway.config.js';
import { consoleFile } from './console-file.js';

const policy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "object-src 'none'",
].join('; ');

/** Whoever opens the address of the system gets the console. */
@Controller()
export class ConsoleController {
  constructor(@Inject(GatewayConfig) private readonly config: GatewayConfig) {}

  @Get()
  enter(@Res() reply: FastifyReply) {
    if (this.has('index.html')) return page(reply);
    return reply.redirect('/api/docs', 302);
  }

  @Get('*')
  any(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const asked = consoleFile(request.url.split('?', 1)[0]!);
    if (asked.kind === 'page' && this.has('index.html')) return page(reply);
    if (asked.kind !== 'file' || !this.has(asked.name)) throw new NotFoundException();
    return reply.header('cache-control', asked.cache).sendFile(asked.name);
  }

  private has(name: string): boolean {
    return existsSync(join(this.config.CONSOLE_DIR, name));
  }
}

const page = (reply: FastifyReply): FastifyReply =>
  reply.headers({ 'cache-control': 'no-cache', 'content-security-policy': policy }).sendFile('index.html');
