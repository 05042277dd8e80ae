import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFolder } from '../../src/publish/folder.ts';
import { watchFolder } from '../../src/publish/folder-watch.ts';
import { mayHaveCourse, readRules } from '../../src/publish/rules.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-folder-'));
  await put('site.yaml', 'uidDomain: example.edu\n');
  await put('terms/fall-2018.yaml', 'title: Fall\nzone: America/New_York\nclasses: 2018-09-12 to 2018-12-14\n');
  await put('courses/fall-2018/a.yaml', COURSE);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const COURSE = 'code: A\ntitle: A\nsections: {L01: {kind: lecture, meets: Mon 10am-11am}}\n';
const A = 'courses/fall-2018/a.yaml';
const at = (name: string): string => path.join(folder, name);
async function put(name: string, text: string | Buffer): Promise<void> {
  await mkdir(path.dirname(at(name)), { recursive: true });
  await writeFile(at(name), text);
}
const unread = async (): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await readFolder(folder)).flatMap((file) => (file.unread ? [[file.path, file.unread.message]] : [])),
  );

describe('a file of rules that cannot be read', () => {
  // Root reads whatever the mode says.
  it.skipIf(process.getuid?.() === 0)('for want of permission is named', async () => {
    await chmod(at(A), 0o000);
    expect(await unread()).toEqual({ [A]: 'This file cannot be read: permission denied.' });
    await chmod(at('courses/fall-2018'), 0o000);
    expect(await unread()).toEqual({ 'courses/fall-2018': 'This folder cannot be read: permission denied.' });
    await chmod(at('courses/fall-2018'), 0o755);
  });

  it.each<[string, () => Promise<void>, RegExp]>([
    ['a dangling link', () => symlink('/nowhere.yaml', at('courses/fall-2018/b.yaml')), /no such file/],
    ['a link in a circle', () => symlink('b.yaml', at('courses/fall-2018/b.yaml')), /circle/],
    ['a link to a device', () => symlink('/dev/zero', at('courses/fall-2018/b.yaml')), /not a regular file/],
    ['five megabytes', () => put('courses/fall-2018/b.yaml', '#'.repeat(5 << 20)), /5242880 bytes/],
    ['Latin-1', () => put('courses/fall-2018/b.yaml', Buffer.from('title: é', 'latin1')), /0xE9 on line 1/],
  ])('is named: %s', async (_, make, message) => {
    await make();
    expect(await unread()).toEqual({ 'courses/fall-2018/b.yaml': expect.stringMatching(message) });
    const rules = readRules(await readFolder(folder));
    expect(rules.problems.map(({ severity }) => severity)).toEqual(['error']);
    expect([...rules.catalog.broken]).toEqual(['fall-2018/b']);
    expect([...rules.catalog.courses.keys()]).toEqual(['fall-2018/a']);
  });

  it('keeps its courses from being taken for deleted: a course, a term, the site, a folder', async () => {
    await symlink('/nowhere', at('courses/spring-2019'));
    const rules = readRules(await readFolder(folder));
    expect(['fall-2018/a', 'fall-2018/b', 'spring-2019/a'].map((key) => mayHaveCourse(rules, key))).toEqual([
      true,
      false,
      true,
    ]);
    for (const name of ['terms/fall-2018.yaml', 'site.yaml']) {
      await put(name, Buffer.from('title: é', 'latin1'));
      const { catalog, problems } = readRules(await readFolder(folder));
      expect([...catalog.broken]).toEqual(['fall-2018/a']);
      expect(problems.map(({ code }) => code)).toContain('not-utf8');
      expect(problems.map(({ code }) => code)).not.toContain('term-missing');
      expect(problems.map(({ code }) => code)).not.toContain('site-missing');
    }
  });

  it('elsewhere than among the rules is nobody’s business', async () => {
    await symlink('/nowhere', at('README'));
    await symlink('/nowhere', at('courses/.#a.yaml'));
    await symlink('.', at('courses/itself'));
    expect(await unread()).toEqual({});
  });
});

it('reads folders that are reached by a link', async () => {
  await put('elsewhere/b.yaml', COURSE);
  await symlink('../elsewhere', at('courses/spring-2019'));
  expect((await readFolder(folder)).map((file) => file.path)).toContain('courses/spring-2019/b.yaml');
});

it('notices that the link to the folder leads to another one', async () => {
  await mkdir(at('two'));
  await symlink(at('courses'), at('current'));
  let changes = 0;
  const until = (count: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setInterval(() => {
        if (changes < count) return;
        clearInterval(timer);
        resolve();
      }, 5);
    });
  const watched = watchFolder(at('current'), () => changes++, 20);
  await until(1);
  await rm(at('current'));
  await symlink(at('two'), at('current'));
  await until(2);
  const before = changes;
  await put('two/site.yaml', 'uidDomain: example.org\n');
  await until(before + 1);
  await watched.stop();
});
