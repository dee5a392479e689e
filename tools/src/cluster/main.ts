import { runCommand, UsageProblem } from '../command/run-command.js';
import { makeSecrets, makeSourceSecret } from './secrets.js';

const usage = `npm run cluster -- <command> FOLDER

  secrets FOLDER        makes the keys and passwords of all services, a folder for each; what is there stays
  source FOLDER NAME    lets another system report issues on intake.NAME.v1, and says its user and password

docker-compose.yml runs this in a container. nats-server takes a new source when it gets SIGHUP.`;

await runCommand(usage, async ([command, folder, source, ...more]) => {
  if (folder === undefined || more.length > 0) throw new UsageProblem('in which folder?');
  if (command === 'secrets') {
    await makeSecrets(folder);
    return true;
  }
  if (command !== 'source' || source === undefined) throw new UsageProblem('secrets FOLDER, or source FOLDER NAME?');
  const { user, password } = await makeSourceSecret(folder, source);
  console.log(`user      ${user}\npassword  ${password}`);
  return true;
});
