import { Problem, type Actor } from '@deskbeat/contracts';

const pattern = /^(person|customer|system):([^\s*>$;\p{C}]{1,128})(?:;\s*name=(\S{1,1800}))?$/u;

/**
 * Who a request says it comes from: `person:<id>`, optionally `;name=<percent-encoded>`. It is
 * believed of a key that may act for others, and of anybody where access is open.
 * @throws Problem `malformed-request`
 */
export function actorOf(header: string | string[] | undefined): Actor {
  if (header === undefined) return { kind: 'system', id: 'api' };
  const [, kind, id, encoded] = pattern.exec(String(header)) ?? [];
  const name = encoded === undefined ? undefined : decoded(encoded);
  if (!kind || !id || name === '') {
    throw new Problem('malformed-request', {
      detail: 'X-Deskbeat-Actor must look like person:<id>;name=<encoded name>',
    });
  }
  return { kind: kind as Actor['kind'], id, ...(name && { name }) };
}

function decoded(value: string): string {
  try {
    const name = decodeURIComponent(value);
    return /^(?=.*\S)\P{C}{1,200}$/u.test(name) ? name : '';
  } catch {
    return '';
  }
}
