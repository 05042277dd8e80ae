/** Violates each rule of .dependency-cruiser.cjs once, in a temporary folder, and expects the rule to report it. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const RULES = createRequire(import.meta.url)(path.join(ROOT, '.dependency-cruiser.cjs'));

/** By rule: a file and a forbidden import. */
const BROKEN: Readonly<Record<string, readonly [file: string, imported: string]>> = {
  'no-circles': ['src/domain/circle.ts', './other-half.ts'],
  'domain-stands-alone': ['src/domain/high.ts', '../words/target.ts'],
  'words-on-domain': ['src/words/high.ts', '../catalog/target.ts'],
  'catalog-on-domain': ['src/catalog/high.ts', '../schedule/target.ts'],
  'schedule-on-domain': ['src/schedule/high.ts', '../catalog/target.ts'],
  'publication-on-domain': ['src/publication/high.ts', '../ical/target.ts'],
  'ical-on-domain': ['src/ical/high.ts', '../publication/target.ts'],
  'import-on-core': ['src/import/high.ts', '../store/target.ts'],
  'store-on-core': ['src/store/high.ts', '../publish/target.ts'],
  'publish-on-store': ['src/publish/high.ts', '../feeds/target.ts'],
  'feeds-on-publish': ['src/feeds/high.ts', '../web/target.ts'],
  'web-on-feeds': ['src/web/high.ts', '../timetable/target.ts'],
  'timetable-on-web': ['src/timetable/high.ts', '../site/target.ts'],
  'site-alone': ['src/site/high.ts', '../my/target.ts'],
  'my-alone': ['src/my/high.ts', '../desk/target.ts'],
  'notices-alone': ['src/notices/high.ts', '../desk/target.ts'],
  'doctor-alone': ['src/doctor/high.ts', '../my/target.ts'],
  'desk-alone': ['src/desk/high.ts', '../site/target.ts'],
  'the-driver-is-chosen-by-cli': ['src/feeds/driver.ts', '../store/sqlite.ts'],
  'nothing-imports-cli': ['src/desk/wiring.ts', '../cli/target.ts'],
  'pure-inside': ['src/domain/files.ts', 'node:fs'],
  'config-reads-the-environment-alone': ['src/web/settings.ts', '../config.ts'],
  'the-browser-stands-alone': ['src/web/browser/page.ts', '../target.ts'],
  'oracles-import-nothing-of-ours': ['tests/oracle/copy.ts', '../../src/domain/target.ts'],
  'luxon-has-one-room': ['src/domain/time.ts', 'luxon'],
  'rrule-has-one-room': ['src/catalog/weekly.ts', 'rrule'],
  'ics-has-one-room': ['src/feeds/event.ts', 'ics'],
  'express-has-one-room': ['src/store/route.ts', 'express'],
  'pg-has-one-room': ['src/cli/database.ts', 'pg'],
  'zod-has-one-room': ['src/domain/schema.ts', 'zod'],
  'chevrotain-has-one-room': ['src/catalog/grammar.ts', 'chevrotain'],
  'parse5-has-one-room': ['src/site/page.ts', 'parse5'],
  'csv-parse-has-one-room': ['src/desk/table.ts', 'csv-parse'],
  'src-imports-no-tests': ['src/web/test.ts', '../../tests/oracle/target.ts'],
  'no-development-packages-at-run-time': ['src/web/random.ts', 'fast-check'],
};

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

let folder: string;
let violations: readonly Violation[];

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'belltower-boundaries-'));
  for (const name of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs'])
    cpSync(path.join(ROOT, name), path.join(folder, name));
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  write('src/domain/other-half.ts', "import './circle.ts';");
  for (const [file, imported] of Object.values(BROKEN)) {
    if (imported.startsWith('../')) write(path.join(path.dirname(file), imported), 'export {};');
    write(file, `import '${imported}';`);
  }
  const program = path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const { stdout } = spawnSync(process.execPath, [program, 'src', 'tests', '--output-type', 'json'], { cwd: folder });
  violations = JSON.parse(stdout.toString()).summary.violations;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), `${text}\n`);
}

it('breaks every rule there is', () => {
  expect(Object.keys(BROKEN).sort()).toEqual(RULES.forbidden.map(({ name }: { name: string }) => name).sort());
});

it.each(Object.keys(BROKEN))('reports a broken %s', (name) => {
  const [file] = BROKEN[name] ?? [];
  expect(violations.filter(({ rule }) => rule.name === name).map(({ from }) => from)).toContain(file);
});
