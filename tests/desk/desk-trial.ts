/** The desk's use cases over a SQLite store and the shipped rules, without HTTP. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Grant } from '../../src/desk/access/role.ts';
import type { DeskContext, Visitor } from '../../src/desk/desk-context.ts';
import { createCourses } from '../../src/feeds/courses.ts';
import { readFolder } from '../../src/publish/folder.ts';
import { publish } from '../../src/publish/publisher.ts';
import { readRules } from '../../src/publish/rules.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';

export const COURSE = 'fall-2018/cos418';

export interface DeskTrial extends DeskContext {
  now: number;
  /** Where the store keeps its files. */
  readonly folder: string;
  visitor(mail: string, ...grants: Grant[]): Visitor;
  stop(): Promise<void>;
}

export async function openDeskTrial(): Promise<DeskTrial> {
  const folder = await mkdtemp(path.join(tmpdir(), 'belltower-desk-trial-'));
  const store = await openSqliteStore(folder, { isTemporary: true });
  const rules = readRules(await readFolder(path.resolve(import.meta.dirname, '../../data')));
  const courses = createCourses();
  const trial: DeskTrial = {
    now: Date.parse('2018-10-01T12:00:00Z'),
    folder,
    store,
    clock: () => trial.now,
    rules: async () => rules,
    courses,
    async catchUp() {
      for (const { key } of await store.listCourses())
        courses.put(key, (await store.loadCourse(key))?.published ?? null);
    },
    mail: null,
    visitor: (mail, ...grants) => {
      const own = { name: mail, mail, shownName: null, grants, hash: '' };
      return { ...own, id: `person:${mail}`, makers: [], ceiling: null };
    },
    async stop() {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await publish(store, trial.clock, rules);
  await trial.catchUp();
  return trial;
}
