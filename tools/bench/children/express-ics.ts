/**
 * Express, calling `ics` for each request: rows in memory, a calendar made from them whenever it is asked for. It
 * writes no log. Its tags are Express's own; stamps are those of the rows, so that they hold. Arguments: port, rows.
 */
import { readFileSync } from 'node:fs';
import express from 'express';
import { createEvents, type EventAttributes } from 'ics';
import type { CalendarRow, EventRow } from '../servers/rows.ts';

/** DTSTAMP is missing from the library's types. */
type Attributes = EventAttributes & { readonly timestamp: number };

const [port, file = ''] = process.argv.slice(2);
const calendars = new Map((JSON.parse(readFileSync(file, 'utf8')) as CalendarRow[]).map((row) => [row.path, row]));

const app = express();
app.disable('x-powered-by');
app.get(/\.ics$/, (request, response) => {
  const calendar = calendars.get(request.path);
  if (!calendar) {
    response.status(404).type('text').send('Not found.\n');
    return;
  }
  const { error, value } = createEvents(
    calendar.events.map((event) => describe(event, calendar.name)),
    { calName: calendar.name },
  );
  if (error || value === undefined) throw error ?? new Error('no calendar');
  response.set('Cache-Control', 'public, max-age=60').type('text/calendar; charset=utf-8').send(value);
});
app.listen(Number(port), '127.0.0.1');

function describe(event: EventRow, calName: string): Attributes {
  return {
    calName,
    uid: event.uid,
    start: event.start,
    startInputType: 'utc',
    startOutputType: 'utc',
    ...(event.end === null
      ? { duration: { minutes: 0 } }
      : { end: event.end, endInputType: 'utc', endOutputType: 'utc' }),
    title: event.title,
    location: event.place,
    description: event.description,
    sequence: event.sequence,
    status: 'CONFIRMED',
    timestamp: event.modified,
    lastModified: event.modified,
  };
}
