/** Named rules for times that are not weekly meetings. */
import type { Element, ElementOf } from '../../notation/phrase.ts';
import type { Anchor, Pair } from './pairing.ts';

/** The input of the rules. */
interface Asked {
  readonly pair: Pair;
  /** The words shortly before the time, in small letters; a period for a break. */
  readonly words: string;
  /** The last kind and the last "open" before the time, by index; -1 for none. */
  readonly kindAt: number;
  readonly openAt: number;
  /** The element right before the time. */
  readonly lead: Element | undefined;
  /** The elements of the time's clause. */
  readonly clause: readonly Beside[];
  readonly excepted: (index: number) => boolean;
  readonly pastNext: (index: number) => boolean;
}

interface Beside {
  readonly element: Element;
  readonly index: number;
  /** Whether it is in brackets after the time, a remark. */
  readonly bracketed: boolean;
  /** Whether the brackets contain nothing else: "(cancelled)". */
  readonly alone: boolean;
}

type Rule = (asked: Asked) => string | null;

const minuteToMidnight: Rule = ({ pair: { anchor } }) =>
  anchor.element.type === 'time' && isDeadline(anchor.element) ? 'a minute to midnight is a deadline' : null;

/** "Thursday at midnight": nothing begins then. */
const midnightAlone: Rule = ({ pair: { anchor } }) => {
  if (anchor.element.type !== 'time' || anchor.element.end !== null) return null;
  const { start } = anchor.element;
  return start?.half === 'am' && start.hour === 12 && start.minute === 0 ? 'midnight alone is a deadline' : null;
};

/** "The lab is open Mondays", "Tutoring center: open M-Th"; not "Open studio: Sat". */
const openingHours: Rule = ({ words, kindAt, openAt }) =>
  /\b(?:is|are|stays|remains) open\b[^.]*$/.test(words) || (/\bopen\s*$/.test(words) && openAt > kindAt)
    ? 'these are opening hours'
    : null;

/** "Instead of Monday 3-4", "(was: Tue 4-5)". */
const replaced: Rule = ({ words }) =>
  /\b(?:instead of|rather than|no longer)\b[^.]*$|\b(?:was|were|formerly|previously|used to be)\s*$/.test(words)
    ? 'it is held no longer'
    : null;

/** "This week Mon 1-2; otherwise Fri 1-2": the second is usual. */
const oneWeek: Rule = ({ words }) =>
  /\b(?:this|next) week\b(?!.*\b(?:otherwise|normally|usually|regularly)\b)|\b(?:today|tomorrow)\b|\binstead$/.test(
    words,
  )
    ? 'it is about one week only'
    : null;

/** "by 5pm", "before 5pm". */
const deadline: Rule = ({ pair: { anchor }, lead }) =>
  anchor.element.type === 'time' && lead?.type === 'word' && /^(?:by|before)$/i.test(lead.text)
    ? `"${lead.text}" a time is a deadline`
    : null;

/** "Final exam: Mon 3-5", "no class Friday", "March 3, 2-4pm": the first contrary element of the clause. */
const clauseSaysNo: Rule = (asked) => {
  for (const beside of asked.clause) {
    const why = aboutOccasion(beside, asked) ?? notHeld(beside) ?? onDate(beside, asked);
    if (why !== null) return why;
  }
  return null;
};

function aboutOccasion({ element, index, bracketed }: Beside, { pastNext }: Asked): string | null {
  return element.type === 'occasion' && !bracketed && !pastNext(index) ? `it is about "${element.why}"` : null;
}

function notHeld({ element, bracketed, alone }: Beside): string | null {
  const told = element.type === 'absence' && /^(?:no\b|cancel)/i.test(element.why);
  return told && (!bracketed || (alone && /^cancel/i.test(element.why))) ? `it says "${element.why}"` : null;
}

