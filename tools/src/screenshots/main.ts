import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureChromium } from '@deskbeat/testing';
import { runCommand, UsageProblem } from '../command/run-command.js';
import { takePictures } from './take-pictures.js';

const usage = `npm run screenshots -- [--url URL] [--out FOLDER] [--only PAGE]

Pictures of each page of the console in light, dark, Chinese and on a phone. Needs a running system that has something to
show, such as \`npm start -- --demo\`. URL is http://127.0.0.1:7300, FOLDER is .deskbeat/screenshots unless given.`;

await runCommand(usage, async (args) => {
  const { values } = parseArgs({
    args,
    options: {
      url: { type: 'string', default: 'http://127.0.0.1:7300' },
      out: { type: 'string', default: '.deskbeat/screenshots' },
      only: { type: 'string' },
    },
  });
  const chromium = await ensureChromium((line) => console.log(line));
  if (!chromium) throw new UsageProblem('there is no chromium here; CHROMIUM may say where one is');
  await mkdir(values.out, { recursive: true });
  await takePictures(
    { chromium, ...values },
    (name) => console.log(join(values.out, name)),
    (text) => console.warn(text),
  );
  return true;
});
