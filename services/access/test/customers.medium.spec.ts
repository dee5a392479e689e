import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import {
  askForCustomerLink,
  endSession,
  listCustomers,
  listSessions,
  readCustomerLink,
  sendLetter,
  useCustomerLink,
  type Authenticated,
} from '@deskbeat/contracts';
import { digestOf, newSecret } from '@deskbeat/identity';
import { eventually } from '@deskbeat/testing';
import { minute, startAccess, type Harness } from './harness.js';

interface Letter {
  to: string;
  subject: string;
  text: string;
}

let desk: Harness;
/** Who has which address, as intake would say. */
const customers = new Map<string, { id: string; name?: string; language?: string }>();
const letters: Letter[] = [];
beforeAll(async () => {
  desk = await startAccess({ PUBLIC_URL: 'https://desk.example.test/' });
  const answers = (subject: string, answer: (asked: never) => object): void => {
    const callback = (_: unknown, message: { json<T>(): T; respond(data: string): boolean }) => {
      const { id, data } = message.json<{ id: string; data: never }>();
      message.respond(JSON.stringify({ id, response: answer(data), isDisposed: true }));
    };
    desk.connection.subscribe(subject, { callback });
  };
  answers(listCustomers.subject, ({ identity }: { identity: string }) => {
    const found = customers.get(identity);
    return { items: found ? [found] : [] };
  });
  answers(sendLetter.subject, (letter: Letter) => {
    letters.push(letter);
    return {};
  });
  await desk.connection.flush();
}, 60_000);
afterAll(() => desk.stop());
beforeEach(() => {
  desk.time.moveTo(desk.time.now() + 60 * minute);
  customers.clear();
  letters.length = 0;
});

const mira = 'mira@contoso.example.test';
const ask = (email: string, address?: string) =>
  desk.bus.ask(askForCustomerLink, { email, ...(address && { address }) }, desk.gateway);
async function linkFor(email: string): Promise<string> {
  letters.length = 0;
  await ask(email);
  const letter = await eventually(() => {
    expect(letters).toHaveLength(1);
    return letters[0]!;
  });
  expect(letter.to).toBe(email.toLowerCase());
  const [, token] = /^https:\/\/desk\.example\.test\/portal\/enter\/([\w-]{43})$/m.exec(letter.text)!;
  return digestOf(token!);
}
const enter = (linkDigest: string, secret = newSecret()): Promise<Authenticated> =>
  desk.bus.ask(useCustomerLink, { linkDigest, digest: digestOf(secret), device: 'Phone' }, desk.gateway);
const code = (expected: string): object => ({ code: expected });

it('a customer comes in by a link to their address, once, and is a customer and nothing else', async () => {
  customers.set(mira, { id: 'c1', name: 'Mira' });
  const link = await linkFor('Mira@Contoso.example.test');
  const view = await desk.bus.ask(readCustomerLink, { digest: link }, desk.gateway);
  expect(view).toEqual({ email: mira, expiresAt: new Date(desk.time.now() + 30 * minute).toISOString() });
  const secret = newSecret();
  const session = await enter(link, secret);
  const identity = { kind: 'customer', id: 'c1', name: 'Mira', role: 'customer', teams: [] };
  expect(session).toMatchObject({ identity: { ...identity, session: session.sessionId }, email: mira });
  expect(await desk.authenticate(secret)).toEqual(session);
  await expect(enter(link)).rejects.toMatchObject(code('link-invalid'));
  const stored = JSON.stringify(await desk.database.collection('customerLinks').find().toArray());
  expect(stored).not.toContain('portal');
});

it('a link is good for half an hour, and for whoever has the address when it is used', async () => {
  customers.set(mira, { id: 'c1' });
  const late = await linkFor(mira);
  desk.time.moveTo(desk.time.now() + 30 * minute);
  await expect(enter(late)).rejects.toMatchObject(code('link-expired'));
  const moved = await linkFor(mira);
  customers.set(mira, { id: 'c2' });
  expect((await enter(moved)).identity.id).toBe('c2');
  const taken = await linkFor(mira);
  customers.clear();
  await expect(enter(taken)).rejects.toMatchObject(code('link-invalid'));
});

it('a session follows its address: merged it is the other customer, taken away it is nobody', async () => {
  customers.set(mira, { id: 'c1' });
  const secret = newSecret();
  await enter(await linkFor(mira), secret);
  customers.set(mira, { id: 'c9' });
  expect((await desk.authenticate(secret)).identity.id).toBe('c9');
  customers.clear();
  await expect(desk.authenticate(secret)).rejects.toMatchObject(code('unauthenticated'));
});

it('nobody learns whether an address is known: the answer is the same, and so are its limits', async () => {
  customers.set(mira, { id: 'c1' });
  for (const email of [mira, 'nobody@contoso.example.test']) {
    for (let n = 0; n < 5; n++) expect(await ask(email, '192.0.2.1')).toEqual({});
    await expect(ask(email, '192.0.2.1')).rejects.toMatchObject(code('too-many-requests'));
  }
  await eventually(() => expect(letters.map(({ to }) => to)).toEqual(Array.from({ length: 5 }, () => mira)));
});

it('a letter is in the language of the customer', async () => {
  customers.set(mira, { id: 'c1', name: 'Mira', language: 'zh-Hans' });
  await linkFor(mira);
  expect(letters[0]).toMatchObject({ subject: '查看您的请求', text: expect.stringContaining('Mira，您好') });
});

it('a customer lists and ends sessions of their own, also after they were merged', async () => {
  customers.set(mira, { id: 'c1' });
  const [phone, laptop] = [newSecret(), newSecret()];
  const first = await enter(await linkFor(mira), phone);
  const second = await enter(await linkFor(mira), laptop);
  const as = (identity: Authenticated['identity']) => ({ actor: { kind: identity.kind, id: identity.id }, identity });
  const { items } = await desk.bus.ask(listSessions, {}, as(second.identity));
  expect(items.map(({ current }) => current).sort()).toContain(true);
  expect(await desk.bus.ask(endSession, { sessionId: first.sessionId }, as(second.identity))).toEqual({ ended: 1 });
  const merged = { ...second.identity, id: 'c9' };
  expect(await desk.bus.ask(endSession, { sessionId: second.sessionId }, as(merged))).toEqual({ ended: 1 });
  await expect(desk.authenticate(laptop)).rejects.toMatchObject(code('unauthenticated'));
});
