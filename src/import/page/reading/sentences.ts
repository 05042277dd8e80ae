/** The sentences of a line. */
import { isTimed } from './line-order.ts';
import type { Slot } from './slots.ts';
import type { Unit } from './unit.ts';

/** Those that name no time, as units of their own; their elements keep the offsets of the line. */
export function untimedSentences(unit: Unit): Unit[] {
  const { text, elements } = unit;
  const ends = elements.filter((each) => each.type === 'break' && /^[.。]$/.test(each.mark)).map((each) => each.to);
  const bounds = [0, ...ends, text.text.length];
  return bounds.slice(1).flatMap((to, i) => {
    const from = bounds[i] ?? 0;
    const said = text.text.slice(from, to);
    const own = elements.filter((each) => each.from >= from && each.to <= to);
    const sentence: Unit = { ...unit, text: { ...text, text: said.trim() }, elements: own };
    return said.trim() === '' || isTimed(sentence) ? [] : [sentence];
  });
}

/** The sentence that a time stands in, up to the time. */
export function sentenceOf({ text, elements }: Unit, { at }: Slot): Pick<Unit, 'elements'> & { readonly text: string } {
  const from =
    elements.findLast((each) => each.type === 'break' && /^[.。]$/.test(each.mark) && each.to <= at)?.to ?? 0;
  return {
    text: text.text.slice(from, at),
    elements: elements.filter((each) => each.from >= from && each.to <= at),
  };
}
