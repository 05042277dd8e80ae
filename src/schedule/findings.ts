/** What only shows once the meetings are dated: changes about nothing, patterns that clash, wall times that clocks skip. */
import type { Change } from '../domain/model.ts';
import { type Problem, sortProblems } from '../domain/problem.ts';
import type { Draft } from './draft.ts';
import type { SectionMeetings } from './section-meetings.ts';
import { endDateOf } from './slot.ts';
import type { TermCalendar } from './term-calendar.ts';

export function findProblems(
  meetings: readonly SectionMeetings[],
  changes: readonly Change[],
  calendar: TermCalendar,
): Problem[] {
  return sortProblems([
    ...findIdleChanges(meetings, changes),
    ...meetings.flatMap(({ clashes }) => clashes.map(([, lost]) => clashProblem(lost))).filter(isFirstAt),
    ...meetings
      .flatMap(({ standing }) => standing.flatMap((draft) => (draft.cancelled ? [] : findOddTimes(draft, calendar))))
      .filter(isFirstAt),
  ]);
}

/** One report for each place in the rules. */
function isFirstAt(problem: Problem, index: number, all: readonly Problem[]): boolean {
  return all.findIndex((other) => other.code === problem.code && other.at === problem.at) === index;
}

/** A term's change is about many courses and may well leave this one alone. */
function findIdleChanges(meetings: readonly SectionMeetings[], changes: readonly Change[]): Problem[] {
  if (changes.length === 0) return [];
  const touched = new Set(
    meetings.flatMap(({ standing, withdrawn }) => [...standing, ...withdrawn].flatMap((draft) => draft.touched)),
  );
  return changes
    .filter((change, place) => change.source !== 'term' && !touched.has(place))
    .map(
      (change): Problem => ({
        code: 'change-refers-to-nothing',
        severity: 'warning',
        message: `no meeting is what change ${change.id} is about`,
        hint: 'a change names the section and the original date, the one before any move',
        ...(change.at && { at: change.at }),
      }),
    );
}

function clashProblem(draft: Draft): Problem {
  return {
    code: draft.pattern === '' ? 'pattern-id-needed' : 'pattern-id-twice',
    severity: 'error',
    message: `section ${draft.section.id} has two meetings on ${draft.originalDate} from patterns with one id`,
    hint: 'give the pattern that was added later an id of its own, such as `id: afternoon`',
    ...(draft.at && { at: draft.at }),
  };
}

function findOddTimes(draft: Draft, calendar: TermCalendar): Problem[] {
  const { date, start, end } = draft.slot;
  const times: [string, string][] = [[date, start]];
  if (end !== null) times.push([endDateOf({ ...draft.slot, end }), end]);
  return times.flatMap(([day, time]): Problem[] => {
    const kind = calendar.classify(day, time);
    if (kind === 'plain') return [];
    const what = kind === 'skipped' ? 'does not exist' : 'occurs twice';
    return [
      {
        code: kind === 'skipped' ? 'skipped-time' : 'repeated-time',
        severity: 'warning',
        message: `${time} ${what} on ${day} in ${calendar.term.zone}, where the clocks change (section ${draft.section.id})`,
        hint: kind === 'skipped' ? 'the time before the change is taken' : 'the first of the two is taken',
        ...(draft.at && { at: draft.at }),
      },
    ];
  });
}
