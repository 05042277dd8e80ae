/** Describes which meetings a published change affects. */
import type { PublishedChange } from '../domain/published.ts';
import { say } from '../words/say.ts';
import { sayDate, sayDateWithYear } from '../words/wording.ts';

/** 'Friday 12 October'; '28 meetings, Friday 25 January to Friday 26 April' */
export function sayChanged({ date, meetings, until }: PublishedChange, years = false): string {
  const sayOne = years ? sayDateWithYear : sayDate;
  if (meetings === undefined || until === undefined) return sayOne(date);
  const dates = until === date ? sayOne(date) : say('date.span', { from: sayOne(date), until: sayOne(until) });
  return say('change.meetings', { meetings: say('count.meetings', { count: meetings }), dates });
}
