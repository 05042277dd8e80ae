/** Numbers as people read them. Pure. */
import type { Target } from '../figure.ts';
import type { Spread } from '../statistics.ts';

/** Three digits that mean something: '12,300', '8.2', '0.91', '0.0042'. */
export function sayNumber(value: number): string {
  if (value === 0) return '0';
  const rounded = Number(value.toPrecision(3));
  if (Math.abs(rounded) >= 100) return rounded.toLocaleString('en');
  const digits = Math.abs(rounded) >= 10 ? 1 : Math.abs(rounded) >= 0.1 ? 2 : 4;
  return String(Number(rounded.toFixed(digits)));
}

/** '0.90', '3.2', '41', '109': as many digits as a ratio's spread leaves any sense in. */
export function sayTimes(value: number): string {
  return value >= 10 ? sayNumber(Math.round(value)) : value < 0.1 ? sayNumber(value) : value.toFixed(value < 2 ? 2 : 1);
}

/** '0.91 (0.85–0.97)': the median, the least and the greatest; a single round has nothing to spread. */
export function sayRatio({ median, low, high, rounds }: Spread): string {
  return rounds === 1 ? sayTimes(median) : `${sayTimes(median)} (${sayTimes(low)}–${sayTimes(high)})`;
}

export function sayTarget({ bound, ratio }: Target): string {
  return `${bound === 'at least' ? '≥' : '≤'} ${sayTimes(ratio)}`;
}

export function sayMet(met: boolean | null): string {
  return met === null ? '' : met ? 'yes' : '**no**';
}
