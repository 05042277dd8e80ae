/** Display settings: `language`, `clock`, `show staff`, `cancelled`, `taken away`. The schema has rejected unknown values. */
import { isSectionKind, type Kind, SECTION_KINDS } from '../../domain/kind.ts';
import { isLanguage, type Language } from '../../domain/language.ts';
import type { CancelledStyle, HourCycle, TakenAwayStyle } from '../../domain/model.ts';
import type { StaffDisplay } from '../../domain/person.ts';
import { textOf } from '../fields.ts';
import { entriesOf, type Node, valueAt } from '../yaml/tree.ts';

function isStaffDisplay(text: string): text is StaffDisplay {
  return text === 'names' || text === 'initials' || text === 'none';
}

/** `show staff: initials` for every kind, or one value for each kind. */
export function readShowStaff(node: Node | null): ReadonlyMap<Kind, StaffDisplay> {
  const value = valueAt(node, 'show staff');
  if (value?.type === 'text') {
    const display = value.value;
    return new Map(isStaffDisplay(display) ? SECTION_KINDS.map((kind) => [kind, display]) : []);
  }
  const shown = new Map<Kind, StaffDisplay>();
  for (const entry of entriesOf(value)) {
    const display = entry.value.type === 'text' ? entry.value.value : '';
    if (isSectionKind(entry.key) && isStaffDisplay(display)) shown.set(entry.key, display);
  }
  return shown;
}

export function readCancelled(node: Node | null): CancelledStyle | null {
  const text = textOf(node, 'cancelled');
  return text === 'confirmed' || text === 'cancelled' || text === 'removed' ? text : null;
}

export function readTakenAway(node: Node | null): TakenAwayStyle | null {
  const text = textOf(node, 'taken away');
  return text === 'removed' || text === 'marked' ? text : null;
}

export function readLanguage(node: Node | null): Language | null {
  const text = textOf(node, 'language');
  return text !== null && isLanguage(text) ? text : null;
}

/** @param otherwise used where the file does not say */
export function readHourCycle(node: Node | null, otherwise: HourCycle | null): HourCycle | null {
  const text = textOf(node, 'clock');
  if (text === '12' || text === '24') return text === '12' ? 12 : 24;
  return text === 'by language' ? null : otherwise;
}
