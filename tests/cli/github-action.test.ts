/** Runs the Action's steps as GitHub does, on a local repository, and serves the result under a path. */
import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { crawl } from '../site/static/crawler.ts';
import { openStaticHost, type StaticHost } from '../site/static/static-host.ts';
import { openQuickProgram } from './quick-program.ts';
import { openTrial, type Trial } from './terminal.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const run = promisify(execFile);
const COURSE = 'data/courses/fall-2018/cos418.yaml';

interface Step {
  readonly name?: string;
  readonly if?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

let trial: Trial;
let host: StaticHost;
let quick: { readonly line: string; readonly stop: () => void };
let steps: readonly Step[];
let defaults: Readonly<Record<string, string>>;
const work = (): string => path.join(trial.folder, 'work');
const online = (): string => path.join(trial.folder, 'online');

beforeAll(async () => {
  trial = await openTrial();
  host = await openStaticHost(online, '/courses');
  const action = parse(await readFile(path.join(ROOT, 'action.yml'), 'utf8'));
  steps = action.runs.steps;
  const inputs = Object.entries(action.inputs as Record<string, { default: string }>);
  defaults = Object.fromEntries(inputs.map(([name, input]) => [name, input.default]));
  await git(trial.folder, 'init', '--quiet', '--bare', 'origin.git');
  await git(trial.folder, 'clone', '--quiet', 'origin.git', 'work');
  await cp(path.join(ROOT, 'data'), path.join(work(), 'data'), { recursive: true });
  await commit('First');
  // Stands for npx: runs this checkout, as a process of its own up to the first build, then in this process.
  await mkdir(path.join(trial.folder, 'bin'));
  const npx = path.join(trial.folder, 'bin/npx');
  quick = await openQuickProgram(trial.folder);
  const program = `'${process.execPath}' '${path.join(ROOT, 'src/main.ts')}'`;
  await writeFile(
    npx,
    `#!/bin/sh\n[ "$1 $2 $3 $4" = "--yes --package belltower@9 belltower" ] || exit 99\nshift 4\n[ -e '${npx}.built' ] && exec ${quick.line} "$@"\n[ "$1" = build ] && : > '${npx}.built'\nexec ${program} "$@"\n`,
  );
  await chmod(npx, 0o755);
});
afterAll(async () => {
  quick.stop();
  await host.stop();
  await trial.remove();
});

async function git(folder: string, ...args: string[]): Promise<string> {
  const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.edu'];
  return (await run('git', [...who, ...args], { cwd: folder })).stdout.trim();
}

async function commit(message: string): Promise<void> {
  await git(work(), 'add', 'data');
  await git(work(), 'commit', '--quiet', '-m', message);
  await git(work(), 'push', '--quiet', 'origin', 'HEAD:main');
}

async function edit(from: string, to: string): Promise<void> {
  const file = path.join(work(), COURSE);
  const text = await readFile(file, 'utf8');
  expect(text).toContain(from);
  await writeFile(file, text.replace(from, to));
  await commit(`${from} → ${to}`);
}

/** Runs the steps with these inputs in a new folder, as in a new job; the last step deploys the site. */
async function act(given: Readonly<Record<string, string>>): Promise<{ code: number; said: string; summary: string }> {
  const inputs: Record<string, string> = { ...defaults, package: 'belltower@9', 'public-url': host.base, ...given };
  const temp = path.join(trial.folder, 'runner');
  await rm(temp, { recursive: true, force: true });
  await rm(path.join(work(), '_site'), { recursive: true, force: true });
  await mkdir(temp);
  const files = { GITHUB_STEP_SUMMARY: path.join(temp, 'summary'), GITHUB_OUTPUT: path.join(temp, 'output') };
  for (const file of Object.values(files)) await writeFile(file, '');
  let said = '';
  for (const step of steps) {
    const wanted = /^inputs\.mode == '(\w+)'$/.exec(step.if ?? '')?.[1];
    if (step.run === undefined || (wanted && wanted !== inputs.mode)) continue;
    const own = Object.entries(step.env ?? {}).map(([name, text]) => [
      name,
      text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/, (_, key) => inputs[key] ?? ''),
    ]);
    const env = {
      ...process.env,
      PATH: `${trial.folder}/bin:${process.env.PATH}`,
      GITHUB_REPOSITORY: 'someone/courses',
      GITHUB_SHA: await git(work(), 'rev-parse', 'HEAD'),
      RUNNER_TEMP: temp,
      INIT_CWD: work(),
      ...files,
      ...Object.fromEntries(own),
    };
    const script = path.join(temp, 'step.sh');
    await writeFile(script, step.run);
    try {
      const done = await run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], { cwd: work(), env });
      said += done.stdout + done.stderr;
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      return { code: 1, said: said + stdout + stderr, summary: '' };
    }
  }
  if (inputs.mode === 'publish') await cp(path.join(work(), '_site'), online(), { recursive: true });
  return { code: 0, said, summary: await readFile(files.GITHUB_STEP_SUMMARY, 'utf8') };
}

