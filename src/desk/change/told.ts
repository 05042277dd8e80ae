/** The recipients of a change's notices: subscribers, and the course's chat. */
import type { CourseKey } from '../../domain/model.ts';
import type { CourseDifference } from '../../publish/differences.ts';
import { coversSections, type NoticeSubscription } from '../../store/notices.ts';
import type { DeskContext } from '../desk-context.ts';

export interface ToldPeople {
  readonly people: number;
  readonly chat: boolean;
  /** Whether the notice still waits for further changes. */
  readonly waits: boolean;
}

type Changed = Pick<CourseDifference, 'before' | 'after'>;

/** Null if no future meeting is concerned: nobody is notified. */
export async function countTold(
  { store, courses, clock }: DeskContext,
  course: CourseKey,
  differences: readonly Changed[],
): Promise<ToldPeople | null> {
  const now = clock();
  const news = differences.filter(({ before, after }) => [before, after].some((facts) => facts && facts.start > now));
  const sections = new Set(news.flatMap(({ before, after }) => (after ?? before)?.section ?? []));
  if (sections.size === 0) return null;
  await courses.ready([course]);
  for (const { id, with: joined } of courses.get(course)?.sections ?? []) {
    if (sections.has(id)) for (const one of joined) sections.add(one);
  }
  const asked = (await store.noticeSubscriptions({ course })).filter((one) => isTold(one, course, [...sections]));
  const people = asked.filter(({ channel }) => channel === 'mail' || channel === 'push').length;
  const waits = (await store.noticeChange(course)) !== null;
  return { people, chat: asked.length > people, waits };
}

function isTold(
  { choices, confirmedAt, endedAt }: NoticeSubscription,
  course: CourseKey,
  sections: readonly string[],
): boolean {
  const choice = choices.find((one) => one.course === course);
  if (!choice || choice.pace === 'nothing' || confirmedAt === null || endedAt !== null) return false;
  return coversSections(choice.sections, sections);
}
