import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { answerConfirmation, getConfirmation, Problem } from '@deskbeat/contracts';
import { startGateway, type Edge } from './start-gateway.js';

let edge: Edge;
beforeAll(async () => (edge = await startGateway()));
afterAll(() => edge.stop());

const token = `${'a'.repeat(90)}.${'b'.repeat(43)}`;
const view = {
  number: 'DB-7',
  subject: 'Dark',
  status: 'resolved',
  cycle: 1,
  mayAnswer: true,
  mayRate: true,
  expiresAt: '2030-01-01T00:00:00.000Z',
};
const browser = { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8', 'accept-language': 'en' };
const form = { ...browser, 'content-type': 'application/x-www-form-urlencoded' };
const ask = (method: string, headers: Record<string, string>, body?: string, path = `/confirm/${token}`) =>
  fetch(edge.url + path, { method, headers, body, redirect: 'manual' });

it('a program sees and answers in JSON', async () => {
  edge.owners.answer(getConfirmation, view);
  edge.owners.answer(answerConfirmation, { ...view, answer: 'confirmed' });
  const seen = await ask('GET', {});
  expect([seen.status, await seen.json(), seen.headers.get('cache-control')]).toEqual([200, view, 'no-store']);
  const json = { 'content-type': 'application/json' };
  const said = await ask('POST', json, JSON.stringify({ answer: 'confirm', rating: 5 }));
  expect(await said.json()).toMatchObject({ answer: 'confirmed' });
  expect(edge.owners.last()).toMatchObject({
    subject: answerConfirmation.subject,
    payload: { token, answer: 'confirm', rating: 5 },
    actor: { kind: 'system', id: 'confirmation-link' },
  });
});

it('a browser gets a page of its language that loads nothing, and a look asks only to see', async () => {
  edge.owners.answer(getConfirmation, view);
  const before = edge.owners.received.length;
  const page = await ask('GET', { ...browser, 'accept-language': 'zh-CN' });
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  expect(await page.text()).toContain('<html lang="zh">');
  const head = await ask('HEAD', browser);
  expect(head.status).toBe(200);
  const asked = edge.owners.received.slice(before).map(({ subject }) => subject);
  expect(new Set(asked)).toEqual(new Set([getConfirmation.subject]));
});

it('a form is an answer, and leads back to the page', async () => {
  edge.owners.answer(answerConfirmation, view);
  const answer = await ask('POST', form, 'answer=reject&rating=2&text=Still+dark%0D%0Ahere');
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `/confirm/${token}`]);
  expect(edge.owners.last().payload).toEqual({ token, answer: 'reject', rating: 2, reason: 'Still dark\nhere' });
});

it('what cannot be taken is shown again with the words of the customer', async () => {
  edge.owners.answer(getConfirmation, view);
  const errors = [{ pointer: '/reason', message: 'is needed to reject' }];
  edge.owners.answer(answerConfirmation, new Problem('validation-failed', { errors }));
  const page = await ask('POST', form, 'answer=reject&text=');
  expect(page.status).toBe(422);
  const text = await page.text();
  expect(text).toContain('role="alert"');
  expect(text).toContain('value="reject" checked');
});

it.each([
  ['link-invalid', 404],
  ['link-expired', 410],
  ['service-unavailable', 503],
] as const)('%s is a page for browsers and a problem for programs', async (code, status) => {
  edge.owners.answer(getConfirmation, new Problem(code));
  const page = await ask('GET', browser);
  expect([page.status, page.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
  const problem = await ask('GET', {});
  expect([problem.status, ((await problem.json()) as { code: string }).code]).toEqual([status, code]);
});

it('forms are taken nowhere else, and not too large ones', async () => {
  const elsewhere = await ask('POST', form, 'subject=a', '/api/v1/tickets');
  expect(elsewhere.status).toBe(415);
  expect((await ask('POST', form, `text=${'x'.repeat(40_000)}`)).status).toBe(413);
});
