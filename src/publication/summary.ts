/** Summarises a delta in one sentence, and decides whether it is large enough to need confirmation. */
import { USUAL_WEEKEND } from '../domain/date.ts';
import type { PublishedCourse, PublishedMeeting } from '../domain/published.ts';
import { sayList } from '../words/wording.ts';
import type { CourseDelta } from './delta.ts';
import { sameJson } from './same.ts';

/** Edits that cancel more than this share of a course's future meetings are held. */
const DRASTIC_PART = 1 / 4;

/** "cancels 12, moves 0, changes 2 rooms; P03 and all"; "changes nothing". */
export function summariseDelta(delta: CourseDelta): string {
  if (delta.feeds.length === 0) return 'changes nothing';
  const { counts } = delta;
  const parts: string[] = [];
  const count = (n: number, say: (n: number) => string, always = false): void => {
    if (always || n > 0) parts.push(say(n));
  };
  count(counts.added, (n) => `adds ${n}`);
  if (!delta.first) {
    count(counts.cancelled, (n) => `cancels ${n}`, true);
    count(counts.moved, (n) => `moves ${n}`, true);
    count(counts.rooms, (n) => `changes ${n} ${n === 1 ? 'room' : 'rooms'}`, true);
  }
  count(counts.people, (n) => `changes who holds ${n}`);
  count(counts.reinstated, (n) => `brings back ${n}`);
  count(counts.revised, (n) => `revises ${n} otherwise`);
  count(counts.renumbered, (n) => `renumbers ${n}`);
  count(counts.withdrawn, (n) => `withdraws ${n}`);
  count(
    delta.past ?? 0,
    (n) => `rewrites ${n} that ${n === 1 ? 'is' : 'are'} over (write \`from:\` with a date to leave what was)`,
  );
  count(delta.addedSections.length, () => `adds ${sayList(delta.addedSections)}`);
  count(delta.goneSections.length, () => `takes away ${sayList(delta.goneSections)}`);
  count(delta.returnedSections.length, () => `brings back ${sayList(delta.returnedSections)}`);
  return `${parts.join(', ')}; ${sayList([...delta.feeds, 'all'])}`;
}

/**
 * Whether an edit must be confirmed because it looks like an incomplete file: it changes the term's weekend, removes a
 * section, removes all future meetings of one that it renames, or removes more than a quarter of the course's future
 * meetings. Only edits without `say` are held: a cancellation with a public reason is deliberate.
 * @param now epoch ms
 * @param given the meetings that the rules and changes give: a break's name is not a change's `say`
 */
export function isDrastic(
  last: PublishedCourse | null,
  next: PublishedCourse,
  now: number,
  given?: ReadonlySet<string>,
): boolean {
  if (!last) return false;
  if (!sameJson(last.course.weekend ?? USUAL_WEEKEND, next.course.weekend ?? USUAL_WEEKEND)) return true;
  const present = new Set(next.sections.filter(({ gone }) => !gone).flatMap(({ id, aliases }) => [id, ...aliases]));
  if (last.sections.some(({ id, gone }) => !gone && !present.has(id))) return true;
  const nextById = new Map(next.meetings.map((meeting) => [meeting.identity, meeting]));
  const coming = last.meetings.filter(({ facts }) => facts.status === 'confirmed' && facts.start >= now);
  const taken = coming.filter(({ identity }) => isTaken(nextById.get(identity)) || given?.has(identity) === false);
  if (taken.length > coming.length * DRASTIC_PART) return true;
  // Renamed without `formerly`: the section continues under `also`, but has none of its meetings.
  const ids = new Set(next.sections.filter(({ gone }) => !gone).map(({ id }) => id));
  const renamed = new Set(last.sections.filter(({ id, gone }) => !gone && !ids.has(id)).map(({ id }) => id));
  const lost = new Set(taken);
  return [...renamed].some((id) => {
    const own = coming.filter(({ facts }) => facts.section === id);
    return own.length > 0 && own.every((meeting) => lost.has(meeting));
  });
}

function isTaken(meeting: PublishedMeeting | undefined): boolean {
  return meeting === undefined || (meeting.facts.status === 'cancelled' && meeting.facts.reason === null);
}
