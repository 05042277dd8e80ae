/** `belltower why`: explains what a feed says about a date, since when, and which rule or change causes it. */

import { sayWhere } from '../desk/change/announcement.ts';
import { summariseChange } from '../desk/change/change-summary.ts';
import { sayInstant } from '../desk/history/instant-wording.ts';
import { isLocalDate, type LocalDate } from '../domain/date.ts';
import type { CourseKey } from '../domain/model.ts';
import type { PublishedMeeting } from '../domain/published.ts';
import { readFeedPath } from '../feeds/address.ts';
import { createAddressBook } from '../feeds/address-book.ts';
import {
  type ConcerningChange,
  type DateExplanation,
  explainDate,
  type MeetingExplanation,
} from '../publish/explanation.ts';
import type { StoreReads } from '../store/store.ts';
import { say } from '../words/say.ts';
import { sayDateWithYear, sayTimes, sayTimesOf } from '../words/wording.ts';
import type { CommandLine } from './command-line.ts';
import { CommandError, UsageError } from './exit.ts';
import { addFolderOptions, type FolderOptions, readFolderOptions } from './folder-options.ts';
import { openStoreForReading } from './open-store.ts';
import { type Output, tellJson } from './tell-json.ts';

interface Options extends FolderOptions {
  readonly on: string;
  readonly json?: boolean;
}

export function addWhy({ program, terminal }: CommandLine): void {
  addFolderOptions(program.command('why'))
    .description('explain what a feed says about a date: since when, and by which rule or change')
    .argument('<feed>', 'its address, or fall-2018/cos418/P02')
    .requiredOption('--on <date>', 'the date that is asked about, such as 2018-10-12')
    .option('--json', 'print it as JSON')
    .action(async (feed: string, options: Options) => {
      const asked = readFeed(feed);
      const { term, course, parts } = asked;
      if (!isLocalDate(options.on)) throw new UsageError(`--on is a date such as 2018-10-12, not “${options.on}”`);
      const store = await openStoreForReading(readFolderOptions(options, terminal));
      try {
        const key = await findCourseKey(store, asked);
        const found = key === null ? null : await explainDate(store, key, parts, options.on);
        if (found === null) throw new CommandError(`no course ${term}/${course} was ever published here`);
        if (typeof found === 'string') throw new CommandError(`${term}/${course} has no section ${found}`);
        if (options.json) tellJson(terminal, 'why', toJson(found, options.on));
        else for (const line of sayExplanation(found, options.on)) terminal.out(line);
      } finally {
        await store.close();
      }
    });
}

interface AskedFeed {
  readonly term: string;
  readonly course: string;
  readonly parts: readonly string[];
}

