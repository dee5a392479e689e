import type { FieldError } from '@deskbeat/contracts';

/** What was refused in a part of a form. Pointers are those of RFC 6901, from that part on. */
export interface Faults {
  /** What is wrong with the part itself. */
  own?: string;
  /** What is wrong there, or deeper. */
  at: (pointer: string) => string | undefined;
  under: (pointer: string) => Faults;
}

type Say = (messages: readonly string[]) => string;
const together: Say = (messages) => messages.join('; ');

export function faultsOf(errors: readonly FieldError[], say: Say = together, part = ''): Faults {
  const said = (found: readonly FieldError[]) => say(found.map(({ message }) => message)) || undefined;
  const own = said(errors.filter(({ pointer }) => pointer === part));
  return {
    ...(own !== undefined && { own }),
    at: (pointer) => said(errors.filter((one) => `${one.pointer}/`.startsWith(`${part}${pointer}/`))),
    under: (pointer) => faultsOf(errors, say, `${part}${pointer}`),
  };
}
