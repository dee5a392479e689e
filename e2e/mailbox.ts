import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

export interface Letter {
  to: string[];
  subject: string;
  text: string;
  files: { name: string; type: string; size: number }[];
  /** Everything that came, as it came. */
  raw: string;
}

export interface Mailbox {
  url: string;
  letters: Letter[];
  to(address: string): Letter[];
  close(): Promise<void>;
}

/** A mail server that keeps what it gets. */
export async function startMailbox(): Promise<Mailbox> {
  const letters: Letter[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, session, done) => {
      read(stream, session).then(
        (letter) => {
          letters.push(letter);
          done();
        },
        (error: Error) => done(error),
      );
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    to: (address) => letters.filter(({ to }) => to.includes(address)),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function read(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<Letter> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  const { subject = '', text = '', attachments } = await PostalMime.parse(raw);
  const files = attachments.map(({ filename, mimeType, content }) => ({
    name: filename ?? '',
    type: mimeType,
    size: (content as ArrayBuffer).byteLength,
  }));
  return { to: session.envelope.rcptTo.map(({ address }) => address), subject, text, files, raw: raw.toString() };
}
