/** The browser assets as sent by a running server. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Script } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAssets } from '../../src/web/assets.ts';
import { stripTypes } from '../../src/web/stripped-types.ts';
import { SHIPPED } from '../cli/terminal.ts';
import { openSite, type RunningSite } from '../site/site.ts';

let site: RunningSite;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-assets-'));
  site = await openSite({ data: SHIPPED });
});
afterAll(async () => {
  await site.stop();
  await site.forget();
  await rm(folder, { recursive: true, force: true });
});

/** A page's style sheets, icon and scripts. */
async function listAssets(page: string): Promise<readonly string[]> {
  const { status, body } = await site.get(page);
  expect(status, page).toBe(200);
  return [...body.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, address]) => address ?? '');
}

/** A module and the modules that it imports, by URL. */
async function loadModules(address: string, loaded: Map<string, string>): Promise<void> {
  if (loaded.has(address)) return;
  const { status, headers, body } = await site.get(address);
  expect([status, headers['content-type']], address).toEqual([200, 'text/javascript; charset=utf-8']);
  loaded.set(address, body);
  for (const [, imported] of body.matchAll(/(?:^import [^;]*|\bimport\()'(\.[^']+)'/gm)) {
    await loadModules(new URL(imported ?? '', `${site.base}${address}`).pathname, loaded);
  }
}

describe('assets', () => {
  it.each(['/', '/fall-2018/cos418', '/fall-2018/cos418/P01/sign', '/my', '/desk'])(
    'serves every file that %s names',
    async (page) => {
      const named = await listAssets(page);
      expect(named.filter((address) => address.endsWith('.css'))).not.toEqual([]);
      for (const address of named) expect((await site.get(address)).status, address).toBe(200);
    },
  );

  it('serves TypeScript modules and what they import as JavaScript', async () => {
    const modules = new Map<string, string>();
    for (const page of ['/', '/fall-2018/cos418', '/fall-2018/cos418/P01/sign', '/my']) {
      for (const address of await listAssets(page)) if (address.endsWith('.js')) await loadModules(address, modules);
    }
    const names = [...modules.keys()].map((address) => /\/([\w-]+)\./.exec(address)?.[1] ?? '');
    expect(names.sort()).toEqual([
      'choosing',
      'copying',
      'course',
      'course-meetings',
      'feed-panel',
      'fetched',
      'known-calendars',
      'live-page',
      'messages',
      'my',
      'my-calendar',
      'own-calendar',
      'own-times',
      'print',
      'row-filter',
      'search',
      'sheet',
      'today',
      'week-link',
    ]);
    // Scripts cannot contain import and export; the remainder must be valid JavaScript.
    for (const text of modules.values()) new Script(text.replaceAll(/^(import [^;]*;|export )/gm, ''));
  });

  it('shows a course in less than 20 kB, compressed: its page, its style and the scripts that are needed first', async () => {
    const sizes = new Map<string, number>();
    const add = async (address: string): Promise<void> => {
      if (sizes.has(address)) return;
      const { headers } = await site.get(address, { 'Accept-Encoding': 'br' });
      sizes.set(address, Number(headers['content-length']));
      if (!address.endsWith('.js')) return;
      const { body } = await site.get(address);
      for (const [, imported = ''] of body.matchAll(/^import [^;]*'(\..+)';$/gm))
        await add(new URL(imported, `${site.base}${address}`).pathname);
    };
    await add('/fall-2018/cos418');
    for (const address of await listAssets('/fall-2018/cos418')) if (/\.(css|js)$/.test(address)) await add(address);
    expect([...sizes.values()].reduce((sum, size) => sum + size, 0)).toBeLessThan(20_000);
  });

  it('changes a module’s address with what it imports', async () => {
    const write = async (name: string, text: string): Promise<void> => writeFile(path.join(folder, name), text);
    await write('page.ts', "import { name } from './part.ts';\nname();\n");
    await write('part.ts', 'export const name = (): string => "first";\n');
    const first = readAssets([folder]).href('page.js');
    await write('part.ts', 'export const name = (): string => "second";\n');
    expect(readAssets([folder]).href('page.js')).not.toBe(first);
    expect(() => readAssets([folder, folder])).toThrow('two browser files are called page.js');
  });

  it('strips each source once, and again where what was kept is gone', async () => {
    const cache = path.join(folder, 'cache');
    const sources = new Map([['a.1.js', 'export const a: number = 1;']]);
    const stripped = new Map([['a.1.js', 'export const a         = 1;']]);
    expect(await stripTypes(sources, cache)).toEqual(stripped);
    expect(await readdir(cache)).toEqual(['a.1.js']);
    await writeFile(path.join(cache, 'a.1.js'), 'kept');
    expect((await stripTypes(sources, cache)).get('a.1.js')).toBe('kept');
    await rm(cache, { recursive: true });
    await writeFile(cache, 'a file where the folder would be');
    expect(await stripTypes(sources, cache)).toEqual(stripped);
    await expect(stripTypes(new Map([['b.js', 'enum B { A }']]), cache)).rejects.toThrow('enum');
  });
});