function onDate({ element, index, bracketed }: Beside, { pair, excepted }: Asked): string | null {
  if (element.type !== 'date' || element.span || excepted(index)) return null;
  const { anchor, days } = pair;
  const weekly = days !== null && (days.element.days.length > 1 || days.element.weekly);
  const near = Math.abs(index - anchor.index) <= 3 || (days !== null && Math.abs(index - days.index) <= 2);
  const once = near && !bracketed && days?.element.weekly !== true;
  return !weekly || once ? 'it has a date: not every week' : null;
}

/** "Mondays 2-5pm: Sept 14, Sept 28, Oct 12". */
const listedDates: Rule = ({ clause, excepted, pair: { anchor } }) => {
  const dates = clause.filter(
    ({ element, index, bracketed }) =>
      element.type === 'date' && !element.span && index > anchor.index && !bracketed && !excepted(index),
  );
  return dates.length >= 3 ? 'it lists its dates: not every week' : null;
};

export const REFUSAL_RULES: readonly Rule[] = [
  minuteToMidnight,
  midnightAlone,
  openingHours,
  replaced,
  oneWeek,
  deadline,
  clauseSaysNo,
  listedDates,
];

/** The reason, or null if the time may be a weekly meeting. */
export function refusal(
  elements: readonly Element[],
  clauses: readonly number[],
  pair: Pair,
  pairs: readonly Pair[],
): string | null {
  const { anchor } = pair;
  const words = elements
    .slice(Math.max(0, anchor.index - 12), anchor.index)
    .map((each) => (each.type === 'word' ? each.text.toLowerCase() : each.type === 'break' ? '.' : ''))
    .join(' ');
  const asked: Asked = {
    pair,
    words,
    kindAt: lastBefore(elements, anchor, (each) => each.type === 'kind'),
    openAt: lastBefore(elements, anchor, (each) => each.type === 'word' && /^open$/i.test(each.text)),
    lead: elements[anchor.index - 1],
    clause: clauseOf(elements, clauses, anchor),
    excepted: (index) => isExcepted(elements, index),
    pastNext: (index) => pairs.some((each) => each.anchor.index > anchor.index && each.anchor.index < index),
  };
  for (const rule of REFUSAL_RULES) {
    const why = rule(asked);
    if (why !== null) return why;
  }
  return null;
}

function lastBefore(elements: readonly Element[], anchor: Anchor, is: (each: Element) => boolean): number {
  return elements.slice(0, anchor.index).findLastIndex(is);
}

function isMark(element: Element | undefined, text: string): boolean {
  return element?.type === 'mark' && element.text === text;
}

function clauseOf(elements: readonly Element[], clauses: readonly number[], anchor: Anchor): Beside[] {
  const found: Beside[] = [];
  let depth = 0;
  for (const [index, element] of elements.entries()) {
    if (element.type === 'mark' && /^[([]$/.test(element.text)) depth++;
    if (element.type === 'mark' && /^[)\]]$/.test(element.text)) depth = Math.max(0, depth - 1);
    if (clauses[index] === anchor.clause)
      found.push({
        element,
        index,
        bracketed: depth > 0 && index > anchor.index,
        alone: isMark(elements[index - 1], '(') && isMark(elements[index + 1], ')'),
      });
  }
  return found;
}

function isDeadline(time: ElementOf<'time'>): boolean {
  const clock = time.start ?? time.end;
  return clock !== null && clock.minute === 59 && (clock.hour === 23 || (clock.hour === 11 && clock.half === 'pm'));
}

function isExcepted(elements: readonly Element[], index: number): boolean {
  for (let i = Math.max(0, index - 5); i < index; i++) {
    const element = elements[i];
    if (
      element?.type === 'word' &&
      /^(except|excluding|no|not|first|last|start|starts|starting|begin|begins|beginning|since|as|updated|until|after|before|beginn|ab|seit|desde|début|inizio|início|vanaf)$/i.test(
        element.text,
      )
    )
      return true;
    if (element?.type === 'absence') return true;
  }
  return false;
}
