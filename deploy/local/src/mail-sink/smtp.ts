import { SMTPServer } from 'smtp-server';
import type { Envelope } from './mail-summary.js';

const LARGEST = 25_000_000;

/** Listens for mail from this machine. A mail is accepted only after `store` has it. */
export async function listenSmtp(
  port: number,
  host: string,
  store: (envelope: Envelope, source: Buffer) => string,
): Promise<SMTPServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    banner: 'Deskbeat local mail sink',
    size: LARGEST,
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => stream.sizeExceeded || chunks.push(chunk));
      stream.on('error', done);
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(refusal(552, `A mail may have ${LARGEST} bytes at most`));
        const { mailFrom, rcptTo } = session.envelope;
        try {
          const id = store(
            { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) },
            Buffer.concat(chunks),
          );
          done(null, `kept as ${id}`);
        } catch (error) {
          console.error('cannot store a mail', error);
          done(refusal(452, 'The mail could not be stored; try again'));
        }
      });
    },
  });
  server.on('error', (error) => console.error('smtp', error.message));
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  return server;
}

const refusal = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });
