import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = new URL('..', import.meta.url).pathname;

interface Case {
  what: string;
  filePath: string;
  code: string;
  breaks?: string;
  withTypes?: boolean;
}

const BOUNDARY = '@nx/enforce-module-boundaries';
const DOMAIN_FILE = 'services/sla/src/domain/made-up.ts';

const cases: Case[] = [
  {
    what: 'a service that imports another service',
    filePath: 'services/sla/src/made-up.ts',
    code: "import { intake } from '@deskbeat/intake';\nexport const name = intake;\n",
    breaks: BOUNDARY,
  },
  {
    what: 'a library that imports a service',
    filePath: 'libs/messaging/src/made-up.ts',
    code: "import { intake } from '@deskbeat/intake';\nexport const name = intake;\n",
    breaks: BOUNDARY,
  },
  {
    what: 'a service that starts a broker of its own',
    filePath: 'services/sla/src/made-up.ts',
    code: "import { startBus } from '@deskbeat/testing';\nexport const start = startBus;\n",
    breaks: BOUNDARY,
  },
  {
    what: 'a test of a service that starts a broker',
    filePath: 'services/sla/test/made-up.medium.spec.ts',
    code: "import { startBus } from '@deskbeat/testing';\nexport const start = startBus;\n",
  },
  {
    what: 'a service that uses a library',
    filePath: 'services/sla/src/made-up.ts',
    code: "import { Problem } from '@deskbeat/contracts';\nexport const problem = Problem;\n",
  },
  ...[
    "import { Injectable } from '@nestjs/common';\nexport const a = Injectable;\n",
    "import { Schema } from 'mongoose';\nexport const a = Schema;\n",
    "import { connect } from '@nats-io/transport-node';\nexport const a = connect;\n",
    "import { randomUUID } from 'node:crypto';\nexport const a = randomUUID();\n",
    "import { store } from '../sla.store.js';\nexport const a = store;\n",
  ].map((code) => ({
    what: `a domain file with ${/'(.*)'/.exec(code)![1]}`,
    filePath: DOMAIN_FILE,
    code,
    breaks: 'no-restricted-imports',
  })),
  ...['Date.now()', 'new Date()', 'Math.random()', 'globalThis.crypto'].map((text) => ({
    what: `a domain file with ${text}`,
    filePath: DOMAIN_FILE,
    code: `export const a = ${text};\n`,
    breaks: 'no-restricted-syntax',
  })),
  {
    what: 'a domain file with crypto.randomUUID()',
    filePath: DOMAIN_FILE,
    code: 'export const a = crypto.randomUUID();\n',
    breaks: 'no-restricted-globals',
  },
  {
    what: 'a domain file that is given the time',
    filePath: DOMAIN_FILE,
    code: 'export const later = (now: Date) => new Date(now.getTime() + 1);\n',
  },
  {
    what: 'a switch that forgets a member of its union',
    filePath: 'libs/contracts/src/index.ts',
    withTypes: true,
    code: "export const f = (a: 'x' | 'y') => {\n  switch (a) {\n    case 'x':\n      return 1;\n  }\n};\n",
    breaks: '@typescript-eslint/switch-exhaustiveness-check',
  },
  {
    what: 'a promise that nobody waits for',
    filePath: 'libs/contracts/src/index.ts',
    withTypes: true,
    code: 'export const f = () => {\n  Promise.resolve(1);\n};\n',
    breaks: '@typescript-eslint/no-floating-promises',
  },
  {
    what: 'a file of more than 300 lines',
    filePath: 'services/sla/src/made-up.ts',
    code: 'export const a = 1;\n' + '\n'.repeat(300),
    breaks: 'max-lines',
  },
];

describe('the linter', () => {
  let broken: string[][];
  beforeAll(() => {
    const script = join(root, 'e2e/fence/lint-texts.mjs');
    const output = execFileSync(process.execPath, [script], {
      cwd: root,
      input: JSON.stringify(cases),
      timeout: 150_000,
    });
    broken = JSON.parse(output.toString()) as string[][];
  }, 160_000);

  it.each(cases.map((given, index) => ({ ...given, index, verdict: given.breaks ? 'refuses' : 'allows' })))(
    '$verdict $what',
    ({ index, breaks }) => {
      if (breaks) expect(broken[index]).toContain(breaks);
      else expect(broken[index]).toEqual([]);
    },
  );
});

/** A small tree of the repository's shape with one wrong import each; the name of a rule leads to its wrong file. */
const wrongFiles: Record<string, [file: string, code: string]> = {
  'no-service-to-service': ['services/a/src/made-up.ts', "import '../../b/src/index.js';\n"],
  'no-lib-to-service': ['libs/messaging/src/made-up.ts', "import '../../../services/b/src/index.js';\n"],
  'contracts-are-pure': ['libs/contracts/src/made-up.ts', "import 'node:fs';\n"],
  'platform-in-tests-only': ['services/a/src/starts.ts', "import '../../../libs/testing/src/index.js';\n"],
  'no-deep-import': ['services/b/src/deep.ts', "import '../../../libs/messaging/src/inner.js';\n"],
  'domain-is-pure': ['services/a/src/domain/made-up.ts', "import '../index.js';\n"],
  'no-cycle': ['libs/messaging/src/inner.ts', "import './outer.js';\n"],
  resolvable: ['services/a/src/lost.ts', "import './nowhere.js';\n"],
  'no-undeclared': ['services/a/src/undeclared.ts', "import 'class-validator';\n"],
};

describe('the direction of dependencies', () => {
  const dir = mkdtempSync(join(tmpdir(), 'deskbeat-fence-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  const write = (file: string, code: string) => {
    mkdirSync(join(dir, dirname(file)), { recursive: true });
    writeFileSync(join(dir, file), code);
  };
  let violations: { from: string; rule: { name: string } }[];

  beforeAll(() => {
    const nothing = 'export {};\n';
    for (const index of ['services/a', 'services/b', 'libs/testing']) write(`${index}/src/index.ts`, nothing);
    write('services/a/package.json', '{ "name": "a", "type": "module" }\n');
    write('package.json', '{ "type": "module" }\n');
    write('tsconfig.base.json', '{ "compilerOptions": { "module": "nodenext" } }\n');
    write('libs/messaging/src/outer.ts', "import './inner.js';\n");
    symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'));
    for (const [file, code] of Object.values(wrongFiles)) write(file, code);
    const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const config = join(root, '.dependency-cruiser.cjs');
    const { stdout } = spawnSync(process.execPath, [depcruise, '--config', config, '-T', 'json', 'libs', 'services'], {
      cwd: dir,
      timeout: 60_000,
      maxBuffer: 64e6,
    });
    violations = (JSON.parse(stdout.toString()) as { summary: { violations: typeof violations } }).summary.violations;
  }, 70_000);

  it.each(Object.entries(wrongFiles))('%s is refused', (name, [file]) => {
    expect(violations.filter(({ from }) => from === file).map(({ rule }) => rule.name)).toContain(name);
  });
});
