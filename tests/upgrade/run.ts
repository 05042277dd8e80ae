/**
 * An upgrade with the code of another commit, on both databases: `node tests/upgrade/run.ts [COMMIT]`. By default the
 * commit before the last one that changed the store's tables. The older program publishes, changes and exports; this
 * one opens the store, must serve every event under its UID with no lower SEQUENCE, and publishes a change; the older
 * one must then refuse the store if its tables or documents are newer; and its export must restore. Exit code 1
 * otherwise.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { startPostgres } from '../store/postgres-server.ts';
import { upgradeStore } from './upgrade.ts';

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, '../..');
const TABLES = 'src/store/migrations.ts';

async function findPrevious(): Promise<string> {
  const { stdout } = await run('git', ['log', '-1', '--format=%H', '--', TABLES], { cwd: ROOT });
  return `${stdout.trim()}^`;
}

/** The commit's files, beside this checkout's packages. */
async function checkOut(commit: string, folder: string): Promise<void> {
  await mkdir(folder);
  const archive = path.join(folder, '..', 'old.tar');
  await run('git', ['archive', '--output', archive, commit, 'src', 'data', 'package.json'], { cwd: ROOT });
  await run('tar', ['-xf', archive, '-C', folder]);
  await symlink(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
}

const commit = process.argv[2] ?? (await findPrevious());
const folder = await mkdtemp(path.join(tmpdir(), 'belltower-upgrade-'));
const server = await startPostgres();
try {
  const old = path.join(folder, 'old');
  await checkOut(commit, old);
  for (const driver of ['sqlite', 'postgresql'] as const) {
    const places = [await makePlace(driver), await makePlace(driver)] as const;
    const { wrong, said } = await upgradeStore({ old, now: ROOT, data: path.join(old, 'data'), places });
    process.stdout.write(
      `${driver}, from ${commit}: ${said.join('; ')}\n${wrong.map((line) => `  ${line}\n`).join('')}`,
    );
    if (wrong.length > 0) process.exitCode = 1;
  }
} finally {
  await server.remove();
  await rm(folder, { recursive: true, force: true });
}

async function makePlace(driver: 'sqlite' | 'postgresql'): Promise<readonly string[]> {
  if (driver === 'sqlite') return ['--state', await mkdtemp(path.join(folder, 'state-'))];
  return ['--database', await server.createDatabase(), '--publish'];
}
