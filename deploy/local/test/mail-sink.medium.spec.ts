import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { tempDir, type TempDir } from '@deskbeat/testing';
import { createTransport } from 'nodemailer';
import { type MailSink, startMailSink } from '../src/mail-sink/mail-sink.js';

let dir: TempDir;
let sink: MailSink;
const start = () => startMailSink({ dir: dir.path, smtpPort: 0, webPort: 0, keep: 10 });

beforeEach(async () => {
  dir = await tempDir('mail');
  sink = await start();
});
afterEach(async () => {
  await sink.close();
  await dir.stop();
});

const get = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${sink.webPort}${path}`, init);
const json = async (path: string) => (await get(path)).json() as Promise<Record<string, never>>;
const aMail = {
  from: 'Desk <desk@contoso.example>',
  to: 'ann@contoso.example',
  subject: 'T-1 is solved',
  text: 'Hello',
};
const send = (mail: object = {}) =>
  createTransport({ host: '127.0.0.1', port: sink.smtpPort }).sendMail({ ...aMail, ...mail });

it('a mail that was accepted is listed, found by recipient and by message id, and survives a restart', async () => {
  const { messageId } = await send({ html: '<p>Hello</p>', cc: 'bob@contoso.example' });
  await send({ to: 'carl@contoso.example' });
  await sink.close();
  sink = await start();
  const { mails } = await json('/api/mails');
  expect(mails).toHaveLength(2);
  for (const query of ['to=ann@', 'to=bob@', `messageId=${encodeURIComponent(messageId)}`]) {
    expect(await json(`/api/mails?${query}`)).toMatchObject({
      mails: [{ subject: 'T-1 is solved', from: aMail.from }],
    });
  }
  const [{ id }] = (await json('/api/mails?to=ann')).mails as { id: string }[] as [{ id: string }];
  expect(await json(`/api/mails/${id}`)).toMatchObject({ text: 'Hello\n', html: '<p>Hello</p>\n', attachments: [] });
});

it('DELETE empties the sink', async () => {
  await send();
  expect(await (await get('/api/mails', { method: 'DELETE' })).json()).toEqual({ deleted: 1 });
  expect(await json('/api/mails')).toEqual({ mails: [] });
  expect(await (await get('/')).text()).toContain('No mail yet');
});

describe('a hostile mail', () => {
  const script = '<script>alert(1)</script>';

  it('is shown in a sandbox that runs and loads nothing', async () => {
    await send({ html: `<img src="https://example.invalid/x.png">${script}` });
    const [{ id }] = (await json('/api/mails')).mails as { id: string }[] as [{ id: string }];
    const policy = (await get(`/mails/${id}/html`)).headers.get('content-security-policy');
    expect(policy).toMatch(/default-src 'none'.*sandbox/);
    expect(policy).not.toContain('allow-scripts');
    expect(await (await get(`/mails/${id}`)).text()).toMatch(/<iframe\s+sandbox=/);
  });

  it('cannot put markup into the pages by its subject, names or text', async () => {
    await send({ subject: script, from: `"${script}" <a@contoso.example>`, text: script });
    const [{ id }] = (await json('/api/mails')).mails as { id: string }[] as [{ id: string }];
    for (const path of [
      '/',
      `/?q=${encodeURIComponent('"' + script)}`,
      `/mails/${id}?view=text`,
      `/mails/${id}?view=source`,
    ]) {
      expect(await (await get(path)).text()).not.toContain(script);
    }
  });
});

it('an attachment is given as it was sent', async () => {
  await send({ attachments: [{ filename: 'log.bin', content: Buffer.from([0, 255, 10, 13]) }] });
  const [{ id }] = (await json('/api/mails')).mails as { id: string }[] as [{ id: string }];
  const file = await get(`/mails/${id}/attachments/0`);
  expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([0, 255, 10, 13]);
});

it('what is not there is a 404, and a foreign host name is turned away', async () => {
  for (const path of ['/mails/x', '/api/mails/x', '/mails/x/html', '/nothing', '/api/nothing']) {
    expect((await get(path)).status).toBe(404);
  }
  expect((await get('/', { method: 'POST' })).status).toBe(405);
  const options = { port: sink.webPort, path: '/api/mails', headers: { host: 'mail.example:80' } };
  const status = await new Promise((resolve) => request(options, (response) => resolve(response.statusCode)).end());
  expect(status).toBe(421);
});
