import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { demoPasswordIn, linkSecretIn, operatorKeyIn } from './secrets.js';

const data = mkdtempSync(join(tmpdir(), 'deskbeat-secret-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

it('is made at the first start, the same at the next, and nobody else reads it', () => {
  const first = linkSecretIn({ data });
  expect(first).toMatch(/^[\w-]{43}$/);
  expect(linkSecretIn({ data })).toBe(first);
  expect(statSync(join(data, 'link-secret')).mode & 0o777).toBe(0o600);
});

it('is made anew when a crash left half of it', () => {
  writeFileSync(join(data, 'link-secret'), 'half');
  expect(linkSecretIn({ data })).toMatch(/^[\w-]{43}$/);
});

it('is another one for each purpose', () => {
  expect(operatorKeyIn({ data })).toMatch(/^[\w-]{43}$/);
  expect(operatorKeyIn({ data })).not.toBe(linkSecretIn({ data }));
  expect(demoPasswordIn({ data })).toMatch(/^[a-z]{5}-[a-z]{5}-[a-z]{5}$/);
  expect(demoPasswordIn({ data })).toBe(demoPasswordIn({ data }));
});