const feed = async (name: string): Promise<string> => (await fetch(`${host.base}/fall-2018/cos418/${name}`)).text();

it('publishes, says what an edit would do, raises SEQUENCE, and stops without what was published before', async () => {
  const missing = await act({});
  expect([missing.code, missing.said]).toEqual([1, expect.stringContaining('[previous-unreachable]')]);

  const first = await act({ first: 'true' });
  expect(first.said).toContain('76 feeds');
  expect((await crawl(host.base)).dead).toEqual([]);
  expect(await feed('L01.ics')).not.toMatch(/SEQUENCE:[1-9]/);
  await git(work(), 'fetch', '--quiet');
  expect(await git(work(), 'ls-tree', '--name-only', 'origin/belltower-revisions')).toBe('revisions.json');

  await edit('where: Bowen 222, staff', 'where: CS 003, staff');
  const preview = await act({ mode: 'check' });
  expect(preview.summary).toMatch(/\*\*COS 418\*\* \(fall-2018\/cos418\): .*changes 48 rooms/);
  expect(preview.summary).toMatch(/- L01, Wednesday 12 September 2018, 10 to 10:50 am: /);
  expect(await feed('L01.ics')).not.toContain('Computer Science 003');

  expect((await act({})).code).toBe(0);
  expect(await feed('L01.ics')).toMatch(/\r\nSEQUENCE:1\r\n/);
  const head = await git(work(), 'ls-remote', 'origin', 'belltower-revisions');
  // Nothing changed, so nothing is pushed.
  expect((await act({})).code).toBe(0);
  expect(await git(work(), 'ls-remote', 'origin', 'belltower-revisions')).toBe(head);

  // A second push before the first is deployed: revisions come from git, not from the cached Pages.
  await edit('where: CS 003, staff', 'where: Friend 008, staff');
  expect((await act({})).code).toBe(0);
  expect(await feed('L01.ics')).toMatch(/\r\nSEQUENCE:2\r\n/);
});

it('stops over revisions that are older than the site, damaged, or taken away', async () => {
  const before = await feed('L01.ics');
  const put = async (text: string | null): Promise<void> => {
    await git(work(), 'fetch', '--quiet', 'origin', 'belltower-revisions');
    if (text === null) return void (await git(work(), 'push', '--quiet', 'origin', ':belltower-revisions'));
    const file = path.join(trial.folder, 'revisions.json');
    await writeFile(file, text);
    const blob = await git(work(), 'hash-object', '-w', file);
    await writeFile(`${file}.tree`, `100644 blob ${blob}\trevisions.json\n`);
    const { stdout: tree } = await run('sh', ['-c', `git mktree < '${file}.tree'`], { cwd: work() });
    const made = await git(work(), 'commit-tree', tree.trim(), '-m', 'x');
    await git(work(), 'push', '--quiet', '--force', 'origin', `${made}:refs/heads/belltower-revisions`);
  };
  await git(work(), 'fetch', '--quiet', 'origin', 'belltower-revisions');
  const good = await git(work(), 'show', 'FETCH_HEAD:revisions.json');
  for (const [text, code] of [
    [good.replace(/"build":\d+/, '"build":1'), 'previous-older'],
    [good.slice(0, 400), 'previous-damaged'],
    [null, 'previous-unreachable'],
  ] as const) {
    await put(text);
    const stopped = await act({});
    expect([stopped.code, stopped.said]).toEqual([1, expect.stringContaining(`[${code}]`)]);
  }
  expect(await feed('L01.ics')).toBe(before);
});

it('annotates a mistake at its line', async () => {
  await edit('Mon Wed 10:00am-10:50am', 'Mon Wed 10:00am-25:50am');
  const { code, said } = await act({ mode: 'check' });
  expect(code).toBe(1);
  expect(said).toMatch(/^::error file=data\/courses\/fall-2018\/cos418\.yaml,line=\d+,col=\d+,title=[\w-]+::.+%0A/m);
});
