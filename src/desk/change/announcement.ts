/** The text of an announcement to students: what, when, where instead, and a link. */
import type { LocalDate } from '../../domain/date.ts';
import { dayOfFacts } from '../../domain/due.ts';
import type { MeetingFacts } from '../../domain/schedule.ts';
import { type DifferencePart, likenessOf } from '../../publication/difference.ts';
import { sayAlike, sayPart, sayVerdict } from '../../publication/words.ts';
import type { CourseDifference } from '../../publish/differences.ts';
import { say } from '../../words/say.ts';
import { inVoice, type Voice } from '../../words/voice.ts';
import { capitalise, sayDate, sayDay, sayDue, sayList, sayPair, sayTimesOf, sayVenue } from '../../words/wording.ts';

export interface Announcement {
  readonly subject: string;
  readonly text: string;
}

/** The most lines; the rest is counted. */
const MOST_LINES = 12;
/** The most courses or sections that a title names. */
const MOST_NAMED = 6;
/** Fewer meetings with the same difference are described one by one, with their times. */
const TOGETHER = 4;

export interface AnnouncedDifferences {
  readonly differences: readonly CourseDifference[];
  /** The number of further changes that are not loaded. */
  readonly more: number;
}

export interface AnnouncementContext {
  /** What the change is about: 'COS 418', 'Fall 2018'. */
  readonly over: string;
  /** The change's public line. */
  readonly say: string | null;
  /** Links to the page with all details. */
  readonly link: string;
  /** Of those who read it: the course's. */
  readonly voice: Voice;
}

export function announce(changed: AnnouncedDifferences, context: AnnouncementContext): Announcement {
  return inVoice(context.voice, () => write(changed, context));
}

function write(changed: AnnouncedDifferences, context: AnnouncementContext): Announcement {
  const { over, say: publicLine, link } = context;
  const groups = groupAlike(changed.differences);
  const told = groups.slice(0, MOST_LINES);
  const lines = told.map(sayGroup);
  const rest = changed.differences.length - told.flat().length + changed.more;
  if (rest > 0) lines.push(say('deskChange.andMoreMeetings', { count: rest }));
  const said = publicLine === null || lines.some((line) => line.includes(publicLine));
  const more = said ? [] : [endSentence(publicLine)];
  return {
    subject: sayTitle(changed, over),
    text: [...lines, ...more, '', say('deskChange.theCoursesCalendar', { link })].join('\n'),
  };
}

function groupAlike(differences: readonly CourseDifference[]): CourseDifference[][] {
  const alike = Map.groupBy(differences, (one) => `${one.code} ${one.after?.section} ${likenessOf(one)}`);
  return [...alike.values()].flatMap((group) => (group.length < TOGETHER ? group.map((one) => [one]) : [group]));
}

function sayTitle({ differences, more }: AnnouncedDifferences, over: string): string {
  const [first] = differences;
  if (!first) return say('deskChange.schedule');
  const verdicts = new Set(differences.map(sayVerdict));
  if (differences.length === 1 && more === 0) {
    const facts = earlierOf(first);
    return sayPair(`${first.code} ${nameMeeting(facts)}, ${sayDate(dayOfFacts(facts))}`, sayVerdict(first));
  }
  const codes = [...new Set(differences.map(({ code }) => code))];
  const which = more > 0 || codes.length > MOST_NAMED ? over : sayWhich(differences, codes);
  const [only = '', another] = verdicts;
  return sayPair(which, another === undefined ? only : say('deskChange.scheduleChanges'));
}

/** 'COS 418 P01 and P02', 'COS 217 and COS 418' */
function sayWhich(differences: readonly CourseDifference[], codes: readonly string[]): string {
  if (codes.length > 1) return sayList(codes);
  const sections = [...new Set(differences.map((one) => earlierOf(one).section))];
  return `${codes.join()} ${sections.length > MOST_NAMED ? say('deskChange.sections', { number: sections.length }) : sayList(sections)}`;
}

function earlierOf({ before, after }: CourseDifference): MeetingFacts {
  return (before ?? after) as MeetingFacts;
}

