/** The import rule of ARCHITECTURE.md: data flows one way, and each library has one room. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  comment: `src/${from} imports only itself and: ${allowed.join(', ') || 'nothing of ours'}`,
  from: { path: `^src/${from}/` },
  to: { path: '^src/', pathNot: [from, ...allowed].map((folder) => `^src/${folder}/`) },
});

const room = (library, where) => ({
  name: `${library.replaceAll(/\W/g, '-')}-has-one-room`,
  severity: 'error',
  comment: `only src/${where} imports ${library}`,
  from: { path: '^src/', pathNot: `^src/${where}` },
  to: { path: `node_modules/(@types/)?${library}/` },
});

const PURE = ['domain', 'catalog', 'schedule', 'publication', 'ical'];

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    only('domain-stands-alone', 'domain', []),
    only('catalog-on-domain', 'catalog', ['domain']),
    only('schedule-on-domain', 'schedule', ['domain']),
    only('ical-on-domain', 'ical', ['domain']),
    only('import-on-domain', 'import', ['domain']),
    only('publication-on-domain', 'publication', ['domain']),
    only('access-on-domain', 'access', ['domain']),
    only('store-on-domain', 'store', ['domain']),
    only('service-below-the-edges', 'service', [
      'domain', 'catalog', 'schedule', 'ical', 'publication', 'access', 'store', 'import',
    ]),
    {
      name: 'service-knows-no-driver',
      severity: 'error',
      comment: 'service uses the store’s interface; cli chooses the driver',
      from: { path: '^src/service/' },
      to: { path: '^src/store/(sqlite|postgres)[^/]*$' },
    },
    only('http-on-service', 'http', ['service', 'publication', 'domain', 'web']),
    {
      name: 'nothing-imports-cli',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli/|main\\.ts)' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'pure-inside',
      severity: 'error',
      comment: 'no I/O in the core',
      from: { path: `^src/(${PURE.join('|')})/` },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'config-reads-the-environment-alone',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main\\.ts|config\\.ts|cli/.*\\.ts)$' },
      to: { path: '^src/(config\\.ts|main\\.ts)$' },
    },
    {
      name: 'the-browser-stands-alone',
      severity: 'error',
      comment: 'what the browser gets imports nothing of the server',
      from: { path: '^src/web/' },
      to: { path: '^src/', pathNot: '^src/web/' },
    },
    {
      name: 'oracles-import-nothing-of-ours',
      severity: 'error',
      comment: 'a second computation that shares code with the first proves nothing',
      from: { path: '^tests/oracle/' },
      to: { path: '^src/' },
    },
    room('luxon', 'domain/zone\\.ts'),
    room('rrule', 'schedule/'),
    room('ics', 'ical/'),
    room('express', 'http/'),
    room('pg', 'store/'),
    room('zod', '(catalog|service|http|access)/'),
    room('chevrotain', 'import/'),
    room('parse5', 'import/'),
    room('csv-parse', '(import|cli)/'),
    { name: 'src-imports-no-tests', severity: 'error', from: { path: '^src/' }, to: { path: '^(tests|tools)/' } },
    {
      name: 'no-development-packages-at-run-time',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
