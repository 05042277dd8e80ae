/** Summarises a delta in one sentence, and decides whether it is large enough to need confirmation. */
import { USUAL_WEEKEND } from '../domain/date.ts';
import type { PublishedCourse, PublishedMeeting } from '../domain/published.ts';
import { say } from '../words/say.ts';
import { sayList } from '../words/wording.ts';
import type { CourseDelta } from './delta.ts';
import { pairChanged } from './pairs.ts';
import { sameJson } from './same.ts';

/** Edits that cancel more than this share of a course's future meetings are held. */
const DRASTIC_PART = 1 / 4;

/** "cancels 12, moves 0, changes 2 rooms; P03 and all"; "changes nothing". */
export function summariseDelta(delta: CourseDelta): string {
  if (delta.feeds.length === 0) return say('delta.nothing');
  const parts = listCounts(delta.counts, delta.first);
  if (delta.past) parts.push(say('delta.past', { count: delta.past }));
  const sections = [
    ['delta.addsSections', delta.addedSections],
    ['delta.removesSections', delta.goneSections],
    ['delta.returnsSections', delta.returnedSections],
  ] as const;
  for (const [key, ids] of sections) if (ids.length > 0) parts.push(say(key, { sections: sayList(ids) }));
  return `${parts.join(', ')}; ${sayList([...delta.feeds, 'all'])}`;
}

/** The counts above 0; cancelled and moved meetings and rooms always, except in a first publication. */
function listCounts(counts: CourseDelta['counts'], first: boolean): string[] {
  const always = first
    ? []
    : ([
        ['delta.cancels', counts.cancelled],
        ['delta.moves', counts.moved],
        ['delta.rooms', counts.rooms],
      ] as const);
  const others = [
    ['delta.people', counts.people],
    ['delta.reinstates', counts.reinstated],
    ['delta.revises', counts.revised],
    ['delta.renumbers', counts.renumbered],
    ['delta.withdraws', counts.withdrawn],
  ] as const;
  return [
    ...(counts.added > 0 ? [say('delta.adds', { count: counts.added })] : []),
    ...always.map(([key, count]) => say(key, { count })),
    ...others.filter(([, count]) => count > 0).map(([key, count]) => say(key, { count })),
  ];
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
  given?: Pick<ReadonlySet<string>, 'has'>,
): boolean {
  if (!last) return false;
  if (!sameJson(last.course.weekend ?? USUAL_WEEKEND, next.course.weekend ?? USUAL_WEEKEND)) return true;
  const present = new Set(next.sections.filter(({ gone }) => !gone).flatMap(({ id, aliases }) => [id, ...aliases]));
  if (last.sections.some(({ id, gone }) => !gone && !present.has(id))) return true;
  const isComing = ({ facts }: PublishedMeeting): boolean => facts.status === 'confirmed' && facts.start >= now;
  const taken = pairChanged(last.meetings, next.meetings).flatMap(({ was, now: after }) =>
    was && isComing(was) && (isTaken(after) || given?.has(was.identity) === false) ? [was] : [],
  );
  if (taken.length === 0) return false;
  const coming = last.meetings.filter(isComing);
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

function isTaken(meeting: PublishedMeeting | null): boolean {
  return meeting === null || (meeting.facts.status === 'cancelled' && meeting.facts.reason === null);
}
