/** A page's reading → a course's YAML: each rule under the page line it comes from, doubts as `check:` comments. */
import { writeWeekdays } from '../../../words/weekday.ts';
import type { PageReading, ReadMeeting, ReadSection } from '../model.ts';
import { wordsOfDoubt } from '../model.ts';
import { claim, patternIds, personId, sectionIds } from './names.ts';
import { comment, idText, scalar, shortTime } from './scalars.ts';
import { weekRule } from './weeks.ts';

export interface CourseOptions {
  /** The course's id, the name of its file: cos418. */
  readonly id: string;
  /** COS 418; made of the id if left out. */
  readonly code?: string;
  readonly title?: string;
  /** The date of the import, YYYY-MM-DD: when the course is first published. */
  readonly published?: string;
}

/** The text of courses/TERM/ID.yaml. */
export function writeCourse(reading: PageReading, options: CourseOptions): string {
  const title = options.title ?? reading.title ?? options.id;
  const lines = [
    comment(`Read from ${reading.name}. "check:" marks what the page leaves open.`),
    `code: ${scalar(options.code ?? reading.code ?? codeOf(options.id))}`,
    `title: ${scalar(title)}`,
    ...(options.published ? [`published: ${options.published}`] : []),
  ];
  const staff = staffIds(reading);
  if (staff.size > 0) lines.push('', 'staff:');
  for (const [name, id] of staff) {
    const role = reading.people.find((person) => person.name === name)?.role ?? null;
    lines.push(role ? `  ${id}: {name: ${scalar(name)}, role: ${scalar(role)}}` : `  ${id}: ${scalar(name)}`);
  }
  if (reading.sections.length === 0) return `${[...lines, 'sections: {}'].join('\n')}\n`;
  lines.push('', 'sections:');
  const ids = sectionIds(reading.sections);
  const lecture = ids[reading.sections.findIndex((section) => section.kind === 'lecture')] ?? null;
  for (const [i, section] of reading.sections.entries()) {
    lines.push(...sectionLines(reading, section, { id: ids[i] ?? `S${i + 1}`, lecture, staff }), '');
  }
  lines.pop();
  return `${lines.join('\n')}\n`;
}

/** 'cos418' → 'COS 418'. */
function codeOf(id: string): string {
  const parts = /^([A-Za-z]+)[-_]?(\d\w*)$/.exec(id);
  return parts ? `${parts[1]?.toUpperCase()} ${parts[2]?.toUpperCase()}` : id;
}

function staffIds(reading: PageReading): Map<string, string> {
  const taken = new Set<string>();
  const ids = new Map<string, string>();
  const names = [
    ...reading.people.map((person) => person.name),
    ...reading.sections.flatMap((section) => section.people),
  ];
  for (const name of names) if (!ids.has(name)) ids.set(name, claim(personId(name), taken));
  return ids;
}

interface Around {
  readonly id: string;
  readonly lecture: string | null;
  readonly staff: ReadonlyMap<string, string>;
}

function sectionLines(reading: PageReading, section: ReadSection, around: Around): string[] {
  const lines = [`  ${idText(around.id)}:`, `    kind: ${section.kind}`, ...titleLines(section)];
  const people = peopleOf(reading, section);
  if (people.length > 0)
    lines.push(`    staff: ${list(people.map((name) => around.staff.get(name) ?? personId(name)))}`);
  const meets = [...meetingLines(reading, section, around), ...appointmentLines(reading, section)];
  // Where no pattern can be written, the comments say why.
  return meets.some((line) => line.startsWith('      - '))
    ? [...lines, '    meets:', ...meets]
    : [...lines, ...meets.map((line) => line.slice(2)), '    meets: TBA'];
}

/** Hours of several people keep the page's own name for them. */
function titleLines({ label, people }: ReadSection): string[] {
  const named = label.length <= 60 && /office|student|drop|consult|help/i.test(label) && people.length !== 1;
  return named ? [`    title: ${scalar(label)}`] : [];
}

/** A section's patterns, each below its page lines and what to check. */
function meetingLines(reading: PageReading, section: ReadSection, around: Around): string[] {
  const lines: string[] = [];
  const merged = mergeDays(section.meetings);
  const ids = patternIds(merged.map(({ meeting }) => meeting));
  const told = new Set<number>();
  const checked = new Set<string>();
  for (const [i, { meeting, lines: from }] of merged.entries()) {
    const shown = from.map((line) => (told.has(line) ? `line ${line}` : `line ${line}: ${textOf(reading, line)}`));
    for (const line of from) told.add(line);
    const { keys, checks } = patternKeys(reading, meeting, ids[i] ?? null, around);
    const fresh = [...meeting.doubts.map(wordsOfDoubt), ...checks].filter((check) => {
      const said = `${from.join()} ${check}`;
      return !checked.has(said) && checked.add(said);
    });
    lines.push(...[...shown, ...fresh.map((check) => `check: ${check}`)].map((text) => `      ${comment(text)}`));
    if (keys.length > 0) lines.push(`      - {${keys.map(([key, value]) => `${key}: ${value}`).join(', ')}}`);
  }
  return lines;
}

