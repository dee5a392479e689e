import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { parseMail } from './mail-content.js';
import type { MailLog } from './mail-log.js';
import { listPage } from './pages/list-page.js';
import { mailPage } from './pages/mail-page.js';
import { SCRIPT } from './pages/script.js';
import { STYLE } from './pages/style.js';

interface Answer {
  status?: number;
  type: string;
  body: string | Uint8Array;
  headers?: Record<string, string>;
}

const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** A mail is a stranger's page: it may show itself and open links elsewhere, but run and load nothing. */
const MAIL_POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; sandbox allow-popups allow-popups-to-escape-sandbox";

const asHtml = (body: string, status = 200): Answer => ({
  status,
  type: 'text/html; charset=utf-8',
  body,
  headers: { 'content-security-policy': PAGE_POLICY },
});
const asJson = (value: unknown, status = 200): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
});
const notFound = (): Answer => asJson({ title: 'There is no such mail or page', status: 404 }, 404);

/** The page and the JSON API of the sink. */
export async function listenWeb(port: number, host: string, log: MailLog, smtpPort: number): Promise<Server> {
  const server = createServer((request, response) => {
    answer(request, log, smtpPort)
      .catch((error: unknown) => {
        console.error('web', error);
        return asJson({ title: 'This mail cannot be shown', status: 500 }, 500);
      })
      .then((result) => send(response, result))
      .catch((error: unknown) => console.error('web', error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  return server;
}

function send(response: ServerResponse, { status = 200, type, body, headers }: Answer): void {
  response.writeHead(status, {
    'content-type': type,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    ...headers,
  });
  response.end(body);
}

async function answer(request: IncomingMessage, log: MailLog, smtpPort: number): Promise<Answer> {
  // A page of another site may reach this port by a name that it owns; it may not read the mail.
  if (!isLocalName(request.headers.host)) return asJson({ title: 'Use http://127.0.0.1', status: 421 }, 421);
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const query = (name: string) => searchParams.get(name) ?? undefined;

  if (pathname === '/api/mails' && request.method === 'DELETE') return asJson({ deleted: log.clear() });
  if (request.method !== 'GET' && request.method !== 'HEAD') return asJson({ title: 'Not allowed', status: 405 }, 405);

  const [first, second, third, fourth] = pathname.split('/').filter(Boolean);
  switch (first) {
    case undefined:
      return asHtml(
        listPage({
          mails: log.list({ q: query('q') }),
          total: log.list().length,
          q: query('q') ?? '',
          newestId: log.newestId,
          smtpPort,
          now: new Date(),
        }),
      );
    case 'style.css':
      return { type: 'text/css; charset=utf-8', body: STYLE };
    case 'script.js':
      return { type: 'text/javascript; charset=utf-8', body: SCRIPT };
    case 'health':
      return asJson({ status: 'ok' });
    case 'mails':
      return oneMail(log, second, third, fourth, query('view'));
    case 'api':
      return second === 'mails' ? api(log, third, searchParams) : notFound();
    default:
      return notFound();
  }
}

async function api(log: MailLog, id: string | undefined, params: URLSearchParams): Promise<Answer> {
  if (id === undefined) {
    const query = { to: params.get('to') ?? '', messageId: params.get('messageId') ?? '', q: params.get('q') ?? '' };
    return asJson({ mails: log.list(query, Number(params.get('limit')) || undefined) });
  }
  const mail = log.get(id);
  return mail ? asJson((await parseMail(mail)).content) : notFound();
}

async function oneMail(log: MailLog, id = '', part?: string, index?: string, view?: string): Promise<Answer> {
  const mail = log.get(id);
  if (!mail) return notFound();
  if (part === 'source') return { type: 'text/plain; charset=utf-8', body: mail.source };
  const { content, files } = await parseMail(mail);
  if (part === undefined) return asHtml(mailPage(content, view, mail.source.toString('utf8'), new Date()));
  if (part === 'html') {
    const headers = { 'content-security-policy': MAIL_POLICY };
    return { type: 'text/html; charset=utf-8', body: `<base target="_blank">${content.html ?? ''}`, headers };
  }
  const file = part === 'attachments' ? files[Number(index)] : undefined;
  if (!file) return notFound();
  return { type: 'application/octet-stream', body: file, headers: { 'content-disposition': 'attachment' } };
}

const isLocalName = (host = ''): boolean => /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
