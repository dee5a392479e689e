import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

// Without a graph the boundary rule only warns that it checks nothing.
process.env.NX_DAEMON = 'false';
await createProjectGraphAsync({ exitOnError: false });

const SOURCE = ['libs/*/src/**/*.ts', 'services/*/src/**/*.{ts,tsx}', 'deploy/local/src/**/*.ts', 'tools/src/**/*.ts'];
const TESTS = ['**/*.spec.ts', '**/test/**/*.ts', 'e2e/**/*.ts'];
const DOMAIN = ['services/*/src/domain/**/*.ts', 'services/*/src/*/domain/**/*.ts'];

/** Who may depend on whom, by the tags in each package.json. Tests may also start the platform: a broker, a store. */
const boundaries = (platformFor = []) => [
  'error',
  {
    allow: [],
    depConstraints: [
      { sourceTag: 'scope:contracts', onlyDependOnLibsWithTags: ['scope:contracts', ...platformFor] },
      { sourceTag: 'type:service', onlyDependOnLibsWithTags: ['type:lib', ...platformFor] },
      { sourceTag: 'type:lib', onlyDependOnLibsWithTags: ['type:lib', ...platformFor] },
      { sourceTag: 'type:platform', onlyDependOnLibsWithTags: ['type:lib', 'type:platform'] },
      { sourceTag: 'type:console', onlyDependOnLibsWithTags: ['scope:contracts'] },
      { sourceTag: 'type:app', onlyDependOnLibsWithTags: ['*'] },
    ],
  },
];

const impure = (selector, instead) => ({ selector, message: `The domain is pure: ${instead}` });

export default defineConfig(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/.deskbeat/**', '.nx/**', 'coverage/**'] },
  tseslint.configs.recommended,
  {
    languageOptions: { parserOptions: { emitDecoratorMetadata: true, experimentalDecorators: true } },
    rules: {
      'max-lines': ['error', { max: 300 }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': boundaries(),
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
    },
  },
  { files: TESTS, rules: { '@nx/enforce-module-boundaries': boundaries(['type:platform']) } },
  {
    files: SOURCE,
    ignores: TESTS,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: DOMAIN,
    ignores: TESTS,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^@nestjs/|^@nats-io/|^@fastify/|^(mongoose|mongodb|rxjs|uuid|pino|nodemailer)$',
              message: 'The domain is pure.',
            },
            { regex: '^node:|^(crypto|fs|os|path|timers|util)$', message: 'The domain is pure: no Node.' },
            { regex: '^@deskbeat/(?!contracts$)', message: 'The domain knows the contracts only.' },
            {
              regex: '^\\.\\./\\.\\./(?![a-z-]+/domain/)|^\\.\\./[^/]*\\.(module|config|service|store|controller|job)',
              message: 'The domain knows nothing outside itself.',
            },
          ],
        },
      ],
      'no-restricted-globals': [
        'error',
        ...[
          'crypto',
          'process',
          'performance',
          'fetch',
          'setTimeout',
          'setInterval',
          'setImmediate',
          'console',
          'Buffer',
        ],
      ],
      'no-restricted-syntax': [
        'error',
        impure("MemberExpression[object.name='Date'][property.name='now']", 'take the time as an argument.'),
        impure("NewExpression[callee.name='Date'][arguments.length=0]", 'take the time as an argument.'),
        impure("CallExpression[callee.name='Date']", 'take the time as an argument.'),
        impure("MemberExpression[object.name='Math'][property.name='random']", 'take the choice as an argument.'),
        impure("MemberExpression[object.name='Temporal'][property.name='Now']", 'take the time as an argument.'),
        impure("MemberExpression[object.name='globalThis']", 'no way round the rules.'),
      ],
    },
  },
);
