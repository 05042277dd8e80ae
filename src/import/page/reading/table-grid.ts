/** A grid: columns are days; the first column may hold the times of its rows. */
import type { ElementOf, WrittenClock } from '../../notation/phrase.ts';
import { type Cells, type Filled, type Frame, isDayHead, isTimed, timesOf, unitIn } from './table-cells.ts';
import { roleOf, weeksIn } from './table-roles.ts';
import { makeScope, pick, type Scope, type Unit } from './unit.ts';

export function readGrid(rows: Cells, frame: Frame): Unit[] {
  const reader = new GridReader(rows[0] ?? [], frame);
  for (const row of rows.slice(1)) reader.row(row);
  return reader.units;
}

class GridReader {
  readonly units: Unit[] = [];
  private readonly heads: readonly Filled[];
  private readonly frame: Frame;
  /** The last unit of each column and text. */
  private readonly carried = new Map<string, Unit>();

  /** The first column holds the weeks of its rows: "Weeks | Monday | Tuesday". */
  private readonly weekly: boolean;

  constructor(heads: readonly Filled[], frame: Frame) {
    this.heads = heads;
    this.frame = frame;
    this.weekly = heads[0] !== undefined && roleOf(heads[0]) === 'weeks';
  }

  row(row: readonly Filled[]): void {
    const [head] = this.heads;
    const side = head && !isDayHead(head) ? row[0] : undefined;
    const time = timesOf(side)[0] ?? null;
    const named = side && side.text.text !== '' && !time ? [makeScope(side.text, 40, side.elements)] : [];
    for (const [i, cell] of row.entries()) {
      const head = this.heads[i];
      if (!head || !isDayHead(head) || cell.text.text === '') continue;
      if (isTimed(cell) || !time) this.own(cell, head, named, side);
      else this.beside(cell, head, `${i}\u0000${cell.text.text}`, time);
    }
  }

  /** A cell with its own time. */
  private own(cell: Filled, head: Filled, named: readonly Scope[], side: Filled | undefined): void {
    const weeks = this.weekly ? weeksOf(side) : null;
    const days = pick(head.elements, 'days')[0] ?? null;
    this.units.push(unitIn(this.frame, cell, { days, weeks }, [...named, makeScope(head.text, 41, head.elements)]));
  }

  /** A cell that spans rows, or is repeated in the next row, lasts to the end of its last row. */
  private beside(cell: Filled, head: Filled, key: string, time: ElementOf<'time'>): void {
    const before = this.carried.get(key);
    const longer = before ? lengthened(before, time) : null;
    const days = pick(head.elements, 'days')[0] ?? null;
    const unit = longer ?? unitIn(this.frame, cell, { days, time }, [makeScope(head.text, 41, head.elements)]);
    if (before && longer) this.units[this.units.indexOf(before)] = longer;
    else this.units.push(unit);
    this.carried.set(key, unit);
  }
}

/** The weeks that begin a row, as written where they are not understood; "all" limits nothing. */
function weeksOf(side: Filled | undefined): string | null {
  const said = side?.text.text ?? '';
  return side === undefined || said === '' || /^(?:all|every|alle|tou(?:te)?s|tod[ao]s|tutte)\b/i.test(said)
    ? null
    : (weeksIn([side]) ?? said);
}

/** The unit extended by the next row's time; null if that does not continue it. */
function lengthened(unit: Unit, time: ElementOf<'time'>): Unit | null {
  const own = unit.given.time;
  const goesOn = own?.end && time.start && sameClock(own.end, time.start);
  return own && time.end && goesOn ? { ...unit, given: { ...unit.given, time: { ...own, end: time.end } } } : null;
}

function sameClock(a: WrittenClock, b: WrittenClock): boolean {
  return a.hour % 12 === b.hour % 12 && a.minute === b.minute;
}
