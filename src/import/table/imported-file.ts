/** Reads an imported file back into the draft that it was written from, so that the next import keeps its ids. */
import { parse } from 'yaml';
import { isSectionKind } from '../../domain/kind.ts';
import { readArrangement } from '../../words/arrangement.ts';
import type { CourseDraft, PatternDraft, SectionDraft } from './draft.ts';
import { readWhen } from './write-pattern.ts';

type Plain = Readonly<Record<string, unknown>>;

/** Reads a file that `writeCourse` wrote; null when it is not one (somebody changed it beyond recognition). */
export function readImportedFile(id: string, text: string): CourseDraft | null {
  let root: unknown;
  try {
    root = parse(text, { schema: 'failsafe', logLevel: 'silent' });
  } catch {
    return null;
  }
  if (!isPlain(root) || typeof root.code !== 'string') return null;
  const names = new Map(
    Object.entries(isPlain(root.staff) ? root.staff : {}).map(([key, name]) => [key, String(name)]),
  );
  const sections = Object.entries(isPlain(root.sections) ? root.sections : {}).map(([key, value]) =>
    readSection(key, value, names),
  );
  if (sections.some((section) => section === null)) return null;
  const checks = readChecks(text);
  return {
    id,
    formerly: textsOf(root.formerly),
    code: root.code,
    title: textOf(root.title) ?? root.code,
    sections: (sections as SectionDraft[]).map((section) => ({ ...section, checks: checks.get(section.id) ?? [] })),
  };
}

/** The title in a course's own file; null: it has none, or cannot be read. */
export function readTitle(text: string): string | null {
  const [, title = ''] = /^title:[ \t]+(\S.*)$/m.exec(text) ?? [];
  try {
    return textOf(parse(title, { schema: 'failsafe', logLevel: 'silent' }));
  } catch {
    return null;
  }
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function textsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).filter((one) => typeof one === 'string');
}

/** The `check:` comments above sections, kept as long as their sections. */
function readChecks(text: string): ReadonlyMap<string, readonly string[]> {
  const checks = new Map<string, readonly string[]>();
  let above: string[] = [];
  for (const line of text.split('\n')) {
    const [, check] = /^ {2}# check: (.*)$/.exec(line) ?? [];
    const [, id] = /^ {2}"?([A-Za-z0-9][\w-]*)"?:/.exec(line) ?? [];
    if (check !== undefined) above.push(check);
    else if (above.length > 0 && id !== undefined) checks.set(id, above);
    if (check === undefined) above = [];
  }
  return checks;
}

type Names = ReadonlyMap<string, string>;

function peopleOf(value: unknown, names: Names): string[] {
  return textsOf(value).map((text) => names.get(text) ?? text);
}

function readSection(id: string, value: unknown, names: Names): SectionDraft | null {
  if (!isPlain(value)) return null;
  const kind = textOf(value.kind);
  if (kind === null || !isSectionKind(kind)) return null;
  const untimed = textOf(value.meets);
  const isUntimed = value.meets === undefined || (untimed !== null && readArrangement(untimed) !== null);
  const written = Array.isArray(value.meets) ? value.meets : isUntimed ? [] : [value.meets];
  const where = textsOf(value.where);
  const people = peopleOf(value.staff, names);
  const patterns = written.map((one) => readPattern(one, where, people, names));
  if (patterns.some((pattern) => pattern === null)) return null;
  return {
    id,
    kind,
    title: textOf(value.title),
    formerly: textsOf(value.formerly),
    also: textsOf(value.also),
    listed: textsOf(value.listed),
    numbers: readNumbers(id, value.crn),
    patterns: patterns as PatternDraft[],
    untimed: isUntimed && untimed !== 'TBA' ? untimed : null,
    people,
    checks: [],
  };
}

function readNumbers(id: string, value: unknown): ReadonlyMap<string, string> {
  if (typeof value === 'string') return new Map([[id, value]]);
  return new Map(isPlain(value) ? Object.entries(value).map(([place, number]) => [place, String(number)]) : []);
}

function readPattern(
  value: unknown,
  where: readonly string[],
  people: readonly string[],
  names: Names,
): PatternDraft | null {
  const fields = isPlain(value) ? value : { on: value };
  const when = readWhen(textOf(fields.on) ?? '');
  if (!when) return null;
  return {
    ...when,
    id: textOf(fields.id) ?? '',
    from: textOf(fields.from),
    until: textOf(fields.until),
    weeks: textOf(fields.weeks),
    every: fields.every === 'second week' || fields.every === 'third week' ? fields.every : null,
    except: textsOf(fields.except),
    where: fields.where === undefined ? where : textsOf(fields.where),
    people: fields.staff === undefined ? people : peopleOf(fields.staff, names),
    note: textOf(fields.note),
  };
}
