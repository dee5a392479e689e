import type { FastifyReply } from 'fastify';

/** Bytes of a secret, base64url. */
const secret = /^[\w-]{43}$/;

/** How browsers keep a session: `__Host-` ties it to this very host, which needs TLS. */
export class SessionCookie {
  readonly name: string;
  private readonly isSecure: boolean;

  /** @param called what the cookie is for */
  constructor(publicUrl: string, called = 'deskbeat') {
    this.isSecure = publicUrl.startsWith('https:');
    this.name = this.isSecure ? `__Host-${called}` : called;
  }

  /** The secret in a `Cookie` header. Of several with the name none is believed: another site of the domain may have set one. */
  secretIn(header: string | undefined): string | undefined {
    const values = (header ?? '').split(';').flatMap((pair) => {
      const at = pair.indexOf('=');
      return pair.slice(0, at).trim() === this.name ? [pair.slice(at + 1).trim()] : [];
    });
    return values.length === 1 && secret.test(values[0]!) ? values[0] : undefined;
  }

  give(reply: FastifyReply, value: string, expiresAt: string): void {
    const seconds = Math.max(0, Math.floor((Date.parse(expiresAt) - Date.now()) / 1_000));
    this.set(reply, value, seconds);
  }

  takeBack(reply: FastifyReply): void {
    this.set(reply, '', 0);
  }

  private set(reply: FastifyReply, value: string, maxAge: number): void {
    const parts = [`${this.name}=${value}`, 'Path=/', `Max-Age=${maxAge}`, 'HttpOnly', 'SameSite=Lax'];
    if (this.isSecure) parts.push('Secure');
    void reply.header('set-cookie', parts.join('; '));
  }
}
