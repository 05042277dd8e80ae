/** Whether a value from a file is a publication: every field that feeds and pages read, for one that lacked would fail later. */
import { isLocalDate, WEEKDAYS } from '../domain/date.ts';
import { isKind } from '../domain/kind.ts';
import { LANGUAGES } from '../domain/language.ts';
import type { PublishedCourse } from '../domain/published.ts';
import { isZone } from '../domain/zone.ts';
import { fits, flag, having, listOf, natural, oneOf, orNull, recordOf, text, textThat, whole } from './checks.ts';
import type { DocumentHead } from './document.ts';
import type { StoredCourse } from './store.ts';

const date = textThat(isLocalDate);
const time = textThat((value) => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(value));
const weekday = oneOf(...WEEKDAYS);
const numbers = recordOf(natural);
const revision = { sequence: natural, lastModified: whole };

const venue = having({ text, address: orNull(text), url: orNull(text), online: flag });

/** What a meeting and a series both say. */
const held = {
  where: listOf(venue),
  whereToBeAnnounced: flag,
  staff: listOf(text),
  copies: natural,
  notes: listOf(text),
};

const course = having(
  {
    key: text,
    term: text,
    id: text,
    code: text,
    title: text,
    formerly: listOf(text),
    crossListed: listOf(having({ id: text, code: text, title: orNull(text) })),
    url: orNull(text),
    links: listOf(having({ title: text, url: text })),
    note: orNull(text),
    termTitle: text,
    zone: textThat(isZone),
    weekStarts: weekday,
    span: having({ from: date, until: date }),
    breaks: listOf(having({ name: text, from: date, until: date })),
    cancelled: oneOf('confirmed', 'cancelled', 'removed'),
    draft: flag,
  },
  {
    language: oneOf(...LANGUAGES),
    clock: oneOf(12, 24),
    titleLanguage: text,
    swaps: listOf(having({ name: text, date })),
    partialBreaks: listOf(having({ name: text, from: date, until: date, sections: listOf(text) })),
    partialSwaps: listOf(having({ name: text, date, from: orNull(time), until: orNull(time), sections: listOf(text) })),
    people: listOf(having({ id: text, name: text })),
  },
);

const arrangement = having({
  type: oneOf('appointment', 'asynchronous', 'later'),
  weekdays: listOf(weekday),
  url: orNull(text),
  where: listOf(venue),
  staff: listOf(text),
  note: orNull(text),
});

const section = having(
  {
    id: text,
    aliases: listOf(text),
    kind: textThat(isKind),
    title: orNull(text),
    note: orNull(text),
    url: orNull(text),
    with: listOf(text),
    listed: listOf(having({ course: text, section: text })),
    toBeAnnounced: flag,
    ended: orNull(having({ on: date, instead: listOf(text) })),
    gone: flag,
    lastModified: whole,
  },
  { arrangements: listOf(arrangement), heldWith: having({ course: text, code: text, section: text }) },
);

const facts = having(
  {
    section: text,
    start: whole,
    end: orNull(whole),
    date,
    startTime: time,
    endTime: orNull(time),
    ...held,
    topic: orNull(text),
    number: orNull(whole),
    status: oneOf('confirmed', 'cancelled'),
    reason: orNull(text),
    movedFrom: orNull(having({ date, startTime: time }, { allDay: flag })),
  },
  { deadline: having({ title: text, url: orNull(text), for: listOf(text) }), days: natural, namesakes: listOf(text) },
);

const meeting = having(
  {
    ...revision,
    identity: text,
    uid: text,
    pattern: text,
    originalDate: date,
    series: orNull(text),
    facts,
    history: listOf(having({ at: whole, line: text })),
    standing: oneOf('inside', 'apart', 'returned', 'ended', 'gone'),
  },
  { taken: whole },
);

const absent = having(
  { identity: text, sequence: natural },
  {
    uid: text,
    shown: having({ section: text, start: whole, end: orNull(whole), lastModified: whole }, { days: natural }),
  },
);

const rule = having(
  {
    identity: text,
    uid: text,
    section: text,
    pattern: text,
    weekdays: listOf(weekday),
    startTime: time,
    endTime: orNull(time),
    ...held,
  },
  { interval: natural, ofMonth: listOf(whole) },
);

const change = having(
  { at: whole, identity: text, section: text, date, line: text },
  { meetings: natural, until: date, urgent: flag },
);

const published = having(
  {
    course,
    sections: listOf(section),
    meetings: listOf(meeting),
    series: listOf(having({ ...revision, rule, dates: listOf(date) })),
    changes: listOf(change),
    absent: listOf(absent),
    firstPublished: whole,
    lastModified: whole,
  },
  { leavesAt: whole, sequencesFrom: natural, sizes: having({ large: numbers, least: numbers }) },
);

const head = having({ course, sections: listOf(section), firstPublished: whole, lastModified: whole });

export function isDocumentHead(value: unknown): value is DocumentHead {
  return fits(head, value);
}

export function isPublishedCourse(value: unknown): value is PublishedCourse {
  return fits(published, value) && haveRules(value as PublishedCourse);
}

const stored = having({ published, rules: text, retired: flag });

export function isStoredCourse(value: unknown): value is StoredCourse {
  return fits(stored, value) && haveRules((value as StoredCourse).published);
}

/** A series without dates or weekdays cannot be printed, nor can a span that ends before it begins. */
function haveRules({ course: facts, series }: PublishedCourse): boolean {
  return (
    facts.span.from <= facts.span.until &&
    series.every(({ rule: { weekdays }, dates }) => weekdays.length > 0 && dates.length > 0)
  );
}
