/** The relative positions of units on a page. */
import type { Unit } from './unit.ts';

const ORDERS = new WeakMap<readonly Unit[], Map<Unit, number>>();

/** The index of a unit on the page, from 0. */
export function orderOf(units: readonly Unit[], unit: Unit): number {
  let order = ORDERS.get(units);
  if (!order) {
    order = new Map(units.map((each, i) => [each, i]));
    ORDERS.set(units, order);
  }
  return order.get(unit) ?? -1;
}

/** Whether it is under the heading or label of the other. */
export function sharesTop(a: Unit, b: Unit): boolean {
  const parent = b.scopes.at(-1);
  return parent === undefined || a.scopes.some((scope) => scope.text === parent.text);
}

export function isTimed(unit: Unit): boolean {
  return unit.given.time != null || unit.elements.some((each) => each.type === 'time' || each.type === 'relative');
}