function appointmentLines(reading: PageReading, { appointment, meetings }: ReadSection): string[] {
  if (appointment === undefined) return [];
  const isTold = meetings.some(({ line }) => line === appointment);
  const text = isTold ? `line ${appointment}` : `line ${appointment}: ${textOf(reading, appointment)}`;
  return [`      ${comment(text)}`, '      - by appointment'];
}

function list(values: readonly string[]): string {
  return values.length === 1 ? (values[0] ?? '') : `[${values.join(', ')}]`;
}

function textOf(reading: PageReading, line: number): string {
  return reading.used.find((used) => used.line === line)?.text ?? '';
}

/** Those the page names for a section; for the only lecture, the page's only professor or instructor. */
function peopleOf(reading: PageReading, section: ReadSection): readonly string[] {
  if (section.people.length > 0 || section.kind !== 'lecture') return section.people;
  const teachers = reading.people.filter((person) => /prof|instructor|lecturer|teacher/i.test(person.role ?? ''));
  return teachers.length === 1 && teachers[0] ? [teachers[0].name] : [];
}

/** Meetings alike but for their days become one pattern, unless a weekday would hold two of them. */
function mergeDays(meetings: readonly ReadMeeting[]): { meeting: ReadMeeting; lines: number[] }[] {
  const merged: { meeting: ReadMeeting; lines: number[] }[] = [];
  const perDay = new Map<string, number>();
  for (const meeting of meetings) for (const day of meeting.days) perDay.set(day, (perDay.get(day) ?? 0) + 1);
  for (const meeting of meetings) {
    const alone = meeting.days.every((day) => perDay.get(day) === 1);
    const same = merged.find(
      (other) => alone && other.meeting.days.every((day) => perDay.get(day) === 1) && alike(other.meeting, meeting),
    );
    if (same) {
      same.meeting = { ...same.meeting, days: [...same.meeting.days, ...meeting.days] };
      if (!same.lines.includes(meeting.line)) same.lines.push(meeting.line);
    } else merged.push({ meeting, lines: [meeting.line] });
  }
  return merged;
}

function alike(a: ReadMeeting, b: ReadMeeting): boolean {
  const rest = (meeting: ReadMeeting): string => JSON.stringify({ ...meeting, days: 0, line: 0, evidence: 0 });
  return rest(a) === rest(b);
}

type Keys = (readonly [string, string])[];

function patternKeys(
  reading: PageReading,
  meeting: ReadMeeting,
  id: string | null,
  around: Around,
): { keys: Keys; checks: string[] } {
  const weeks = weekRule(meeting.weeks);
  const when = whenKeys(reading, meeting, around);
  if (when.keys.length === 0) return when;
  const keys: Keys = [...(id === null ? [] : [['id', id] as const]), ...when.keys];
  if (meeting.place) keys.push(['where', scalar(meeting.place)]);
  for (const [key, value] of weeks.keys)
    if (!keys.some(([name]) => name === key))
      keys.push([key, key === 'note' || value.includes(',') ? scalar(value) : value]);
  return { keys, checks: [...(weeks.check ? [weeks.check] : []), ...when.checks] };
}

/** A pattern's time; no keys where the page gives too little. */
function whenKeys(reading: PageReading, meeting: ReadMeeting, around: Around): { keys: Keys; checks: string[] } {
  if (meeting.relative) return relativeKeys(reading, meeting, meeting.relative, around);
  if (meeting.start === null)
    return { keys: [], checks: [`until ${shortTime(meeting.end ?? '00:00')}: the page gives no start`] };
  const time = `${shortTime(meeting.start)}${meeting.end ? `-${shortTime(meeting.end)}` : ''}`;
  const copies = meeting.count > 1 ? ` x${meeting.count}` : '';
  return { keys: [['on', `${writeWeekdays(meeting.days)} ${time}${copies}`]], checks: [] };
}

/** `after: L01, for: 30 minutes`. */
function relativeKeys(
  reading: PageReading,
  { line }: ReadMeeting,
  { side, minutes }: NonNullable<ReadMeeting['relative']>,
  { lecture }: Around,
): { keys: Keys; checks: string[] } {
  if (lecture === null) return { keys: [], checks: [`${side} each lecture, but the page names no lecture`] };
  const said = reading.used.find((used) => used.line === line)?.words ?? `${side} lecture`;
  const keys: Keys = [
    [side, idText(lecture)],
    ['for', `${minutes ?? 30} minutes`],
  ];
  if (minutes !== null) return { keys, checks: [] };
  const note = scalar(`The course page says “${said}” and gives no length; half an hour is a guess.`);
  return { keys: [...keys, ['note', note]], checks: ['the page gives no length'] };
}
