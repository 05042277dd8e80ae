/** The published package: packed by npm, installed into an empty folder, and run from there. */
import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync } from 'node:fs';
import { appendFile, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

let folder: string;
let main: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-package-'));
  const out = path.join(folder, 'build');
  await mkdir(out);
  for (const name of ['package.json', 'LICENSE', 'NOTICE', 'README.md', 'CHANGELOG.md']) {
    await cp(path.join(ROOT, name), path.join(out, name));
  }
  execFileSync(process.execPath, [path.join(ROOT, 'tools/build.ts'), path.join(out, 'dist'), '--noCheck'], {
    stdio: 'inherit',
  });
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: out });
  const tarball = path.join(folder, packed.toString().trim().split('\n').at(-1) ?? '');
  const modules = path.join(folder, 'own', 'node_modules');
  await mkdir(modules, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', folder]);
  // Uses the checkout's dependencies, so that the test needs no network.
  await cp(path.join(folder, 'package'), path.join(modules, 'belltower'), { recursive: true });
  await symlink(path.join(ROOT, 'node_modules'), path.join(modules, 'belltower', 'node_modules'));
  await cp(path.join(ROOT, 'data'), path.join(folder, 'own', 'data'), { recursive: true });
  const { bin } = JSON.parse(await readFile(path.join(modules, 'belltower', 'package.json'), 'utf8'));
  main = path.join(modules, 'belltower', bin.belltower);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** '\0@oxc-project+runtime@0.156.0/helpers/…' → '@oxc-project/runtime' */
function packageOf(origin: string): string {
  return origin
    .replace(/^\\0/, '')
    .replace(/(?<=.)@.*$/, '')
    .replace('+', '/');
}

/** Runs it in a user's folder, like `npx belltower`. */
async function belltower(...args: string[]): Promise<string> {
  const cwd = path.join(folder, 'own');
  const { stdout } = await run(process.execPath, [main, ...args], { cwd, env: { ...process.env, INIT_CWD: cwd } });
  return stdout;
}

describe('the package', () => {
  it('knows its version and reads the data folder of whoever runs it', async () => {
    const { version } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8'));
    expect((await belltower('--version')).trim()).toBe(version);
    expect(await belltower('check')).toMatch(/^data: 1 term, 1 course/);
  });

  it('builds and serves a feed', async () => {
    await belltower('build', '--out', 'public');
    const built = await readFile(path.join(folder, 'own/public/fall-2018/cos418/P01.ics'), 'utf8');
    expect(built).toContain('BEGIN:VEVENT');
    const cwd = path.join(folder, 'own');
    const child = spawn(process.execPath, [main, 'serve', '--port', '0'], {
      cwd,
      env: { ...process.env, INIT_CWD: cwd },
    });
    try {
      const port = await new Promise<string>((resolve, reject) => {
        let said = '';
        child.stdout.on('data', (chunk: Buffer) => {
          said += chunk;
          const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
          if (found) resolve(found);
        });
        child.once('exit', () => reject(new Error(`the server ended:\n${said}`)));
      });
      const answer = await fetch(`http://127.0.0.1:${port}/fall-2018/cos418/P01.ics`);
      expect(answer.status).toBe(200);
      const page = await (await fetch(`http://127.0.0.1:${port}/fall-2018/cos418`)).text();
      const asset = /\/assets\/course\.[\w]+\.js/.exec(page)?.[0] ?? 'none';
      const module = await fetch(`http://127.0.0.1:${port}${asset}`);
      expect(module.status).toBe(200);
      const text = await module.text();
      const found = [...text.matchAll(/(?:^import .*|\bimport\()["']\.\/([\w.-]+)["']/gm)].map(
        ([, name]) => name ?? '',
      );
      const imported = [...new Set(found)];
      expect(imported.map((name) => name.split('.')[0]).sort()).toEqual([
        'choosing',
        'copying',
        'course-meetings',
        'feed-panel',
        'messages',
        'my-calendar',
        'row-filter',
      ]);
      for (const name of imported) expect((await fetch(`http://127.0.0.1:${port}/assets/${name}`)).status).toBe(200);
    } finally {
      child.kill('SIGTERM');
    }
    expect((await once(child, 'exit'))[0]).toBe(0);
  });

  it('has its threads and languages where the program looks for them', async () => {
    const named = globSync('{**/*-thread,words/messages/??}.ts', { cwd: path.join(ROOT, 'src') });
    expect(named).toHaveLength(8);
    for (const file of named) {
      expect(existsSync(path.join(path.dirname(main), file.replace(/\.ts$/, '.js'))), file).toBe(true);
    }
    const data = path.join(folder, 'own/two');
    await cp(path.join(ROOT, 'data'), data, { recursive: true });
    await cp(path.join(data, 'courses/fall-2018/cos418.yaml'), path.join(data, 'courses/fall-2018/cos419.yaml'));
    await appendFile(path.join(data, 'site.yaml'), '\nlanguage: de\n');
    await belltower('build', '--data', 'two', '--out', 'german', '--threads', '1', '--first');
    for (const name of ['cos418', 'cos419']) {
      const page = await readFile(path.join(folder, `own/german/fall-2018/${name}/index.html`), 'utf8');
      expect(page).toContain('<html lang="de"');
      expect(page).toContain('Sprechstunde');
    }
  });

  it('opens few files for a build', async () => {
    const list = path.join(folder, 'modules.txt');
    const preload = path.join(ROOT, 'tests/cli/list-modules.ts');
    const cwd = path.join(folder, 'own');
    await run(process.execPath, ['--import', preload, main, 'build', '--out', 'counted'], {
      cwd,
      env: { ...process.env, INIT_CWD: cwd, LOADED_MODULES: list },
    });
    const files = (await readFile(list, 'utf8')).split('\n').filter((url) => url.startsWith('file:'));
    expect(files.filter((url) => url.includes('/dist/joined-')).length).toBeGreaterThan(20);
    expect(files.length).toBeLessThanOrEqual(250);
  });

  it('names in NOTICE what the bundler put into its files', async () => {
    const dist = path.dirname(main);
    const foreign = new Set<string>();
    for (const name of globSync('**/*.js', { cwd: dist })) {
      // Above each module the bundler writes where it is from.
      const origins = (await readFile(path.join(dist, name), 'utf8')).matchAll(/^\/\/ (\S+\.[cm]?[jt]s)$/gm);
      for (const [, origin = ''] of origins) if (!origin.startsWith('src/')) foreign.add(packageOf(origin));
    }
    const notice = await readFile(path.join(ROOT, 'NOTICE'), 'utf8');
    expect([...foreign]).toEqual(['@oxc-project/runtime']);
    for (const name of foreign) expect(notice).toMatch(new RegExp(`^${name} `, 'm'));
  });

  it('starts Node with the same memory flags as npm start, by its first line', async () => {
    const [first] = (await readFile(main, 'utf8')).split('\n', 1);
    const memory = /MEMORY = \[(.*)\]/.exec(await readFile(path.join(ROOT, 'tools/run.cjs'), 'utf8'))?.[1] ?? '';
    const flags = memory.match(/--[a-z-]+(?:=\d+)?/g) ?? [];
    expect(flags).toHaveLength(2);
    expect(first).toBe(`#!/usr/bin/env -S node ${flags.join(' ')}`);
  });

  it('can be imported by other programs, with types, as docs/library.md shows', async () => {
    const document = await readFile(path.join(ROOT, 'docs/library.md'), 'utf8');
    const program = /```ts\n([\s\S]*?)```/.exec(document)?.[1] ?? '';
    const { exports } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8'));
    const names = Object.keys(exports).filter((name) => typeof exports[name] === 'object');
    expect([...document.matchAll(/^\| `belltower(\/[\w-]+)`/gm)].map(([, name]) => `.${name}`).sort()).toEqual(names);
    const own = path.join(folder, 'own');
    const wrong = "import { readFeed } from 'belltower/read-feed';\nexport const wrong: number = readFeed('').name;\n";
    await writeFile(path.join(own, 'package.json'), '{"type": "module"}');
    await writeFile(path.join(own, 'program.ts'), program);
    await writeFile(path.join(own, 'wrong.ts'), wrong);
    const types = ['--types', 'node', '--typeRoots', path.join(ROOT, 'node_modules/@types')];
    const strict = ['--strict', '--module', 'nodenext', '--target', 'esnext', '--noEmit', '--pretty', 'false'];
    const compiler = path.join(ROOT, 'node_modules/typescript/bin/tsc');
    const compile = run(process.execPath, [compiler, 'program.ts', 'wrong.ts', ...strict, ...types], { cwd: own });
    const { stdout: errors } = await compile.catch((error: { readonly stdout: string }) => error);
    expect(errors.trim().split('\n')).toEqual([expect.stringMatching(/^wrong\.ts\(2,14\): error TS2322/)]);
    const { stdout } = await run(process.execPath, ['program.ts'], { cwd: own });
    const built = await readFile(path.join(own, 'public/fall-2018/cos418/L01+P02.ics'), 'utf8');
    const uidsOf = (text: string): string[] => text.match(/^UID:.*$/gm) ?? [];
    expect(uidsOf(stdout).length).toBeGreaterThan(30);
    expect(uidsOf(stdout)).toEqual(uidsOf(built));
  });

  it('gives publint nothing to say', async () => {
    const { messages } = await publint({ pkgDir: path.join(folder, 'build'), strict: true, pack: false });
    expect(messages).toEqual([]);
  });

  it('holds the compiled program and its types, no sources, tests or tools', async () => {
    const { stdout } = await run('tar', [
      '-tzf',
      path.join(folder, `belltower-${(await belltower('--version')).trim()}.tgz`),
    ]);
    const names = stdout
      .trim()
      .split('\n')
      .map((name) => name.replace(/^package\//, ''));
    expect(names.filter((name) => !/^(dist\/|package\.json$|README|LICENSE|NOTICE|CHANGELOG)/.test(name))).toEqual([]);
    expect(names.filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))).toEqual([]);
    expect(names).toContain('dist/main.d.ts');
    expect(names).toContain('dist/schemas/course.json');
  });
});
