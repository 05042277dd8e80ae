/** A change in the words of a message to students: what, when, where instead, and where to look. */
import { sayDate, sayList } from '../../domain/wording.ts';
import type { BriefMeeting, BriefTurn } from '../brief-facts.ts';
import { sayTimes } from '../browse/time-wording.ts';
import { endSentence } from './sentence.ts';

export interface Announcement {
  readonly subject: string;
  readonly text: string;
}

/** Past so many meetings the rest is counted. */
const MOST_LINES = 12;
/** Past so many courses or sections a title does not name them. */
const MOST_NAMED = 6;

export interface AnnouncedTurns {
  readonly turns: readonly BriefTurn[];
  /** Others that happened too and are not at hand. */
  readonly more: number;
}

export interface AnnouncementParts {
  /** What the change is about: 'COS 418', 'Fall 2018'. */
  readonly over: string;
  /** The change's public line. */
  readonly say: string | null;
  /** To the page where all of it can be seen. */
  readonly link: string;
}

export function announce(changed: AnnouncedTurns, { over, say, link }: AnnouncementParts): Announcement {
  const lines = changed.turns.slice(0, MOST_LINES).map(sayTurn);
  const rest = changed.turns.length - lines.length + changed.more;
  if (rest > 0) lines.push(`… and ${rest} more meetings.`);
  const line = say === null || lines.some((one) => one.includes(say)) ? [] : [endSentence(say)];
  return {
    subject: sayTitle(changed, over),
    text: [...lines, ...line, '', `The course’s calendar: ${link}`].join('\n'),
  };
}

function sayTitle({ turns, more }: AnnouncedTurns, over: string): string {
  const [first] = turns;
  if (!first) return 'Schedule';
  const verdicts = new Set(turns.map(sayVerdict));
  if (turns.length === 1 && more === 0) {
    const { date, section } = first.before ?? first.after;
    return `${first.code} ${section}, ${sayDate(date)}: ${sayVerdict(first)}`;
  }
  const codes = [...new Set(turns.map(({ code }) => code))];
  const which = more > 0 || codes.length > MOST_NAMED ? over : sayWhich(turns, codes);
  return `${which}: ${verdicts.size === 1 ? [...verdicts][0] : 'schedule changes'}`;
}

/** 'COS 418 P01 and P02', 'COS 217 and COS 418' */
function sayWhich(turns: readonly BriefTurn[], codes: readonly string[]): string {
  if (codes.length > 1) return sayList(codes);
  const sections = [...new Set(turns.map(({ after }) => after.section))];
  return `${codes.join()} ${sections.length > MOST_NAMED ? `${sections.length} sections` : sayList(sections)}`;
}

/** 'cancelled', 'moved', … */
export function sayVerdict({ before, after }: BriefTurn): string {
  if (after.cancelled) return 'cancelled';
  if (!before) return 'extra meeting';
  if (before.cancelled) return 'takes place after all';
  if (isMoved(before, after)) return 'moved';
  if (!samePlaces(before, after)) return after.online ? 'online' : 'other room';
  return before.staff.join() === after.staff.join() ? 'changed' : 'other person';
}

/** One meeting in a sentence or two. */
export function sayTurn({ code, before, after }: BriefTurn): string {
  const name = `${code} ${after.section}`;
  if (after.cancelled) {
    const reason = after.reason === null ? '' : ` ${endSentence(after.reason)}`;
    return `${name} on ${sayWhen(before ?? after)} is cancelled.${reason}`;
  }
  const where = after.where.length === 0 ? '' : `, ${after.online ? 'online' : sayList(after.where)}`;
  if (!before) return `Extra: ${name} on ${sayWhen(after)}${where}.`;
  if (before.cancelled) return `${name} takes place after all: ${sayWhen(after)}${where}.`;
  if (isMoved(before, after)) return `${name} of ${sayWhen(before)} moves to ${sayWhen(after)}${where}.`;
  const parts = [...sayPlace(before, after), ...sayPeople(before, after)];
  const notes = after.notes.filter((note) => !before.notes.includes(note)).map(endSentence);
  if (parts.length > 0) return [`${name} on ${sayWhen(after)} ${parts.join(' and ')}.`, ...notes].join(' ');
  return notes.length > 0
    ? `${name} on ${sayWhen(after)}: ${notes.join(' ')}`
    : `${name} on ${sayWhen(after)} has changed.`;
}

/** 'Friday 12 October, 11 to 11:50 am' */
export function sayWhen({ date, start, end }: Pick<BriefMeeting, 'date' | 'start' | 'end'>): string {
  return `${sayDate(date)}, ${sayTimes(start, end)}`;
}

function sayPlace(before: BriefMeeting, after: BriefMeeting): string[] {
  if (samePlaces(before, after)) return [];
  const instead = before.where.length > 0 ? ` instead of ${sayList(before.where)}` : '';
  if (after.where.length === 0) return ['is in a room to be announced'];
  return [after.online ? `is online${instead}` : `is in ${sayList(after.where)}${instead}`];
}

function sayPeople(before: BriefMeeting, after: BriefMeeting): string[] {
  return before.staff.join() === after.staff.join() || after.staff.length === 0
    ? []
    : [`is with ${sayList(after.staff)}`];
}

function isMoved(a: BriefMeeting, b: BriefMeeting): boolean {
  return a.startsAt !== b.startsAt || a.end !== b.end;
}

function samePlaces(a: BriefMeeting, b: BriefMeeting): boolean {
  return a.where.join('\n') === b.where.join('\n');
}
