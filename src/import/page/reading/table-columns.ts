/** A table whose first row names its columns. */
import type { ElementOf } from '../../notation/phrase.ts';
import { findWeekLimits } from '../../notation/week-limits.ts';
import { type Cells, type Filled, type Frame, isDayHead, isTimed, timesOf, unitIn } from './table-cells.ts';
import { type Role, stretchOf, weeksIn } from './table-roles.ts';
import { firstKind, type Given, makeScope, pick, type Scope, type Unit } from './unit.ts';

export function readColumns(rows: Cells, roles: readonly Role[], frame: Frame): Unit[] {
  const units: Unit[] = [];
  let part: Scope[] = [];
  for (const row of filledDown(rows.slice(1), roles)) {
    const filled = row.filter((cell, i) => cell.text.text !== '' && row.indexOf(cell) === i);
    const [only] = filled;
    if (!only) continue;
    if (filled.length === 1 && row.length > 1 && timesOf(only).length === 0)
      part = [makeScope(only.text, 30, only.elements)];
    else units.push(...new ColumnRow(row, rows[0] ?? [], roles, frame).units(part));
  }
  return units;
}

/** Fills in omitted cells: a day applies to the rows below it, an empty first cell means "as above". */
function filledDown(rows: Cells, roles: readonly Role[]): Cells {
  const labels = ['other', 'kind', 'section', 'person'].includes(roles[0] ?? '');
  const at = roles.indexOf('days');
  let above: Filled | undefined;
  let lead: Filled | undefined;
  return rows.map((raw) => {
    const row = raw.map((cell, i) => (roles[i] === 'days' && cell.text.text === '' && above ? above : cell));
    const day = row[at];
    if (day && day.text.text !== '') above = day;
    const [first] = row;
    if (!labels || !first) return row;
    if (first.text.text !== '') lead = first;
    else if (lead && row.some((cell) => timesOf(cell).length > 0)) row[0] = lead;
    return row;
  });
}

class ColumnRow {
  private readonly row: readonly Filled[];
  private readonly heads: readonly Filled[];
  private readonly roles: readonly Role[];
  private readonly frame: Frame;

  constructor(row: readonly Filled[], heads: readonly Filled[], roles: readonly Role[], frame: Frame) {
    this.row = row;
    this.heads = heads;
    this.roles = roles;
    this.frame = frame;
  }

  units(part: readonly Scope[]): Unit[] {
    const days = this.days();
    const given = this.given();
    const side = [...this.side(), ...this.dates()];
    const started = this.fromStart(days);
    if (started) return [unitIn(this.frame, started, { ...given, days }, [...part, ...side])];
    const timed = this.row.filter(
      (cell, i) => !['start', 'end', 'weeks'].includes(this.roles[i] ?? '') && isTimed(cell),
    );
    return timed.map((cell) => {
      const at = this.row.indexOf(cell);
      const head = this.heads[at];
      const headDays = head ? pick(head.elements, 'days')[0] : undefined;
      const own = pick(cell.elements, 'days').length > 0;
      const place = this.roles[at] === 'place' || cell !== timed[0] ? null : (given.place ?? null);
      const scopes = [
        ...part,
        ...(head && head.text.text !== '' ? [makeScope(head.text, 44, head.elements)] : []),
        ...side,
      ];
      return unitIn(this.frame, cell, { ...given, place, days: own ? null : (days ?? headDays ?? null) }, scopes);
    });
  }

  /** The non-empty cells of a role. */
  private cells(role: Role): Filled[] {
    return this.row.filter((cell, i) => this.roles[i] === role && cell.text.text !== '');
  }

  private days(): ElementOf<'days'> | null {
    const cell =
      this.row.find(
        ({ elements }, i) => ['days', 'time'].includes(this.roles[i] ?? '') && pick(elements, 'days').length > 0,
      ) ?? this.row.find((each) => isDayHead(each));
    return cell ? (pick(cell.elements, 'days')[0] ?? null) : null;
  }

  /** The cell with the section; a first column without a known head may contain it. */
  private section(): Filled | null {
    const [named] = this.cells('section');
    const [first] = this.row;
    return (
      named ?? (['other', 'kind'].includes(this.roles[0] ?? '') && first && timesOf(first).length === 0 ? first : null)
    );
  }

  private given(): Given {
    const section = this.section()?.text.text ?? null;
    return {
      place: this.cells('place')[0]?.text.text ?? null,
      people: this.cells('person').map((cell) => cell.text.text),
      section,
      sectioned: this.cells('section').length > 0,
      label: section,
      weeks: this.weeks(),
      letters: true,
      row: [...new Set(this.row)].map((cell) => cell.text.text).join(' | '),
    };
  }

  /** Its column of weeks, a first and a last date, or what another cell of the row remarks: "starts week 3". */
  private weeks(): string | null {
    const dates = this.cells('date').find((cell) => findWeekLimits(cell.text.text).length > 0);
    return (
      weeksIn(this.cells('weeks')) ??
      stretchOf(this.cells('start')[0], this.cells('end')[0]) ??
      (dates ? weeksIn([dates]) : null) ??
      this.remarked()
    );
  }

  private remarked(): string | null {
    const said = this.row
      .filter((cell, i) => !isTimed(cell) && ['other', 'kind', 'section', 'days'].includes(this.roles[i] ?? ''))
      .flatMap((cell) => pick(cell.elements, 'weeks'));
    return said[0]?.text ?? null;
  }

  /** What names the row: its section and its kind. */
  private side(): Scope[] {
    const section = this.section();
    // "Lab section" over the ids says the kind.
    const head = section ? this.heads[this.row.indexOf(section)] : undefined;
    const over = head && firstKind(head.elements)?.weak === false ? [makeScope(head.text, 41, head.elements)] : [];
    const cells = [section, this.cells('kind')[0] ?? null].flatMap((cell) =>
      cell && cell.text.text !== '' ? [makeScope(cell.text, 42, cell.elements)] : [],
    );
    return [...over, ...cells];
  }

  private dates(): Scope[] {
    const cells = this.cells('date');
    const dated = cells.some((cell) => cell.elements.some((each) => each.type === 'date' && !each.span));
    return dated ? cells.map((cell) => makeScope(cell.text, 43, cell.elements)) : [];
  }

  /** Start and end from separate columns, joined in the cell of the start. */
  private fromStart(days: ElementOf<'days'> | null): Pick<Filled, 'text' | 'elements'> | null {
    const [cell] = this.cells('start');
    const start = timesOf(cell)[0];
    if (!cell || !start || !days) return null;
    const end = timesOf(this.cells('end')[0])[0];
    const time = start.end ? start : { ...start, end: end?.start ?? end?.end ?? null };
    return { text: cell.text, elements: cell.elements.map((each) => (each === start ? time : each)) };
  }
}
