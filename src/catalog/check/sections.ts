/**
 * Errors and probable errors in a course's sections whose patterns are valid one by one. Those that show only once
 * meetings are dated (skipped clock times, changes that match nothing) are found by `schedule`.
 */
import { attendeeOf } from '../../domain/audience.ts';
import { addDays, minutesOf } from '../../domain/date.ts';
import type { Section } from '../../domain/model.ts';
import type { DatedPattern, MeetingPattern, RelativePattern, WeeklyPattern } from '../../domain/pattern.ts';
import { intervalOf } from '../../domain/rhythm.ts';
import { WEEKDAY_NAMES } from '../../words/english-style.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { NEAR_TERM_DAYS } from '../limits.ts';
import { patternNodesOf } from '../read/arrangement.ts';
import type { Entry, Node } from '../yaml/tree.ts';
import { type CourseIds, type DatesOfSection, listCandidates, listWeeklyDays } from './candidates.ts';
import { checkExcept } from './except.ts';
import { reportLeaning } from './leaning.ts';
import { checkOtherHours } from './other-hours.ts';
import { checkPatternIds } from './pattern-ids.ts';
import { warnOfOutside } from './term.ts';
import type { TermDays } from './term-days.ts';

/** `entryFor` returns the mapping that a section was read from. */
export function checkSections(
  diagnostics: Diagnostics,
  sections: readonly Section[],
  entryFor: (id: string) => Entry,
  days: TermDays,
  datesOf: DatesOfSection,
  course: CourseIds,
): void {
  for (const section of sections) {
    const term = days.narrow(attendeeOf(course, section), null);
    const entry = entryFor(section.id);
    const nodes = patternNodesOf(entry.value);
    checkPatternIds(diagnostics, nodes, section.patterns, term, datesOf);
    if (nodes.length !== section.patterns.length) continue;
    for (const [index, pattern] of section.patterns.entries())
      checkPattern(diagnostics, nodes[index] as Node, pattern, term, datesOf);
  }
  reportLeaning(diagnostics, sections, entryFor);
}

function checkPattern(
  diagnostics: Diagnostics,
  node: Node,
  pattern: MeetingPattern,
  term: TermDays,
  datesOf: DatesOfSection,
): void {
  if (pattern.type !== 'dated') checkExcept(diagnostics, node, pattern, term, datesOf);
  if (pattern.type === 'weekly') checkWeekly(diagnostics, node, pattern, term);
  else if (pattern.type === 'dated') checkDated(diagnostics, node, pattern, term);
  else checkRelative(diagnostics, node, pattern, term, datesOf);
}

function checkWeekly(diagnostics: Diagnostics, node: Node, pattern: WeeklyPattern, term: TermDays): void {
  const days = listWeeklyDays(pattern, term);
  if (!days.some((day) => day.open)) {
    const { from, until } = term.span;
    const why = days.length > 0 ? 'all its dates lie in breaks' : `no date of the term (${from} to ${until}) fits`;
    diagnostics.warn(
      'never-meets',
      node,
      `This pattern never meets: ${why}.`,
      'Check its weekdays, dates and weeks, or take it away.',
    );
  }
  warnOfUnnumbered(diagnostics, node, pattern, term);
  checkOtherHours(diagnostics, node, pattern, term);
  warnOfLength(diagnostics, node, pattern);
}

/** Such a week is neither odd nor even, and `weeks` cannot name it. Terms numbered by hand skip weeks on purpose. */
function warnOfUnnumbered(diagnostics: Diagnostics, node: Node, pattern: WeeklyPattern, term: TermDays): void {
  if (term.term.weeks !== null) return;
  const own = listWeeklyDays(pattern, term);
  const [first, last] = [own[0]?.date ?? '', own.at(-1)?.date ?? ''];
  const { every, weeks } = intervalOf(pattern.rhythm);
  const counted = pattern.weeks !== null || (every > 1 && weeks === 'teaching');
  const all = counted ? listWeeklyDays({ ...pattern, weeks: null, rhythm: 'week' }, term) : own;
  const day = all.find(
    ({ date, open, teachingWeek, periods }) =>
      open && teachingWeek === null && periods.has('classes') && first <= date && date <= last,
  );
  if (!day) return;
  const meets = counted ? 'This pattern could meet' : 'This pattern meets';
  diagnostics.warn(
    'unnumbered-week',
    node,
    `${meets} on ${WEEKDAY_NAMES[day.runs]} ${day.date}, in a week that is no teaching week: its other days are in a break.`,
    `Check the break’s dates and the term’s weekend (${term.term.weekend.map((weekday) => WEEKDAY_NAMES[weekday]).join(', ')}); or write allow: [unnumbered-week].`,
  );
}

function checkDated(diagnostics: Diagnostics, node: Node, pattern: DatedPattern, term: TermDays): void {
  const early = addDays(term.span.from, -NEAR_TERM_DAYS);
  const late = addDays(term.span.until, NEAR_TERM_DAYS);
  const far = pattern.dates.find((date) => date < early || date > late);
  if (far !== undefined)
    warnOfOutside(diagnostics, node, `${far} lies far outside the term (${term.span.from} to ${term.span.until}).`);
  if (!pattern.days) warnOfLength(diagnostics, node, pattern);
}

function checkRelative(
  diagnostics: Diagnostics,
  node: Node,
  pattern: RelativePattern,
  term: TermDays,
  datesOf: DatesOfSection,
): void {
  // A base without dates is to be announced, which is normal.
  if (datesOf(pattern.section).length === 0 || listCandidates(pattern, term, datesOf).length > 0) return;
  const message = `This pattern never meets: none of the dates of ${pattern.section} fits.`;
  diagnostics.warn('never-meets', node, message, 'Check its dates and weeks, or take it away.');
}

/** Shorter or earlier meetings are usually a mistyped digit, or am and pm confused. */
const FEWEST_MINUTES = 10;
const EARLIEST = '06:00';

function warnOfLength(diagnostics: Diagnostics, node: Node, { start, end }: WeeklyPattern | DatedPattern): void {
  if (start < EARLIEST) {
    const hint = 'Check which half of the day is meant; or write allow: [night-meeting].';
    diagnostics.warn('night-meeting', node, `This meeting begins at night, at ${start}.`, hint);
  }
  if (end === null) return;
  const minutes = (minutesOf(end) - minutesOf(start) + 1440) % 1440;
  if (minutes < FEWEST_MINUTES) {
    const long = minutes === 1 ? '1 minute' : `${minutes} minutes`;
    diagnostics.warn(
      'short-meeting',
      node,
      `From ${start} to ${end} is ${long}.`,
      'Check both times; or write allow: [short-meeting].',
    );
  }
  if (minutes > 720) {
    const hours = `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
    diagnostics.warn(
      'long-meeting',
      node,
      `From ${start} to ${end} are ${hours}.`,
      'Check which half of the day is meant.',
    );
  }
}
