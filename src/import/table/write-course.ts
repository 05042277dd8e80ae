/** Writes a draft as the text of its imported file. Deterministic: equal drafts give equal bytes. */
import { isId } from '../../domain/id.ts';
import { type CourseDraft, compareIds, type PatternDraft, type SectionDraft } from './draft.ts';
import { writeWhen } from './write-pattern.ts';
import { quoteText, writeFlow, writeList } from './yaml-text.ts';

/** The path of a course's imported file, below the folder of rules. */
export function importedPath(term: string, course: string): string {
  return `imported/${term}/${course}.yaml`;
}

export function writeCourse(course: CourseDraft, term: string): string {
  const people = nameIds(course);
  const lines = [
    `# Written by "belltower import" from the registrar's table, and written anew by the next import.`,
    `# What you add belongs into courses/${term}/${course.id}.yaml.`,
    `code: ${quoteText(course.code)}`,
    `title: ${quoteText(course.title)}`,
  ];
  if (course.formerly.length > 0) lines.push(`formerly: ${writeList(course.formerly)}`);
  if (people.size > 0) {
    lines.push('staff:');
    for (const [name, id] of people) lines.push(`  ${quoteText(id)}: ${quoteText(name)}`);
  }
  // All its sections are listed in other courses; that is not a mistake.
  if (course.sections.length === 0) lines.push('allow: course-empty');
  const sections = course.sections.toSorted((a, b) => compareIds(a.id, b.id));
  lines.push(sections.length === 0 ? 'sections: {}' : 'sections:');
  for (const section of sections) lines.push(...writeSection(section, people));
  return `${lines.join('\n')}\n`;
}

/** Names without a space would be read as ids: a space is added. */
function nameIds(course: CourseDraft): ReadonlyMap<string, string> {
  const names = new Set(
    course.sections.flatMap(({ people, patterns }) =>
      patterns.length === 0 ? people : patterns.flatMap((pattern) => pattern.people),
    ),
  );
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of [...names].filter((one) => !/^\S+ .*\S$/.test(one)).sort()) {
    const base =
      name
        .normalize('NFKD')
        .replaceAll(/[^A-Za-z0-9_-]+/g, '')
        .replace(/^[_-]+/, '')
        .toLowerCase()
        .slice(0, 28) || 'person';
    let id = base;
    for (let count = 2; taken.has(id) || !isId(id); count += 1) id = `${base}-${count}`;
    taken.add(id);
    ids.set(name, id);
  }
  return ids;
}

type Names = ReadonlyMap<string, string>;

function writeSection(section: SectionDraft, names: Names): string[] {
  const { patterns } = section;
  const where = shared(patterns.map((pattern) => pattern.where));
  const people = patterns.length === 0 ? section.people : shared(patterns.map((pattern) => pattern.people));
  const inOne = patterns.length === 1 && patterns.every(isPlain);
  const before: [string, string][] = [['kind', section.kind]];
  if (section.title !== null) before.push(['title', quoteText(section.title)]);
  const after: [string, string][] = [];
  if (where && where.length > 0) after.push(['where', writeList(where)]);
  if (people && people.length > 0) after.push(['staff', writeStaff(people, names)]);
  if (section.also.length > 0) after.push(['also', writeList(section.also)]);
  if (section.listed.length > 0) after.push(['listed', writeList(section.listed)]);
  if (section.formerly.length > 0) after.push(['formerly', writeList(section.formerly)]);
  if (section.numbers.size > 0) after.push(['crn', writeNumbers(section)]);
  const checks = section.checks.map((check) => `  # check: ${check.replaceAll(/\s+/g, ' ')}`);
  const id = quoteText(section.id);
  if (patterns.length === 0 || inOne) {
    const meets = quoteText(writeMeets(section));
    return [...checks, `  ${id}: ${writeFlow([...before, ['meets', meets], ...after])}`];
  }
  const lines = patterns.map((pattern) => `      - ${writePattern(pattern, where === null, people === null, names)}`);
  return [...checks, `  ${id}:`, ...before.map(entry), '    meets:', ...lines, ...after.map(entry)];
}

/** Of at most one pattern. */
function writeMeets({ patterns: [pattern], untimed }: SectionDraft): string {
  return pattern ? writeWhen(pattern) : (untimed ?? 'TBA');
}

function entry([key, value]: readonly [string, string]): string {
  return `    ${key}: ${value}`;
}

/** The common value, or null if they differ. */
function shared(lists: readonly (readonly string[])[]): readonly string[] | null {
  const [first] = lists;
  return first && lists.every((list) => list.join('\u0000') === first.join('\u0000')) ? first : null;
}

function isPlain({ id, from, until, weeks, every, except, note }: PatternDraft): boolean {
  return id === '' && except.length === 0 && [from, until, weeks, every, note].every((one) => one === null);
}

function writePattern(pattern: PatternDraft, ownWhere: boolean, ownPeople: boolean, names: Names): string {
  const entries: [string, string][] = [];
  if (pattern.id !== '') entries.push(['id', pattern.id]);
  entries.push(['on', quoteText(writeWhen(pattern))]);
  if (pattern.from !== null) entries.push(['from', pattern.from]);
  if (pattern.until !== null) entries.push(['until', pattern.until]);
  if (pattern.every !== null) entries.push(['every', pattern.every]);
  if (pattern.weeks !== null) entries.push(['weeks', quoteText(pattern.weeks)]);
  if (pattern.except.length > 0) entries.push(['except', writeList(pattern.except)]);
  if (ownWhere && pattern.where.length > 0) entries.push(['where', writeList(pattern.where)]);
  if (ownPeople && pattern.people.length > 0) entries.push(['staff', writeStaff(pattern.people, names)]);
  if (pattern.note !== null) entries.push(['note', quoteText(pattern.note)]);
  return entries.length === 1 ? (entries[0]?.[1] ?? '') : writeFlow(entries);
}

function writeStaff(people: readonly string[], names: Names): string {
  return writeList(people.map((name) => names.get(name) ?? name));
}

function writeNumbers({ id, numbers }: SectionDraft): string {
  const own = numbers.get(id);
  if (numbers.size === 1 && own !== undefined) return quoteText(own);
  return writeFlow(
    [...numbers].sort(([a], [b]) => compareIds(a, b)).map(([place, number]) => [place, quoteText(number)]),
  );
}
