/** Converts a calendar's meetings to a course file. */
import type { LocalDate } from '../../domain/date.ts';
import type { Kind } from '../../domain/kind.ts';
import type { Term } from '../../domain/model.ts';
import type { Place } from '../../domain/place.ts';
import { writeSpan } from '../../words/date.ts';
import { writeTimeSpan } from '../../words/time-span.ts';
import { writeWeekdays } from '../../words/weekday.ts';
import { writeDeadline } from '../deadlines/write-deadline.ts';
import { freeId } from '../table/section-labels.ts';
import { quoteText, writeFlow, writeList } from '../table/yaml-text.ts';
import type { Occurrence } from './occurrences.ts';
import { type CalendarChange, type CalendarPattern, findPatterns } from './patterns.ts';
import { idOfKind, ownTitle, readTitle, type TitleRead } from './titles.ts';

export interface CalendarCourse {
  readonly code: string;
  readonly title: string;
  /** Date of the import, written as `published` and `announced`. */
  readonly today: LocalDate;
}

interface SectionFound {
  readonly id: string;
  readonly kind: Kind;
  readonly title: string | null;
  readonly occurrences: readonly Occurrence[];
}

export interface CalendarWritten {
  readonly yaml: string;
  readonly sections: number;
  readonly patterns: number;
  readonly changes: number;
  /** Left out because their titles mark them as cancelled. */
  readonly cancelled: number;
}

export function writeCalendarCourse(
  occurrences: readonly Occurrence[],
  term: Term,
  places: readonly Place[],
  course: CalendarCourse,
): CalendarWritten {
  const titled = occurrences
    .filter(({ isDue }) => !isDue)
    .map((one) => ({ one, read: readTitle(one.title, course.code) }));
  const notCancelled = titled.filter(({ read }) => !read.cancelled);
  const sections = findSections(notCancelled, course.code);
  const marked = new Set(titled.filter(({ read }) => read.cancelled).map(({ one }) => `${one.date} ${one.start}`));
  const written = sections.map((section) => ({ section, ...findPatterns(section.occurrences, term, marked) }));
  const lines = [
    `code: ${quoteText(course.code)}`,
    `title: ${quoteText(course.title)}`,
    `published: ${course.today}`,
    written.length === 0 ? 'sections: {}' : 'sections:',
  ];
  for (const { section, patterns } of written) lines.push(...writeSection(section, patterns, places));
  const due = occurrences.filter(({ isDue }) => isDue);
  if (due.length > 0) lines.push(`deadlines:\n${writeDeadlines(due)}`);
  const changes = written.flatMap(({ section, patterns, changes: own }) =>
    own.map((change) => writeChange(section.id, change, patterns, places, course.today)),
  );
  if (changes.length > 0) lines.push('changes:', ...changes);
  return {
    yaml: `${lines.join('\n')}\n`,
    sections: sections.length,
    patterns: written.reduce((sum, { patterns }) => sum + patterns.length, 0),
    changes: changes.length,
    cancelled: titled.length - notCancelled.length,
  };
}

/** Canvas shows what is due at 11:59 pm as an item of the whole day. */
function writeDeadlines(due: readonly Occurrence[]): string {
  const taken = new Set<string>();
  const sorted = due.toSorted((a, b) => (`${a.date} ${a.start}` < `${b.date} ${b.start}` ? -1 : 1));
  const lines = sorted.map(({ title, date, start, days }) => {
    const name = title.replace(/\s*\[[^\]]*\]$/, '').slice(0, 200) || title.slice(0, 200) || 'Assignment';
    return writeDeadline({ title: name, due: { date, time: days === undefined ? start : '23:59' } }, taken);
  });
  return lines.join('').trimEnd();
}

function findSections(
  notCancelled: readonly { readonly one: Occurrence; readonly read: TitleRead }[],
  code: string,
): SectionFound[] {
  const taken = new Set<string>();
  const groups = [...Map.groupBy(notCancelled, ({ read }) => read.key)].sort(([a], [b]) => (a < b ? -1 : 1));
  return groups.map(([key, list]) => {
    const { kind: read, id: named } = (list[0] as { read: TitleRead }).read;
    // A day without a word for what it is, such as an excursion.
    const kind = read === 'class' && list.every(({ one }) => one.days !== undefined) ? 'other' : read;
    const id = freeId(named ?? idOfKind(kind), taken);
    taken.add(id.toLowerCase());
    return { id, kind, title: ownTitle(key, code, named), occurrences: list.map(({ one }) => one) };
  });
}

function writeSection(section: SectionFound, patterns: readonly CalendarPattern[], places: readonly Place[]): string[] {
  const lines = [`  ${quoteText(section.id)}:`, `    kind: ${section.kind}`];
  if (section.title !== null) lines.push(`    title: ${quoteText(section.title)}`);
  lines.push('    meets:', ...patterns.map((pattern) => `      - ${writePattern(pattern, places)}`));
  return lines;
}

function writePattern(pattern: CalendarPattern, places: readonly Place[]): string {
  const { id, weekdays, dates, wholeDays, from, until, except, where } = pattern;
  const time = writeTimeSpan(pattern);
  const entries: [string, string][] = id === '' ? [] : [['id', id]];
  if (wholeDays.length > 0) entries.push(['dates', writeList(wholeDays.map(writeSpan))], ['time', 'all day']);
  else if (weekdays.length > 0) entries.push(['on', quoteText(`${writeWeekdays(weekdays)} ${time}`)]);
  else entries.push(['dates', writeList(dates)], ['time', quoteText(time)]);
  if (from !== null) entries.push(['from', from]);
  if (until !== null) entries.push(['until', until]);
  if (except.length > 0) entries.push(['except', writeList(except)]);
  if (where !== '') entries.push(['where', writePlace(where, places)]);
  return writeFlow(entries);
}

/** Limit on the length of a place. */
const LONGEST_PLACE = 200;

/** The site's own rooms are written by name; feeds add the address. */
function writePlace(where: string, places: readonly Place[]): string {
  const line = where.replaceAll(/\s+/g, ' ').slice(0, LONGEST_PLACE);
  const known = places.find(
    ({ name, address }) => line === name || (address !== null && line === `${name}, ${address}`),
  );
  return quoteText(known?.name ?? line);
}

function writeChange(
  section: string,
  { pattern, on, to }: CalendarChange,
  patterns: readonly CalendarPattern[],
  places: readonly Place[],
  today: LocalDate,
): string {
  const own = patterns.find(({ id }) => id === pattern) as CalendarPattern;
  const entries: [string, string][] = [
    ['announced', today],
    ['sections', quoteText(section)],
    ['on', on],
  ];
  if (patterns.length > 1) entries.push(['pattern', pattern === '' ? '""' : pattern]);
  entries.push(...(to === null ? [['cancel', 'yes'] as [string, string]] : whatChanges(on, to, own, places)));
  return `  - ${writeFlow(entries)}`;
}

/** What differs: day, time or place. If nothing does, the change becomes a note. */
function whatChanges(
  on: LocalDate,
  to: NonNullable<CalendarChange['to']>,
  own: CalendarPattern,
  places: readonly Place[],
): [string, string][] {
  const changed: [string, string][] = [];
  if (to.date !== on || to.start !== own.start || to.end !== own.end)
    changed.push(['move', quoteText(`${to.date} ${writeTimeSpan(to)}`)]);
  if (to.where !== own.where && to.where !== '') changed.push(['where', writePlace(to.where, places)]);
  return changed.length > 0 ? changed : [['note', quoteText(to.title.slice(0, 200))]];
}
