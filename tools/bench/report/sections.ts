/** What each section of the table is about, for readers who know neither Belltower nor its code. */
import type { SectionName } from '../figure.ts';

export interface SectionText {
  readonly title: string;
  readonly text: string;
}

export const SECTION_TEXTS: Readonly<Record<SectionName, SectionText>> = {
  feed: {
    title: 'Answering calendar programs',
    text: `Calendar programs ask for a feed again and again, and mostly it has not changed (304). The real server, as it is
without any setting (a log line for each request, metrics, all headers), stands beside

- **bare node:http**: a Map from address to prebuilt bytes with the same headers, writing the same log line with the same
  logger, with the setting for requests without a body; about the fastest that Node answers;
- **nginx** with the same feeds as files, as \`deploy/nginx-static.conf\` says, one worker, its access log on;
- **Express calling ics** and **ical-generator** (behind node:http), which make the calendar from rows in memory for each
  request, as most small feed servers do; they write no log;
- **Radicale**, a calendar server.

wrk asks over 16 connections from the same machine, one thread, for compressed feeds. Every server is first asked each
request once and must answer with the right status and the same meetings; a run with a wrong answer is thrown away as a
whole. Beside bare node:http the ratio is close to 1 and a machine's speed may change twofold within seconds, so the two are
loaded in turns of a fifth of a second, in rounds of their own. Requests a second: more is better, and a ratio above 1 means
that Belltower answers more.`,
  },
  expansion: {
    title: 'From weekly rules to dated meetings',
    text: `“Mon Wed 10:00am” over a term with recesses and a clock change becomes some thirty meetings, each with the instants at
which it starts and ends. *rrule alone* gives floating dates, which leave open what instant they are; with *luxon* it is
asked for each one. All three give the same meetings, which is checked. Belltower lays a term out once for all its rules and
begins with nothing each time here, so a term with one course is its worst case. Meetings for each second of processor time;
more is better.`,
  },
  change: {
    title: 'How soon a change is in its feed',
    text: `Somebody adds a note to a lecture through the API; its feed is asked for until it shows it. Counted from sending the change
to having received that feed: checked, stored on disk, published, rendered and sent.`,
  },
  loop: {
    title: 'How long everybody waits for one',
    text: `Belltower is one process with one thread; while it computes, nobody is answered. The longest such stretch while wrk asks
for feeds as fast as it can, and staff work on 2,087 courses at the same time, looked at each millisecond. The time that
other programs had the processor, wrk among them, is left out; by the clock it is longer, as for the bare listener too.`,
  },
  combined: {
    title: 'Several sections in one feed',
    text: `A student's lecture, precept and office hours in one feed, asked for the first time. Time beyond that of the same request
asked again, over some hundred courses; less is better.`,
  },
  growth: {
    title: 'Larger catalogues',
    text: `Generated courses, alike to those of a real university's table: 2,087 of them have 11,900 sections, two in five with a time,
and 87,000 meetings in a term. A start is counted from
the command to the first feed; without a store the whole catalogue is read, checked, published and searchable by then.
Memory is the process's resident set. After the × stands the ratio to a catalogue of one course, over two rounds; the
largest, and the one of 1,000 courses, ran once.`,
  },
  years: {
    title: 'Terms that are kept',
    text: `A university's terms of 2,087 courses each, all in one folder and served for as long as somebody asks. After the × stands
the ratio to a server of one course in the same run. *Cold* is until every term is published, without a store; a start with
a store is counted from the command to the first feed. The day's mix asks for feeds of all terms, each in full and then again
(304).`,
  },
  term: {
    title: 'A change of a whole term',
    text: `A day is cancelled in all courses of a term by one request: one transaction, one instant. It is planned before that
transaction, so that a single change that is sent meanwhile waits for its writes only. Acknowledged means committed, served
and described to whoever asked. The cancellation is then undone, and the day's meetings are moved to the evening.`,
  },
  notices: {
    title: 'Telling people',
    text: `Everybody subscribed to four courses by web push, and every meeting of the term is in another room. A push service on the
same machine takes each notice at once, so that the time is Belltower's own: comparing the courses, wording, encrypting and
recording each delivery. Then two servers with the same feeds are loaded in turns, one of them with notices for services that
take a connection and never answer.`,
  },
};