function sayGroup(group: readonly CourseDifference[]): string {
  const [first] = group as [CourseDifference];
  if (group.length === 1) return sayOne(first);
  const dates = group.map((one) => earlierOf(one).date).sort();
  const span = say('deskChange.fromTo', { first: sayDate(dates[0] as string), last: sayDate(dates.at(-1) as string) });
  const name = `${first.code} ${earlierOf(first).section}`;
  const meetings = say('count.meetings', { count: group.length });
  return sayPair(`${name}, ${meetings} ${span}`, endSentence(sayAlike(first)));
}

/** One meeting in one or more sentences, with everything that the feed says. */
function sayOne(difference: CourseDifference): string {
  const { code, before, after, parts } = difference;
  const name = `${code} ${nameMeeting(earlierOf(difference))}`;
  if (!after) return say('deskChange.onWasListedByMistake', { name, when: sayWhen(earlierOf(difference)) });
  const where = after.where.length === 0 ? '' : `, ${sayWhere(after)}`;
  const [main] = parts;
  if (!main) return say('deskChange.onHasChanged', { name, when: sayWhen(after) });
  switch (main.type) {
    case 'cancelled': {
      const reason = main.reason === null ? [] : [endSentence(main.reason)];
      return [
        say('deskChange.onIsCancelled', { name, when: sayWhen(before ?? after) }),
        ...reason,
        ...sayRest(parts),
      ].join(' ');
    }
    case 'added':
      return [say('deskChange.extraOn', { name, when: sayWhen(after), where }), ...after.notes.map(endSentence)].join(
        ' ',
      );
    case 'reinstated':
      return [say('deskChange.takesPlaceAfterAll', { name, when: sayWhen(after), where }), ...sayRest(parts)].join(' ');
    case 'moved': {
      const lead = say('deskChange.ofMovesTo', {
        name,
        was: sayWhen(before ?? after, after.date),
        when: sayWhen(after, before?.date),
        where,
      });
      return [lead, ...sayRest(parts)].join(' ');
    }
    case 'set':
    case 'due':
      return [say('deskChange.deadlineChange', { name, change: endSentence(sayPart(main)) }), ...sayRest(parts)].join(
        ' ',
      );
    case 'notes':
      return say('deskChange.onNotes', { name, when: sayWhen(after), notes: sayNotes(main) });
    default: {
      const lead = say('deskChange.onChange', { name, when: sayWhen(after), change: endSentence(sayPart(main)) });
      return [lead, ...sayRest(parts)].join(' ');
    }
  }
}

/** The parts that the first sentence does not cover. */
function sayRest(parts: readonly DifferencePart[]): string[] {
  return parts
    .slice(1)
    .map((part) => (part.type === 'notes' ? sayNotes(part) : capitalise(endSentence(sayPart(part)))));
}

function sayNotes(part: Extract<DifferencePart, { type: 'notes' }>): string {
  return part.added.length === 0 ? capitalise(endSentence(sayPart(part))) : part.added.map(endSentence).join(' ');
}

/**
 * 'Friday 12 October, 11 to 11:50 am'; with the year if it differs from the meeting's previous one.
 * @param beside the date beside which it is shown
 */
export function sayWhen(
  facts: Pick<MeetingFacts, 'date' | 'days' | 'startTime' | 'endTime' | 'movedFrom' | 'deadline'>,
  beside?: LocalDate,
): string {
  const { date, startTime, movedFrom, deadline } = facts;
  if (deadline) return sayDue(date, startTime, beside ?? movedFrom?.date ?? date);
  return `${sayDay(date, beside ?? movedFrom?.date ?? date)}, ${sayTimesOf(facts)}`;
}

/** 'P02'; of a deadline its title. */
export function nameMeeting({ section, deadline }: Pick<MeetingFacts, 'section' | 'deadline'>): string {
  return deadline?.title ?? section;
}

/** 'Friend Center 008', 'online' */
export function sayWhere({ where }: Pick<MeetingFacts, 'where'>): string {
  return where.length > 0 && where.every(({ online }) => online) ? say('verdict.online') : sayList(where.map(sayVenue));
}

/** With a full stop, unless the text has end punctuation. */
function endSentence(text: string): string {
  return /[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}
