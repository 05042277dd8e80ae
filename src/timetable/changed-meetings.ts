/** Which meetings a published change is about, in words. */
import type { PublishedChange } from '../domain/published.ts';
import { sayCount, sayDate } from '../words/wording.ts';

/** 'Friday 12 October'; '28 meetings, Friday 25 January to Friday 26 April' */
export function sayChanged({ date, meetings, until }: PublishedChange, years = false): string {
  const say = (day: string): string => (years ? `${sayDate(day)} ${day.slice(0, 4)}` : sayDate(day));
  if (meetings === undefined || until === undefined) return say(date);
  const span = until === date ? say(date) : `${say(date)} to ${say(until)}`;
  return `${sayCount(meetings, 'meeting')}, ${span}`;
}
