const DOMAIN = ['^services/[^/]+/src/domain/', '^services/[^/]+/src/[^/]+/domain/'];

/** Direction of dependency between packages, checked on resolved files: it sees what a tag on a package cannot. */
module.exports = {
  forbidden: [
    {
      name: 'no-service-to-service',
      comment: 'Services meet on the bus, never in code.',
      severity: 'error',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^services/([^/]+)/', pathNot: '^services/$1/' },
    },
    {
      name: 'no-lib-to-service',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(services|deploy|tools)/' },
    },
    {
      name: 'contracts-are-pure',
      comment: 'A contract must be usable by anybody: validation and metadata, nothing that runs.',
      severity: 'error',
      from: { path: '^libs/contracts/src/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^libs/contracts/|node_modules/(class-validator|class-transformer|reflect-metadata)/' },
    },
    {
      name: 'platform-in-tests-only',
      comment: 'A service or library in production starts no broker and no store.',
      severity: 'error',
      from: { path: '^(services|libs)/', pathNot: '^libs/(embedded|testing)/|/test/|\\.spec\\.ts$' },
      to: { path: '^libs/(embedded|testing)/' },
    },
    {
      name: 'no-deep-import',
      comment: 'Another package is used by its index.',
      severity: 'error',
      from: { path: '^(libs|services)/([^/]+)/|^(deploy/local|tools)/' },
      to: {
        path: '^(libs|services)/[^/]+/',
        pathNot:
          '^$1/$2/|^(libs|services)/[^/]+/(src/index\\.ts|dist/index\\.js)$|^libs/contracts/src/vocabulary\\.ts$',
      },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: DOMAIN, pathNot: '\\.spec\\.ts$' },
      to: {
        pathNot: [...DOMAIN, '^libs/contracts/', 'node_modules/(temporal-(polyfill|spec)|libphonenumber-js)/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-cycle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-undeclared',
      comment: 'A package imports only what its own package.json names.',
      severity: 'error',
      from: { path: '^(libs|services|deploy/local/src|tools/src)/', pathNot: '/test/|\\.spec\\.ts$' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], pathNot: '^(libs|services)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|/dist/' },
    exclude: { path: '/dist/|\\.mjs$' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@deskbeat/source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
    tsConfig: { fileName: 'tsconfig.base.json' },
  },
};