/** A feed's address, its path, or the path without an ending. */
function readFeed(text: string): AskedFeed {
  const path = text
    .trim()
    .replace(/^(?:https?|webcals?):\/\/[^/]*/i, '')
    .replace(/[?#].*$/s, '');
  if (/^\/my\//i.test(path)) {
    throw new UsageError('a personal feed’s choice is its holder’s: ask about one of its courses and sections');
  }
  const own = path.startsWith('/') ? path : `/${path}`;
  // The site may be below a path: only the last three segments name a feed.
  const last = own.split('/').slice(-3).join('/');
  const read = readFeedPath(`/${/\.ics$/i.test(last) ? last : `${last}.ics`}`);
  if (read === null || typeof read === 'string') {
    throw new UsageError(`a feed is named by its address or as fall-2018/cos418/P02, not “${text}”`);
  }
  return read;
}

/** The course at an address that it has, had, or is cross-listed under. */
async function findCourseKey(store: StoreReads, { term, course }: AskedFeed): Promise<CourseKey | null> {
  const book = createAddressBook();
  for (const { key, entry } of await store.courseIndex()) book.put(key, entry);
  return book.find(term, course)?.entry.key ?? null;
}

function sayExplanation(found: DateExplanation, date: LocalDate): string[] {
  const { course } = found.published;
  const sections = found.sections.map(({ id }) => id).join(', ');
  const lines = [`${course.code} ${sections}, ${sayDateWithYear(date)} (${course.zone})`];
  lines.push(...found.breaks.map((name) => `  ${name}: no classes by the term’s calendar`));
  if (found.meetings.length === 0) lines.push('  no meeting on this date', ...sayNearest(found));
  for (const one of found.meetings) lines.push('', ...sayMeeting(one, found).map((line) => `  ${line}`));
  if (!found.rulesKnown) {
    lines.push('', 'The rules that it was published from are not stored, so rules and changes in files are not shown.');
  }
  return lines;
}

function sayNearest({ nearest }: DateExplanation): string[] {
  const say = (label: string, meeting: PublishedMeeting | null): string[] =>
    meeting === null ? [] : [`  ${label}: ${sayFacts(meeting)}`];
  return [...say('the one before', nearest.before), ...say('the next', nearest.after)];
}

function sayFacts({ facts }: PublishedMeeting): string {
  const place = sayWhere(facts);
  const where = place === '' ? '' : `, ${place}`;
  return `${facts.section}, ${sayDateWithYear(facts.date)}, ${sayTimesOf(facts)}${where}`;
}

function sayMeeting(
  { meeting, rule, changes }: MeetingExplanation,
  { published, rulesKnown }: DateExplanation,
): string[] {
  const { facts, sequence, lastModified, history, uid, taken } = meeting;
  const { zone } = published.course;
  const lines = [sayFacts(meeting)];
  if (facts.status === 'cancelled') lines.push(`cancelled${facts.reason === null ? '' : `: ${facts.reason}`}`);
  if (facts.movedFrom) {
    const { date, startTime, allDay } = facts.movedFrom;
    lines.push(`moved from ${sayDateWithYear(date)}, ${allDay ? say('time.allDay') : sayTimes(startTime, null)}`);
  }
  if (taken !== undefined) lines.push(`removed by an edit of the rules, ${sayInstant(taken, zone)}`);
  lines.push(`UID ${uid}, SEQUENCE ${sequence}, as it is since ${sayInstant(lastModified, zone)}`);
  lines.push(...history.map(({ at, line }) => `${sayInstant(at, zone)}: ${line}`));
  if (rule) lines.push(`rule: ${rule.file}, line ${rule.line}`);
  lines.push(...changes.map((one) => `change: ${sayChange(one, zone)}`));
  if (!rule && changes.length === 0 && rulesKnown) lines.push('rule: none any more');
  return lines;
}

function sayChange({ change, at, desk }: ConcerningChange, zone: string): string {
  const place = at ? `${at.file}, line ${at.line}` : 'made at the desk or by command';
  const made = desk ? `, by ${desk.madeBy}, ${sayInstant(desk.madeAt, zone)}` : '';
  const undone = desk?.undoneAt ? `; taken back by ${desk.undoneBy}, ${sayInstant(desk.undoneAt, zone)}` : '';
  const why = change.why === null ? '' : ` (for staff: ${change.why})`;
  return `${summariseChange(change)}${why}; ${place}${made}${undone}`;
}

function toJson(
  { published, sections, meetings, breaks, nearest, rulesKnown }: DateExplanation,
  date: LocalDate,
): Output<'why'> {
  return {
    course: published.course.key,
    sections: sections.map(({ id }) => id),
    date,
    zone: published.course.zone,
    breaks,
    rulesKnown,
    meetings: meetings.map(({ meeting, rule, changes }) => ({
      ...meeting,
      rule,
      changes: changes.map(({ change, at, desk }) => ({
        ...{ id: change.id, summary: summariseChange(change), say: change.say, why: change.why, at },
        ...(desk ? { madeBy: desk.madeBy, madeAt: desk.madeAt, undoneBy: desk.undoneBy, undoneAt: desk.undoneAt } : {}),
      })),
    })),
    nearest: { before: nearest.before?.facts ?? null, after: nearest.after?.facts ?? null },
  };
}
