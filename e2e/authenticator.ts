import { TOTP } from 'otpauth';

/** What an authenticator app shows that has this secret; `later`: that many half minutes from now. */
export const codeOf = (secret: string, later = 0): string =>
  new TOTP({ secret }).generate({ timestamp: Date.now() + later * 30_000 });
