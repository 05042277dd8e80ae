/** Periods of the day (第2限, 第3-4节, "period 2") → the times that the page's own table of periods gives them. */
import type { Element, WrittenClock } from '../../notation/phrase.ts';
import { pick, type Unit } from './unit.ts';

interface Period {
  readonly start: WrittenClock;
  readonly end: WrittenClock;
}

export type Periods = ReadonlyMap<number, Period>;

const NAMED =
  /(?:第\s?)?(\d{1,2})(?:\s?[-–~～・,、]\s?(\d{1,2}))?\s?(?:限目?|時限目?|节课?|節|講時|コマ目?)|\bperiods?\s(\d{1,2})(?:\s?(?:[-–&]|and)\s?(\d{1,2}))?(?![\d:])|\b(\d{1,2})(?:st|nd|rd|th)\speriod\b/iu;

interface Mention {
  readonly first: number;
  readonly last: number;
  readonly from: number;
  readonly to: number;
}

function mentionIn(text: string): Mention | null {
  const found = NAMED.exec(text);
  if (!found) return null;
  const numbers = found.slice(1).filter((each) => each !== undefined);
  const first = Number(numbers[0]);
  return { first, last: Number(numbers[1] ?? first), from: found.index, to: found.index + found[0].length };
}

/** The lines and rows that name one period and one whole time, and neither a day nor a kind. */
export function findPeriods(units: readonly Unit[]): Periods {
  const periods = new Map<number, Period>();
  for (const unit of units) {
    const period = periodOf(unit);
    if (period && !periods.has(period.number)) periods.set(period.number, period);
  }
  return periods;
}

function periodOf(unit: Unit): (Period & { readonly number: number }) | null {
  const mention = mentionIn(unit.given.row ?? unit.text.text);
  if (!mention || mention.first !== mention.last || unit.given.days) return null;
  if (unit.elements.some((each) => each.type === 'days' || each.type === 'kind')) return null;
  const times = pick(unit.elements, 'time').filter((each) => each.start !== null && each.end !== null);
  const [time] = times;
  return times.length === 1 && time?.start && time.end
    ? { number: mention.first, start: time.start, end: time.end }
    : null;
}

/** Assigns the period's time to lines that name a period without a time; the table of periods is no schedule. */
export function sayPeriods(units: readonly Unit[], periods: Periods): Unit[] {
  return units.map((unit) => {
    if (periodOf(unit)) return { ...unit, elements: [] };
    const mention = mentionIn(unit.text.text);
    if (!mention) return unit;
    const { from, to } = mention;
    // "第3-4节" is no time from three to four.
    const others = unit.elements.filter((each) => each.to <= from || each.from >= to);
    const start = periods.get(mention.first)?.start;
    const end = periods.get(mention.last)?.end;
    if (others.some((each) => each.type === 'time') || !start || !end) return { ...unit, elements: others };
    const time: Element = { type: 'time', start, end, from, to };
    return { ...unit, elements: [...others, time].toSorted((a, b) => a.from - b.from) };
  });
}

/** The period that a line with a day names and the page does not explain, in the page's words; null for other lines. */
export function unknownPeriod({ text, elements, given }: Unit, periods: Periods): string | null {
  const mention = mentionIn(text.text);
  const dayed = given.days != null || elements.some((each) => each.type === 'days');
  if (!mention || !dayed || (periods.has(mention.first) && periods.has(mention.last))) return null;
  return elements.some((each) => each.type === 'time') ? null : text.text.slice(mention.from, mention.to);
}
