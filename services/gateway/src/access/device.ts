import type { FastifyRequest } from 'fastify';

/** What a client says that it is, and where it comes from. */
export function deviceOf({ headers, ip }: Pick<FastifyRequest, 'headers' | 'ip'>): {
  device?: string;
  address?: string;
} {
  const device = (headers['user-agent'] ?? '')
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim()
    .slice(0, 300);
  return { ...(device && { device }), ...(ip && { address: ip }) };
}
