/** When the last meeting begins that takes place: after a change of a whole term, each course is asked for it. */
import type { PublishedCourse } from '../domain/published.ts';
import type { CourseDelta } from '../publication/delta.ts';
import type { CoursePlan } from './plan.ts';

const kept = new WeakMap<CourseDelta, number>();

/** Epoch ms; -Infinity: none takes place. */
export function findLastStart({ meetings }: PublishedCourse): number {
  let last = Number.NEGATIVE_INFINITY;
  for (const { facts } of meetings) if (facts.status === 'confirmed' && facts.start > last) last = facts.start;
  return last;
}

/** Keeps what another thread has found, so that the course need not be unpacked. */
export function keepLastStart(delta: CourseDelta, at: number): void {
  kept.set(delta, at);
}

/** Keeps of a copy what is kept of the original. */
export function keepSameLastStart(delta: CourseDelta, copy: CourseDelta): void {
  const at = kept.get(delta);
  if (at !== undefined) kept.set(copy, at);
}

/** Of the course as it is planned. */
export function lastStartOf({ delta, next }: Pick<CoursePlan, 'delta' | 'next'>): number {
  return kept.get(delta) ?? findLastStart(next);
}
