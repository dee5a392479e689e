import { readFileSync } from 'node:fs';

const { $schema: _, sourceMaps: __, ...swc } = JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8'));

const base = {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@deskbeat/source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*(?<!\\.json))\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', { swcrc: false, sourceMaps: 'inline', ...swc }] },
  modulePathIgnorePatterns: ['/dist/'],
};
const size = (displayName, testMatch, extra = {}) => ({ ...base, displayName, testMatch, ...extra });

/** Three sizes, one run: `npm run jest -- --selectProjects small`. See docs/testing.md. */
export default {
  projects: [
    size('small', ['<rootDir>/{libs,services,deploy,tools}/**/src/**/*.spec.ts']),
    size('medium', ['<rootDir>/{libs,services,deploy,tools}/**/test/**/*.medium.spec.ts']),
    size('e2e', ['<rootDir>/e2e/**/*.e2e.spec.ts']),
  ],
  testTimeout: 30_000,
  // Modules of files that are done stay in memory; a worker of 4 GB did nothing but collect garbage.
  workerIdleMemoryLimit: '1GB',
};
