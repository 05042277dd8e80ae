/** Mutated exports and revisions.json files: rejected with a message, or accepted and then served without errors. */
import { createCourses } from '../../src/feeds/courses.ts';
import {
  printPublications,
  RevisionsError,
  readRevisions,
  restoreRevisions,
  writeRevisions,
} from '../../src/publish/revisions-file.ts';
import { readSelection } from '../../src/store/personal-choice.ts';
import { isStoredCourse } from '../../src/store/published-shape.ts';
import type { Store } from '../../src/store/store.ts';
import { pickOne, type Random } from '../corpus/seeded.ts';
import { exportState, restoreState } from '../store/state-text.ts';
import { damageText, damageValue, gatherVocabulary, type Vocabulary } from './mutation.ts';
import { tryFeeds } from './rules.ts';

export interface SoundState {
  readonly lines: readonly string[];
  readonly revisions: string;
  readonly vocabulary: Vocabulary;
}

export async function takeState(store: Store): Promise<SoundState> {
  const state = await exportState(store);
  const lines = state.trimEnd().split('\n');
  const short = lines.map((line) => line.slice(0, 2000));
  return {
    lines,
    revisions: writeRevisions(await printPublications(store), { files: new Map(), digests: new Map() }, 1),
    vocabulary: gatherVocabulary(short),
  };
}

/** An export with a line mutated as text or as JSON, or with a line added or removed. */
export function damageState(random: Random, { lines, vocabulary }: SoundState): string {
  const index = Math.floor(random() * lines.length);
  const line = lines[index] ?? '';
  const damaged =
    random() < 0.8 && line !== ''
      ? JSON.stringify(damageValue(random, JSON.parse(line)))
      : damageText(random, line, vocabulary);
  const way = random();
  if (way < 0.8) return `${lines.with(index, damaged).join('\n')}\n`;
  return `${(way < 0.9 ? lines.toSpliced(index, 1) : lines.toSpliced(index, 0, line)).join('\n')}\n`;
}

/** @throws Error where a damaged file is neither refused nor good enough to be served */
export async function tryState(store: Store, text: string, now: number, random: Random): Promise<void> {
  const outcome = await restoreState(store, text, { overwrite: true, now });
  if (!outcome.restored) {
    if (outcome.reason === '') throw new Error('refused without a reason');
    return;
  }
  await tryStored(store, random);
}

/** @throws Error where a damaged revisions.json is neither refused nor good enough to be served */
export async function tryRevisions(store: Store, sound: SoundState, random: Random): Promise<void> {
  const file: unknown = damageValue(random, JSON.parse(sound.revisions));
  const text =
    random() < 0.9 ? JSON.stringify(file) : damageText(random, sound.revisions.slice(0, 3000), sound.vocabulary);
  const read = readRevisions(text ?? '');
  if (read instanceof RevisionsError) return;
  await restoreRevisions(store, read);
  await tryStored(store, random);
}

async function tryStored(store: Store, random: Random): Promise<void> {
  const courses = createCourses();
  const stored = [...(await store.loadCourses())];
  for (const [key, course] of stored) {
    if (!isStoredCourse(course)) throw new Error(`${key} came back from the store as something else`);
    courses.put(key, course.published);
  }
  for (const feed of await store.personalFeeds()) readSelection(feed.selection);
  if (stored.length > 0) tryFeeds(pickOne(random, stored)[1].published, random);
  await exportState(store);
}
