import { createServer } from 'node:http';

/** Stands for a service, the engine or the mail sink: opens its port, says that it is ready, ends when it should. */
const port = process.env.HTTP_PORT ?? process.env.MAIL_WEB_PORT;
const argument = process.argv.indexOf('--port');
const server = createServer((_, response) => response.end('{}'));
server.listen(Number(argument > 0 ? process.argv[argument + 1] : port), '127.0.0.1', () => {
  process.send?.({ type: 'ready', port: server.address().port });
});
if (process.env.FAKE_CRASHES && process.argv[1].includes(process.env.FAKE_CRASHES)) {
  console.error('Error: the fake has no courage');
  process.exit(3);
}
process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));
