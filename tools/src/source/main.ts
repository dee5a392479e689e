import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { passwordFile, sourcesIn } from '@deskbeat/identity';
import { sourceName } from '@deskbeat/permissions';
import { runCommand, UsageProblem } from '../command/run-command.js';
import { findTarget, withoutUser } from '../command/target.js';
import { letSourceIn, shutSourceOut } from './let-in.js';

const usage = `npm run source -- <command>

  add NAME      lets another system report issues on intake.NAME.v1, and says where its password is
  remove NAME   lets it in no more; its connections end
  list          those who are let in

For the bus that npm start runs here, while it runs or not. NAME: small letters, digits and dashes.`;

await runCommand(usage, async (args) => {
  const [command, source, ...more] = parseArgs({ args, allowPositionals: true, options: {} }).positionals;
  const data = resolve(process.env.DESKBEAT_DATA ?? '.deskbeat');
  const bus = {
    url: withoutUser(findTarget({}).natsUrl),
    passwords: join(data, 'bus'),
    natsDir: join(data, 'nats'),
  };
  if (!existsSync(bus.passwords)) throw new Error(`no bus of npm start has its data in ${data} (DESKBEAT_DATA)`);
  if (command === 'list') {
    for (const name of await sourcesIn(bus.passwords)) console.log(name);
    return true;
  }
  if (source === undefined || more.length > 0) throw new UsageProblem('add NAME, remove NAME or list?');
  if (command === 'add') {
    await letSourceIn(source, bus);
    const user = sourceName(source);
    console.log(
      [
        `${source} may report issues on intake.${source}.v1 and hear its receipts in _INBOX.${user}.>`,
        `  bus       ${bus.url}`,
        `  user      ${user}`,
        `  password  in ${join(bus.passwords, passwordFile(user))}`,
      ].join('\n'),
    );
    return true;
  }
  if (command !== 'remove') throw new UsageProblem(`"${command}" is none of add, remove, list`);
  if (await shutSourceOut(source, bus)) return true;
  console.error(`${source} is not let in`);
  return false;
});
