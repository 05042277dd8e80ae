/** A roster as people have it: comma- or tab-separated, with a heading, from a registrar, a course system or by hand. */
import { parse } from 'csv-parse/sync';

export interface RosterLine {
  /** Counted from 1, the heading among them. */
  readonly line: number;
  readonly mail: string;
  readonly name: string | null;
  /** Null: as the whole roster has it. */
  readonly role: string | null;
  readonly scope: string | null;
}

export type RosterRead =
  | { readonly ok: true; readonly lines: readonly RosterLine[] }
  | { readonly ok: false; readonly why: string };

const MOST_LINES = 2000;

/** Headings as they occur, folded to letters. */
const COLUMNS = {
  mail: ['mail', 'email', 'emailaddress', 'mailaddress', 'loginid', 'sislogin'],
  name: ['name', 'fullname', 'displayname', 'student', 'person'],
  role: ['role', 'roles', 'enrollmentrole'],
  scope: ['course', 'scope', 'courses', 'courseid'],
} as const;

/** What course systems call people, as roles. */
const ROLE_WORDS: Readonly<Record<string, string>> = {
  ta: 'editor',
  'teaching assistant': 'editor',
  'lab ta': 'editor',
  preceptor: 'editor',
  grader: 'viewer',
  observer: 'viewer',
  instructor: 'head',
  teacher: 'head',
  professor: 'head',
  lecturer: 'head',
};

export function readRoster(text: string): RosterRead {
  let rows: string[][];
  try {
    rows = parse(text, {
      bom: true,
      delimiter: [',', ';', '\t'],
      relax_column_count: true,
      relax_quotes: true,
      trim: true,
      to: MOST_LINES + 2,
    });
  } catch (error) {
    return { ok: false, why: `this is no table: ${(error as Error).message.split('\n')[0]}` };
  }
  const heading = rows[0];
  if (!heading) return { ok: false, why: 'the roster is empty' };
  if (rows.length > MOST_LINES + 1) return { ok: false, why: `a roster has at most ${MOST_LINES} lines` };
  const places = findColumns(heading);
  if (places.mail === undefined) {
    return { ok: false, why: 'the first line must name the columns, one of them “mail” (others: name, role, course)' };
  }
  const cell = (row: readonly string[], place: number | undefined): string | null =>
    place === undefined ? null : row[place]?.trim() || null;
  const lines = rows.slice(1).flatMap((row, index): RosterLine[] => {
    if (row.every((text) => text.trim() === '')) return [];
    const role = cell(row, places.role);
    return [
      {
        line: index + 2,
        mail: cell(row, places.mail) ?? '',
        name: cell(row, places.name),
        role: role === null ? null : (ROLE_WORDS[role.toLowerCase()] ?? role.toLowerCase()),
        scope: cell(row, places.scope),
      },
    ];
  });
  return lines.length > 0 ? { ok: true, lines } : { ok: false, why: 'nobody is on the roster' };
}

function findColumns(heading: readonly string[]): { readonly [column in keyof typeof COLUMNS]?: number } {
  const folded = heading.map((text) => text.toLowerCase().replaceAll(/[^a-z]/g, ''));
  const found: { -readonly [column in keyof typeof COLUMNS]?: number } = {};
  for (const [column, names] of Object.entries(COLUMNS) as [keyof typeof COLUMNS, readonly string[]][]) {
    const place = folded.findIndex((text) => names.includes(text));
    if (place >= 0) found[column] = place;
  }
  return found;
}
