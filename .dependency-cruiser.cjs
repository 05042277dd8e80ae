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
  // A package that cannot be resolved, as chevrotain, has its bare name for a path.
  to: { path: `^${library}$|node_modules/(@types/)?${library}/` },
});

/** The pure rooms: together the core. */
const CORE = ['domain', 'words', 'catalog', 'schedule', 'publication', 'ical'];
/** Rooms in a row: each imports only what stands below it. */
const BELOW_WEB = [...CORE, 'store', 'publish', 'feeds'];
const BELOW_SUBJECTS = [...BELOW_WEB, 'web', 'timetable'];

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    only('domain-stands-alone', 'domain', []),
    only('words-on-domain', 'words', ['domain']),
    only('catalog-on-domain', 'catalog', ['domain', 'words']),
    only('schedule-on-domain', 'schedule', ['domain', 'words']),
    only('ical-on-domain', 'ical', ['domain', 'words']),
    only('import-on-core', 'import', ['domain', 'words', 'ical']),
    only('publication-on-domain', 'publication', ['domain', 'words']),
    only('store-on-core', 'store', CORE),
    only('publish-on-store', 'publish', [...CORE, 'store', 'import']),
    only('feeds-on-publish', 'feeds', [...CORE, 'store', 'publish']),
    only('web-on-feeds', 'web', BELOW_WEB),
    only('timetable-on-web', 'timetable', [...BELOW_WEB, 'web']),
    only('site-alone', 'site', BELOW_SUBJECTS),
    only('my-alone', 'my', BELOW_SUBJECTS),
    only('doctor-alone', 'doctor', BELOW_SUBJECTS),
    only('notices-alone', 'notices', BELOW_SUBJECTS),
    only('desk-alone', 'desk', [...BELOW_SUBJECTS, 'import']),
    {
      name: 'the-driver-is-chosen-by-cli',
      severity: 'error',
      comment: 'rooms use the store’s interface; cli chooses the driver',
      from: { path: '^src/', pathNot: '^src/(store|cli)/' },
      to: { path: '^src/store/(sqlite|postgres)[^/]*$' },
    },
    {
      name: 'nothing-imports-cli',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli/|main\\.ts)' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'pure-inside',
      severity: 'error',
      comment:
        'no I/O in the core; messages.ts loads a language’s file, load-later.ts a package, voice.ts keeps the present language',
      from: { path: `^src/(${CORE.join('|')})/`, pathNot: '^src/(words/(voice|messages/messages)|domain/load-later)\\.ts$' },
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
      from: { path: '^src/.*/browser/' },
      to: { path: '^src/', pathNot: '^src/.*/browser/' },
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
    room('express', '(web|feeds|site|my|desk|notices|cli)/'),
    room('pg', 'store/'),
    room('zod', '(catalog|store|publish|feeds|web|site|my|notices|desk|cli)/'),
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
