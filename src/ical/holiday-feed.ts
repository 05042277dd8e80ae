/** A term's calendar as a feed: an all-day event for each break, closing and swapped day; hours where it is part of a day. */
import type { HolidayFacts, HolidayTerm, PublishedHoliday, PublishedHolidays } from '../domain/holidays.ts';
import { say } from '../words/say.ts';
import { inVoice } from '../words/voice.ts';
import { sayWeekly } from '../words/wording.ts';
import { printCalendar } from './calendar.ts';
import { chooseColor } from './color.ts';
import { formatDate, formatUtc } from './date-time.ts';
import { type EventShape, type EventStamp, writeEvent } from './ics-writer.ts';
import { cleanLine, cutText, SUMMARY_LIMIT } from './text.ts';
import { printTimezone } from './timezone.ts';

export const HOLIDAYS = 'holidays';

/** @param publicUrl the site's own address without a trailing slash; null: own links are left out */
export function composeHolidays(published: PublishedHolidays, publicUrl: string | null): Buffer {
  return inVoice(published.term, () => compose(published, publicUrl));
}

function compose({ term, days, lastModified }: PublishedHolidays, publicUrl: string | null): Buffer {
  const page = publicUrl === null ? null : `${publicUrl}/${term.id}`;
  const events = days
    .toSorted((a, b) => (a.facts.from < b.facts.from ? -1 : a.facts.from > b.facts.from ? 1 : a.uid < b.uid ? -1 : 1))
    .map((day) => writeEvent(shapeOf(day, term, page), stampOf(day)));
  return printCalendar({
    header: {
      name: say('holidays.name', { term: term.title }),
      description: say('holidays.about', { term: term.title }),
      zone: term.zone,
      color: chooseColor(`${term.id}/${HOLIDAYS}`),
      source: page === null ? null : `${page}/${HOLIDAYS}.ics`,
      url: page,
      lastModified,
    },
    body: events.length > 0 ? events : [printTimezone(term.zone, term.span)],
  });
}

function shapeOf({ facts, taken }: PublishedHoliday, { title }: HolidayTerm, page: string | null): EventShape {
  const name = cleanLine(facts.name);
  const gone = taken !== undefined;
  const lines = [
    gone ? say('holidays.gone') : describe(facts),
    cleanLine(title),
    ...(page === null ? [] : [say('event.schedule', { url: page })]),
  ];
  return {
    summary: cutText(gone ? say('event.cancelledSummary', { summary: name }) : name, SUMMARY_LIMIT),
    location: '',
    description: lines.join('\n'),
    status: gone ? 'CANCELLED' : 'CONFIRMED',
    // Nobody is busy on a holiday.
    transp: 'TRANSPARENT',
    url: page ?? '',
    alarmMinutes: null,
    categories: [say(`holidays.${facts.type}`)],
    color: null,
  };
}

function describe({ type, hours, follows }: HolidayFacts): string {
  if (type === 'swap' && follows !== null) return say('holidays.swapped', { days: sayWeekly(follows) });
  return hours === null ? say('holidays.noClasses') : say('holidays.closedHours');
}

function stampOf({ uid, sequence, lastModified, facts }: PublishedHoliday): EventStamp {
  const own = { uid, sequence, revised: formatUtc(lastModified) };
  const { hours, from, until } = facts;
  return hours === null
    ? { ...own, start: formatDate(from), end: formatDate(until, 1) }
    : { ...own, start: formatUtc(hours.start), end: formatUtc(hours.end) };
}
