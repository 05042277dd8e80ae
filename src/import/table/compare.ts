/** Describes the changes of an import, course by course and section by section. */
import { foldId } from '../../domain/id.ts';
import { type CourseDraft, compareIds, type PatternDraft, type SectionDraft } from './draft.ts';
import { timeKey } from './merge-meetings.ts';
import { writeWhen } from './write-pattern.ts';

export interface SectionDifference {
  readonly id: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** "Fri 10:00am-10:50am → Fri 11:00am-11:50am", "room: Skiles 249 → Klaus 1440". */
  readonly lines: readonly string[];
}

export interface CourseDifference {
  readonly id: string;
  readonly code: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly lines: readonly string[];
  readonly sections: readonly SectionDifference[];
}

/** @param before null: the course is new. @param after null: it is gone. */
export function compareCourses(before: CourseDraft | null, after: CourseDraft | null): CourseDifference | null {
  const course = after ?? before;
  if (!course) return null;
  const change = before === null ? 'added' : after === null ? 'removed' : 'changed';
  const lines: string[] = [];
  if (before && after) {
    lines.push(
      ...changed('id', before.id, after.id),
      ...changed('code', before.code, after.code),
      ...changed('title', before.title, after.title),
    );
  }
  const sections = compareSections(before?.sections ?? [], after?.sections ?? []);
  if (change === 'changed' && lines.length === 0 && sections.length === 0) return null;
  return { id: course.id, code: course.code, change, lines, sections };
}

function changed(what: string, before: string, after: string): string[] {
  return before === after ? [] : [`${what}: ${before === '' ? 'none' : before} → ${after === '' ? 'none' : after}`];
}

function compareSections(before: readonly SectionDraft[], after: readonly SectionDraft[]): SectionDifference[] {
  const old = new Map(before.map((section) => [foldId(section.id), section]));
  const found: SectionDifference[] = [];
  for (const section of after) {
    const id = [section.id, ...section.formerly.toReversed()].find((one) => old.has(foldId(one)));
    const was = id === undefined ? undefined : old.get(foldId(id));
    if (!was) {
      found.push({
        id: section.id,
        change: 'added',
        lines: section.patterns.length === 0 ? [untimedOf(section)] : section.patterns.map(describe),
      });
      continue;
    }
    old.delete(foldId(was.id));
    const lines = compareSection(was, section);
    if (lines.length > 0) found.push({ id: section.id, change: 'changed', lines });
  }
  for (const gone of old.values()) found.push({ id: gone.id, change: 'removed', lines: gone.patterns.map(describe) });
  return found.sort((a, b) => compareIds(a.id, b.id));
}

function compareSection(before: SectionDraft, after: SectionDraft): string[] {
  return [
    ...changed('id', before.id, after.id),
    ...changed('kind', before.kind, after.kind),
    ...changed('title', before.title ?? '', after.title ?? ''),
    ...changed('one with', [...before.also, ...before.listed].join(', '), [...after.also, ...after.listed].join(', ')),
    ...changed('number', numbersOf(before), numbersOf(after)),
    ...(before.patterns.length === 0 && after.patterns.length === 0
      ? [
          ...changed('times', untimedOf(before), untimedOf(after)),
          ...changed('people', before.people.join(', '), after.people.join(', ')),
        ]
      : []),
    ...comparePatterns(before, after),
  ];
}

function numbersOf({ numbers }: SectionDraft): string {
  return [...numbers.values()].sort().join(', ');
}

function untimedOf({ untimed }: SectionDraft): string {
  return untimed ?? 'TBA';
}

function comparePatterns(was: SectionDraft, is: SectionDraft): string[] {
  const [before, after] = [was.patterns, is.patterns];
  const left = [...before];
  const take = (test: (old: PatternDraft) => boolean): PatternDraft | undefined => {
    const at = left.findIndex(test);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  const lines: string[] = [];
  const rest = after.filter((pattern) => !take((old) => old.id === pattern.id && sameness(old) === sameness(pattern)));
  for (const pattern of rest) {
    const old =
      take((one) => one.id === pattern.id && whenOf(one) === whenOf(pattern)) ??
      take((one) => one.id === pattern.id && one.weekdays.some((day) => pattern.weekdays.includes(day))) ??
      take((one) => one.id === pattern.id);
    if (!old) lines.push(`${before.length === 0 ? `${untimedOf(was)} → ` : 'new: '}${describe(pattern)}`);
    else {
      const when = changed('', whenOf(old), whenOf(pattern)).map((line) => line.slice(2));
      lines.push(
        ...when,
        ...changed(`${whenOf(pattern)}, where`, old.where.join(', '), pattern.where.join(', ')),
        ...changed(`${whenOf(pattern)}, people`, old.people.join(', '), pattern.people.join(', ')),
      );
      if (when.length === 0 && old.note !== pattern.note)
        lines.push(...changed('note', old.note ?? '', pattern.note ?? ''));
    }
  }
  return [...lines, ...left.map((old) => `gone: ${describe(old)}${after.length === 0 ? ` → ${untimedOf(is)}` : ''}`)];
}

function sameness(pattern: PatternDraft): string {
  return [
    timeKey(pattern),
    pattern.except.join(' '),
    pattern.where.join('|'),
    pattern.people.join('|'),
    pattern.note,
  ].join('\u0000');
}

function whenOf(pattern: PatternDraft): string {
  const { from, until, weeks, every, except } = pattern;
  return [
    writeWhen(pattern),
    every ? `every ${every}` : '',
    weeks ? `weeks ${weeks}` : '',
    from ? `from ${from}` : '',
    until ? `until ${until}` : '',
    except.length > 0 ? `except ${except.join(', ')}` : '',
  ]
    .filter((text) => text !== '')
    .join(' ');
}

function describe(pattern: PatternDraft): string {
  return [whenOf(pattern), ...pattern.where].join(', ');
}
