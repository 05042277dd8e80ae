/**
 * node:http, calling `ical-generator` for each request: rows in memory, a calendar made from them whenever it is asked
 * for, its tag a hash of that. It writes no log. Arguments: port, rows.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { ICalCalendar } from 'ical-generator';
import type { CalendarRow } from '../servers/rows.ts';

const [port, file = ''] = process.argv.slice(2);
const calendars = new Map((JSON.parse(readFileSync(file, 'utf8')) as CalendarRow[]).map((row) => [row.path, row]));

const server = createServer((request, response) => {
  const row = calendars.get(request.url ?? '/');
  if (!row) {
    response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' });
    response.end('Not found.\n');
    return;
  }
  const calendar = new ICalCalendar({ name: row.name });
  for (const event of row.events) {
    calendar.createEvent({
      id: event.uid,
      start: new Date(event.start),
      end: event.end === null ? null : new Date(event.end),
      summary: event.title,
      location: event.place,
      description: event.description,
      sequence: event.sequence,
      stamp: new Date(event.modified),
      lastModified: new Date(event.modified),
    });
  }
  const body = Buffer.from(calendar.toString());
  const etag = `"${createHash('sha1').update(body).digest('base64url')}"`;
  const headers = { ETag: etag, 'Cache-Control': 'public, max-age=60' };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers);
    response.end();
    return;
  }
  response.writeHead(200, {
    ...headers,
    'Content-Type': 'text/calendar; charset=utf-8',
    'Content-Length': body.length,
  });
  response.end(body);
});
server.listen(Number(port), '127.0.0.1');
