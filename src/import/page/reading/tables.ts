/** Tables → units: grids under day names, tables with named columns, and rows that are read as lines. */

import { lastsATerm } from '../../notation/date-words.ts';
import type { Element, ElementOf, WrittenClock } from '../../notation/phrase.ts';
import { findWeekLimits } from '../../notation/week-limits.ts';
import type { Block, Cell, Text } from '../document/blocks.ts';
import { elementsOf, firstKind, type Given, makeScope, pick, type Scope, type Unit } from './unit.ts';

type Table = Extract<Block, { readonly type: 'table' }>;

interface Filled {
  readonly text: Text;
  readonly elements: readonly Element[];
  readonly lines: readonly Text[];
}

type Role = 'section' | 'days' | 'time' | 'start' | 'end' | 'place' | 'person' | 'kind' | 'date' | 'weeks' | 'other';

const ROLES: readonly (readonly [Role, RegExp])[] = [
  ['start', /^(start|begin|from|start time|begins?)$/i],
  ['end', /^(end|to|until|end time|ends?)$/i],
  [
    'place',
    /\b(room|location|place|where|venue|building|bldg|classroom|office|link|raum|ort|zoom|salle|aula|lugar|lieu|lokaal|sala|luogo)\b/i,
  ],
  [
    'person',
    /\b(instructors?|tas?|lecturers?|teachers?|professors?|staff|name|names|who|tutors?|leaders?|preceptors?|gsis?|assistants?|hosts?|mentors?|personnel|person|faculty|people|enseignants?|docentes?|profesor(?:es)?|docenti|dozent(?:en)?|leitung|tutores)\b/i,
  ],
  ['date', /\b(dates?|datum)\b/i],
  ['weeks', /\b(weeks?|wks?|frequency|wochen?|semaines?|semanas?|settimane|weken|turnus)\b/i],
  [
    'section',
    /\b(sections?|sec|groups?|crn|class ?#|number|course|code|lab ?#|gruppe|groupe|grupo|gruppo|groep|turno|id)\b/i,
  ],
  ['days', /\b(days?|tag|weekdays?|when|jours?|días?|dias?|giorn[oi]|dag)\b/i],
  ['time', /\b(times?|hours?|when|schedule|zeit|uhrzeit|slots?|oh|horaires?|horarios?|orari?o?|horários?|tijd)\b/i],
  ['kind', /\b(type|kind|activity|format|component|event|what|class|meeting)\b/i],
];

/** The units of a table. Empty cells give none; cells that span rows hold for each of them. */
export function readTableUnits(table: Table, scopes: readonly Scope[], group: number): Unit[] {
  const rows = spread(table);
  const first = rows[0];
  if (!first) return [];
  const reader = new TableReader(scopes, group, table);
  const dayColumns = first.filter((cell) => isDayHead(cell)).length;
  if (dayColumns >= 2 && dayColumns >= first.filter((cell) => cell.text.text !== '').length - 2)
    return reader.grid(rows);
  const roles = first.map((cell) => roleOf(cell));
  const known = roles.filter((role) => role !== 'other').length;
  const heads = table.rows[0]?.cells.every((cell) => cell.header || cell.lines.length === 0) ?? false;
  const pairs = first.length === 2 && known === 0;
  const timed = first.filter((cell) => isTimedHead(cell));
  if (timed.length >= 2 && rows.length > 1) return reader.heads(timed, rows);
  const untimed = first.every((cell) => !cell.elements.some((each) => each.type === 'time' && each.end !== null));
  if (!pairs && untimed && (heads || known >= 2) && rows.length > 1) return reader.columns(rows, roles);
  if (first.slice(1).filter((cell) => isTimeHead(cell)).length >= 2 && rows.length > 1) return reader.timeHeads(rows);
  return reader.plain(rows);
}

/** Every row with as many cells as it shows, spanning cells repeated. */
function spread(table: Table): Filled[][] {
  const open = new Map<number, { cell: Filled; left: number }>();
  const rows: Filled[][] = [];
  for (const row of table.rows) {
    const cells: Filled[] = [];
    const fill = (): void => {
      for (
        let held = open.get(cells.length);
        held && held.left > 0 && cells.length < 60;
        held = open.get(cells.length)
      ) {
        held.left--;
        cells.push(held.cell);
      }
    };
    for (const cell of row.cells) {
      fill();
      const filled = fillCell(cell, row.line);
      for (let i = 0; i < cell.columns && cells.length < 60; i++) {
        if (cell.rows > 1) open.set(cells.length, { cell: filled, left: cell.rows - 1 });
        cells.push(filled);
      }
    }
    fill();
    rows.push(cells);
  }
  return rows;
}

function fillCell(cell: Cell, line: number): Filled {
  const text = joinTexts(cell.lines, ' , ', line);
  return { text, elements: elementsOf(text), lines: cell.lines };
}

/** Several texts as one, each piece keeping its source line. */
export function joinTexts(texts: readonly Text[], between: string, line: number): Text {
  let text = '';
  const marks: { offset: number; line: number }[] = [];
  for (const piece of texts) {
    if (text !== '') text += between;
    marks.push({ offset: text.length, line: piece.line });
    for (const mark of piece.marks) marks.push({ offset: text.length + mark.offset, line: mark.line });
    text += piece.text;
  }
  return { text, line: texts[0]?.line ?? line, marks, strong: false };
}

function isDayHead(cell: Filled): boolean {
  const days = pick(cell.elements, 'days');
  const words = cell.elements.filter((each) => each.type === 'word').length;
  return days.length >= 1 && words <= 2 && !cell.elements.some((each) => each.type === 'time');
}

function isTimeHead(cell: Filled): boolean {
  return cell.elements.length <= 3 && cell.elements.some((each) => each.type === 'time');
}

/** "Aa-Ev", "M–R": the first letters of names, where one of them is no day. */
const SURNAMES =
  /^(?!(?:m|t|w|r|f|mo|tu|we|th|fr|sa|su)\s?[-–]\s?(?:m|t|w|r|f|mo|tu|we|th|fr|sa|su)$)\p{L}{1,3}\s?[-–]\s?\p{L}{1,3}$/iu;

/** "Group 9 (Monday 15:20)" over a table of dates. */
function isTimedHead(cell: Filled): boolean {
  return cell.text.text !== '' && pick(cell.elements, 'time').length === 1 && pick(cell.elements, 'days').length === 1;
}

function roleOf(cell: Filled): Role {
  const text = cell.text.text.trim();
  if (text === '' || text.length > 60) return 'other';
  if (/\btime/i.test(text) && /\b(place|location|room)/i.test(text)) return 'time';
  if (/office hours?|\boh\b/i.test(text) && !/location|room|place|where/i.test(text)) return 'time';
  if (/^(lab|lecture|discussion|recitation|tutorial|precept)s?( section)?$/i.test(text)) return 'section';
  if (isDayHead(cell)) return 'time';
  return ROLES.find(([, words]) => words.test(text))?.[0] ?? 'other';
}

/** "1-12" in a column of weeks; "all" limits nothing. */
function weeksIn(cells: readonly Filled[]): string | null {
  const [text] = cells.map((cell) => cell.text.text);
  if (text === undefined) return null;
  if (/^[\d\s,;&+–—-]+$/.test(text)) return `weeks ${text}`;
  return findWeekLimits(text).length > 0 || /^(?:odd|even|alternat\w*|other|A|B)$/i.test(text) ? text : null;
}

/** "Jan 11" in a column From and "Feb 26" in a column To: a part of the term, unless they are as far apart as a term. */
function stretchOf(from: Filled | undefined, to: Filled | undefined): string | null {
  const dated = [from, to].every((cell) => cell?.elements.some((each) => each.type === 'date') === true);
  const said = `${from?.text.text} – ${to?.text.text}`;
  return dated && !lastsATerm(said) ? said : null;
}

function sameClock(a: WrittenClock, b: WrittenClock): boolean {
  return a.hour % 12 === b.hour % 12 && a.minute === b.minute;
}

class TableReader {
  private readonly scopes: readonly Scope[];
  private readonly group: number;
  private readonly table: Table;

  constructor(scopes: readonly Scope[], group: number, table: Table) {
    this.scopes = scopes;
    this.group = group;
    this.table = table;
  }

  private unit(text: Text, elements: readonly Element[], given: Given, more: readonly Scope[] = []): Unit {
    return { text, elements, scopes: [...this.scopes, ...more], group: this.group, given, heading: false };
  }

  private timesOf(cell: Filled | undefined): ElementOf<'time'>[] {
    return cell ? pick(cell.elements, 'time') : [];
  }

  /** Columns are days; the first column may hold the times of its rows. */
  grid(rows: readonly (readonly Filled[])[]): Unit[] {
    const heads = rows[0] ?? [];
    const units: Unit[] = [];
    const carried = new Map<string, Unit>();
    for (const row of rows.slice(1)) {
      const side = row[0] && !isDayHead(heads[0] as Filled) ? row[0] : null;
      const sideTime = side ? (this.timesOf(side)[0] ?? null) : null;
      const sideScope = side && side.text.text !== '' && !sideTime ? [makeScope(side.text, 40, side.elements)] : [];
      for (const [i, cell] of row.entries()) {
        const head = heads[i];
        if (!head || !isDayHead(head) || cell.text.text === '') continue;
        const own = cell.elements.some((each) => each.type === 'time' || each.type === 'relative');
        const days = pick(head.elements, 'days')[0] ?? null;
        if (own || !sideTime) {
          units.push(
            this.unit(cell.text, cell.elements, { days }, [...sideScope, makeScope(head.text, 41, head.elements)]),
          );
          continue;
        }
        // A cell that spans rows, or stands again in the next row, runs on to the end of its last row.
        const key = `${i}\u0000${cell.text.text}`;
        const before = carried.get(key);
        const goesOn = before?.given.time?.end && sideTime.start && sameClock(before.given.time.end, sideTime.start);
        if (before?.given.time && sideTime.end && goesOn) {
          const longer = { ...before, given: { ...before.given, time: { ...before.given.time, end: sideTime.end } } };
          units[units.indexOf(before)] = longer;
          carried.set(key, longer);
          continue;
        }
        const made = this.unit(cell.text, cell.elements, { days, time: sideTime }, [
          makeScope(head.text, 41, head.elements),
        ]);
        carried.set(key, made);
        units.push(made);
      }
    }
    return units;
  }

  /** The heads themselves say when each group meets. */
  heads(cells: readonly Filled[], rows: readonly (readonly Filled[])[]): Unit[] {
    // "Cours 1", "Cours 2" beside the dates below: what meets at these times.
    const kinds = new Set(rows.slice(1).map((row) => (row[0] ? firstKind(row[0].elements)?.kind : undefined)));
    const [kind = null] = kinds.size === 1 ? kinds : [];
    return cells.map((cell) => {
      const name = cell.lines[0]?.text.replace(/\s*\(.*$/, '') ?? '';
      return this.unit(cell.text, cell.elements, { section: name, label: name, kind });
    });
  }

  /** Columns are times; rows are days. */
  timeHeads(rows: readonly (readonly Filled[])[]): Unit[] {
    const heads = rows[0] ?? [];
    // Ranges of surnames (Aa-Ev, Mr-Tu) are no days: all rows have one, or none has.
    const ranges = rows.slice(1).some((row) => SURNAMES.test(row[0]?.text.text ?? ''));
    const named = !ranges && rows.slice(1).every((row) => row[0] && pick(row[0].elements, 'days').length > 0);
    return rows.slice(1).flatMap((row) => {
      const days = named && row[0] ? (pick(row[0].elements, 'days')[0] ?? null) : null;
      if (!days) return this.groupRow(row, heads);
      return row.flatMap((cell, i) => {
        const time = this.timesOf(heads[i])[0] ?? null;
        return i === 0 || cell.text.text === '' || !time ? [] : [this.unit(cell.text, cell.elements, { days, time })];
      });
    });
  }

  /** A row of one group: its name, and a place under each time. */
  private groupRow(row: readonly Filled[], heads: readonly Filled[]): Unit[] {
    const name = row[0]?.text.text ?? '';
    return row.flatMap((cell, i) => {
      const time = this.timesOf(heads[i])[0] ?? null;
      if (i === 0 || cell.text.text === '' || !time) return [];
      return [
        this.unit(cell.text, cell.elements, {
          time,
          section: name,
          label: name,
          sectioned: true,
          place: cell.text.text,
        }),
      ];
    });
  }

  /** The first row names the columns. */
  columns(rows: readonly (readonly Filled[])[], roles: readonly Role[]): Unit[] {
    const heads = rows[0] ?? [];
    const units: Unit[] = [];
    let part: Scope[] = [];
    let above: Filled | undefined;
    let lead: Filled | undefined;
    for (const raw of rows.slice(1)) {
      // A day stands for the rows below it that leave it out.
      const row = raw.map((cell, i) => (roles[i] === 'days' && cell.text.text === '' && above ? above : cell));
      const day = row.find((_, i) => roles[i] === 'days');
      if (day && day.text.text !== '') above = day;
      // An empty first cell means "as above".
      const [first] = row;
      const labels = ['other', 'kind', 'section'].includes(roles[0] ?? '');
      if (labels && first?.text.text === '' && lead && row.some((cell) => this.timesOf(cell).length > 0)) row[0] = lead;
      else if (labels && first && first.text.text !== '') lead = first;
      const filled = row.filter((cell, i) => cell.text.text !== '' && row.indexOf(cell) === i);
      if (filled.length === 0) continue;
      if (filled.length === 1 && filled[0] && row.length > 1 && this.timesOf(filled[0]).length === 0) {
        part = [makeScope(filled[0].text, 30, filled[0].elements)];
        continue;
      }
      units.push(...this.columnRow(row, heads, roles, part));
    }
    return units;
  }

  private columnRow(
    row: readonly Filled[],
    heads: readonly Filled[],
    roles: readonly Role[],
    part: readonly Scope[],
  ): Unit[] {
    const at = (role: Role): Filled[] => row.filter((cell, i) => roles[i] === role && cell.text.text !== '');
    const timed = row.filter(
      (cell, i) =>
        !['start', 'end', 'weeks'].includes(roles[i] ?? '') &&
        cell.elements.some((each) => each.type === 'time' || each.type === 'relative'),
    );
    const dayCell =
      row.find((cell, i) => (roles[i] === 'days' || roles[i] === 'time') && pick(cell.elements, 'days').length > 0) ??
      row.find((cell) => isDayHead(cell));
    const days = dayCell ? (pick(dayCell.elements, 'days')[0] ?? null) : null;
    const section =
      at('section')[0] ?? (roles[0] === 'other' && row[0] && !this.timesOf(row[0]).length ? row[0] : null);
    const kind = at('kind')[0] ?? null;
    const side = [section, kind].flatMap((cell) =>
      cell && cell.text.text !== '' ? [makeScope(cell.text, 42, cell.elements)] : [],
    );
    const place = at('place')[0]?.text.text ?? null;
    const given: Given = {
      place,
      people: at('person').map((cell) => cell.text.text),
      section: section?.text.text ?? null,
      sectioned: at('section').length > 0,
      label: section?.text.text ?? null,
      weeks: weeksIn(at('weeks')) ?? stretchOf(at('start')[0], at('end')[0]),
      letters: true,
      row: [...new Set(row)].map((cell) => cell.text.text).join(' | '),
    };
    const dated = at('date').some((cell) => cell.elements.some((each) => each.type === 'date' && !each.span));
    const dates = dated ? at('date').map((cell) => makeScope(cell.text, 43, cell.elements)) : [];
    const headScope = (cell: Filled): Scope[] => {
      const head = heads[row.indexOf(cell)];
      return head && head.text.text !== '' ? [makeScope(head.text, 44, head.elements)] : [];
    };
    const starts = at('start')[0];
    const ends = at('end')[0];
    const start = starts ? this.timesOf(starts)[0] : undefined;
    if (starts && start && days) {
      const end = ends ? (this.timesOf(ends)[0] ?? null) : null;
      const time = start.end ? start : { ...start, end: end?.start ?? end?.end ?? null };
      return [
        this.unit(
          starts.text,
          starts.elements.map((each) => (each === start ? time : each)),
          { ...given, days },
          [...part, ...side, ...dates],
        ),
      ];
    }
    return timed.map((cell) => {
      const head = heads[row.indexOf(cell)];
      const headDays = head ? (pick(head.elements, 'days')[0] ?? null) : null;
      const own = pick(cell.elements, 'days').length > 0;
      const cellPlace = roles[row.indexOf(cell)] === 'place' || cell !== timed[0] ? null : place;
      return this.unit(
        cell.text,
        cell.elements,
        { ...given, place: cellPlace, days: own ? null : (days ?? headDays) },
        [...part, ...headScope(cell), ...side, ...dates],
      );
    });
  }

  /** Rows read as lines; a first cell without a time is their label. */
  plain(rows: readonly (readonly Filled[])[]): Unit[] {
    return rows.flatMap((row) => {
      const cells = row.filter((cell, i) => cell.text.text !== '' && row.indexOf(cell) === i);
      const [first, ...rest] = cells;
      if (!first) return [];
      const timed = cells.some((cell) =>
        cell.elements.some((each) => each.type === 'time' || each.type === 'relative'),
      );
      if (rest.length === 0 || (!timed && rest.length > 1))
        return cells.map((cell) => this.unit(cell.text, cell.elements, {}));
      const label = !first.elements.some((each) => each.type === 'time' || each.type === 'days');
      const body = joinTexts(
        rest.map((cell) => cell.text),
        ' , ',
        this.table.line,
      );
      const text = label
        ? joinTexts([{ ...first.text, text: first.text.text.replace(/:\s*$/, '') }, body], ': ', this.table.line)
        : joinTexts([first.text, body], ' , ', this.table.line);
      return [this.unit(text, elementsOf(text), {})];
    });
  }
}
