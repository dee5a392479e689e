import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Mailer } from './mailer.js';
import { NotificationsConfig } from './notifications.config.js';

let server: Server;
let heard: string;
let mailer: Mailer;

/** As little of SMTP as shows every byte that the client says. */
function converse(socket: Socket): void {
  let inData = false;
  socket.write('220 hello\r\n');
  socket.on('data', (bytes) => {
    heard += bytes.toString('utf8');
    if (inData && !heard.endsWith('\r\n.\r\n')) return;
    const asked = inData ? '' : bytes.toString('utf8').slice(0, 4);
    inData = asked === 'DATA';
    socket.write(inData ? '354 go on\r\n' : '250 ok\r\n');
  });
  socket.on('error', () => undefined);
}

beforeEach(async () => {
  heard = '';
  server = createServer(converse).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const config = new NotificationsConfig();
  config.SMTP_URL = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  mailer = new Mailer(config);
});
afterEach(() => {
  mailer.onApplicationShutdown();
  server.close();
});

const notice = { _id: 'n', cause: 'replied', ticketId: 't', recipient: 'c@example.test', title: 'Hello', body: 'Text' };
const headers = (): string[] => heard.slice(heard.indexOf('DATA')).split('\r\n\r\n')[0]!.split('\r\n');

it.each([
  ['subject', true, { title: 'Hi\r\nBcc: evil@example.test' }],
  ['subject with a bare line feed', true, { title: 'Hi\nBcc: evil@example.test' }],
  ['thread', true, { ticketId: 't>\r\nBcc: evil@example.test\r\nX: <' }],
  ['recipient', false, { recipient: 'c@example.test>\r\nRCPT TO:<evil@example.test' }],
  ['list of recipients', false, { recipient: 'c@example.test, evil@example.test' }],
])('a %s cannot add a header or a recipient', async (_, isSent, change) => {
  await mailer.send({ ...notice, ...change }).catch(() => undefined);
  if (isSent) expect(headers()).toContain('To: c@example.test');
  expect(headers().filter((line) => /^Bcc:/i.test(line))).toEqual([]);
  expect(heard).not.toMatch(/^RCPT TO:<evil@example\.test>/m);
});

it('the same notice is the same letter', async () => {
  await mailer.send(notice);
  await mailer.send(notice);
  const ids = [...heard.matchAll(/^Message-ID: (.*)\r$/gim)].map(([, id]) => id);
  expect(ids).toHaveLength(2);
  expect(ids[0]).toBe(ids[1]);
});

it('a text that ends a letter in SMTP does not end this one', async () => {
  await mailer.send({ ...notice, body: 'one\r\n.\r\nMAIL FROM:<evil@example.test>\r\n' });
  expect(heard).not.toMatch(/\r\n\.\r\nMAIL FROM:<evil/);
});
