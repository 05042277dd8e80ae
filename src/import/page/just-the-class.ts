/**
 * A Just the Class site → one reading: the week's grid of `_schedules/` gives the meetings, `_staffers/` the people,
 * and their own hours where no schedule has any. `_modules/` hold dates and topics, no weekly meetings; what is due
 * by them is read by `import/deadlines/modules`.
 */
import type { HourCycle } from '../../domain/model.ts';
import type { PageReading, ReadPerson } from './model.ts';
import { readPage } from './read-page.ts';

export interface SiteFile {
  /** As it lies in the site: "_schedules/weekly.md". */
  readonly path: string;
  readonly text: string;
}

export function readJustTheClass(files: readonly SiteFile[], hourCycle: HourCycle | null = null): PageReading {
  const inFolder = (name: string): SiteFile[] => files.filter(({ path }) => path.split('/').includes(name));
  const staff = inFolder('_staffers').flatMap((file) => readStaffer(file));
  const schedules = inFolder('_schedules').map(({ path, text }) => readPage(text, path, hourCycle));
  const read = schedules.find(({ sections }) => sections.length > 0) ?? readPage(pageOf(staff), '_staffers', hourCycle);
  const people = staff.map(({ name, role, line }): ReadPerson => ({ name, role, line }));
  return {
    ...read,
    people: people.length > 0 ? people : read.people,
    sections: read.sections.map((section) => ({
      ...section,
      people: section.people.map((name) => wholeName(name, people)),
    })),
  };
}

interface Staffer extends ReadPerson {
  readonly body: string;
}

function readStaffer({ text }: SiteFile): Staffer[] {
  const lines = text.replaceAll(/\r\n?/g, '\n').split('\n');
  const end = lines.findIndex((line, at) => at > 0 && line.trim() === '---');
  if (lines[0]?.trim() !== '---' || end < 0) return [];
  const field = (key: string): { value: string; line: number } | null => {
    const at = lines.slice(0, end).findIndex((line) => line.startsWith(`${key}:`));
    const value =
      lines[at]
        ?.slice(key.length + 1)
        .trim()
        .replace(/^(['"])(.*)\1$/, '$2') ?? '';
    return at < 0 || value === '' ? null : { value, line: at + 1 };
  };
  const name = field('name');
  if (!name) return [];
  const body = lines.slice(end + 1).join('\n');
  return [{ name: name.value, role: field('role')?.value ?? null, line: name.line, body }];
}

/** All staffers as one page: each under a heading of their own. */
function pageOf(staff: readonly Staffer[]): string {
  return staff.map(({ name, body }) => `### ${name}\n\n${body}`).join('\n\n');
}

/** "Cy" of the schedule is the only Cy of the staff. */
function wholeName(name: string, people: readonly ReadPerson[]): string {
  const lower = name.toLowerCase();
  const meant = people.filter((person) => person.name.toLowerCase().split(/\s+/).includes(lower));
  return meant.length === 1 && meant[0] ? meant[0].name : name;
}
