/** A change in the words of a message to students: what, when, where instead, and where to look. */
import type { MeetingFacts } from '../../domain/schedule.ts';
import { sayDate, sayList } from '../../domain/wording.ts';
import { sayTimes } from '../browse/time-wording.ts';
import type { TouchedMeeting } from './preview.ts';
import { endSentence } from './sentence.ts';

export interface Announcement {
  readonly subject: string;
  readonly text: string;
}

/** Past so many meetings the dates are summed up. */
const MOST_LINES = 12;

/**
 * @param say the change's public line; null: there is none, or it is part of each meeting already
 * @param link the course's page
 */
export function announce(meetings: readonly TouchedMeeting[], say: string | null, link: string): Announcement {
  const told = meetings.filter(({ line }) => line !== null);
  const shown = told.length > 0 ? told : meetings;
  const lines = shown.slice(0, MOST_LINES).map(sayMeeting);
  if (shown.length > MOST_LINES) lines.push(`… and ${shown.length - MOST_LINES} more meetings.`);
  const line = say === null || lines.some((one) => one.includes(say)) ? [] : [endSentence(say)];
  return { subject: sayTitle(shown), text: [...lines, ...line, '', `The course’s calendar: ${link}`].join('\n') };
}

function sayTitle(meetings: readonly TouchedMeeting[]): string {
  const [first] = meetings;
  if (!first) return 'Schedule';
  if (meetings.length === 1)
    return `${first.code} ${first.section}, ${sayDate((first.before ?? first.after).date)}: ${sayVerdict(first)}`;
  const verdicts = new Set(meetings.map(sayVerdict));
  const sections = [...new Set(meetings.map(({ section }) => section))];
  const which = sections.length > 6 ? `${sections.length} sections` : sayList(sections);
  const codes = new Set(meetings.map(({ code }) => code));
  const course = codes.size === 1 ? `${first.code} ` : `${codes.size} courses, `;
  return `${course}${which}: ${verdicts.size === 1 ? [...verdicts][0] : 'schedule changes'}`;
}

function sayVerdict({ before, after }: TouchedMeeting): string {
  if (after.status === 'cancelled') return 'cancelled';
  if (!before) return 'extra meeting';
  if (before.status === 'cancelled') return 'takes place after all';
  if (isMoved(before, after)) return 'moved';
  return samePlaces(before, after) ? 'changed' : 'other room';
}

/** One meeting in one sentence. */
export function sayMeeting(meeting: TouchedMeeting): string {
  const { before, after } = meeting;
  const name = `${meeting.code} ${meeting.section}`;
  const was = before ?? after;
  if (after.status === 'cancelled') {
    return `${name} on ${sayWhen(was)} is cancelled.${after.reason ? ` ${endSentence(after.reason)}` : ''}`;
  }
  const where = sayWhere(after);
  if (!before) return `Extra: ${name} on ${sayWhen(after)}${where}.`;
  if (before.status === 'cancelled') return `${name} takes place after all: ${sayWhen(after)}${where}.`;
  if (isMoved(before, after)) return `${name} of ${sayWhen(before)} moves to ${sayWhen(after)}${where}.`;
  const parts: string[] = [];
  if (!samePlaces(before, after)) {
    const from = before.where.length > 0 ? ` instead of ${placesOf(before)}` : '';
    parts.push(
      `is ${after.where.length === 0 ? 'in a room to be announced' : isOnline(after) ? 'online' : `in ${placesOf(after)}`}${from}`,
    );
  }
  if (before.staff.join() !== after.staff.join() && after.staff.length > 0)
    parts.push(`is with ${sayList(after.staff)}`);
  const fresh = after.notes.filter((note) => !before.notes.includes(note));
  const what =
    parts.length > 0 ? `${name} on ${sayWhen(after)} ${parts.join(' and ')}.` : `${name} on ${sayWhen(after)}:`;
  return [what, ...(fresh.length > 0 ? fresh.map(endSentence) : parts.length > 0 ? [] : ['has changed.'])].join(' ');
}

/** 'Friday 12 October, 11 to 11:50 am' */
export function sayWhen(facts: MeetingFacts): string {
  return `${sayDate(facts.date)}, ${sayTimes(facts.startTime, facts.endTime)}`;
}

function sayWhere(facts: MeetingFacts): string {
  if (facts.where.length === 0) return '';
  return isOnline(facts) ? ', online' : `, ${placesOf(facts)}`;
}

function isOnline(facts: MeetingFacts): boolean {
  return facts.where.length > 0 && facts.where.every(({ online }) => online);
}

function placesOf(facts: MeetingFacts): string {
  return sayList(facts.where.map(({ text }) => text));
}

function isMoved(a: MeetingFacts, b: MeetingFacts): boolean {
  return a.start !== b.start || a.end !== b.end;
}

function samePlaces(a: MeetingFacts, b: MeetingFacts): boolean {
  return placesOf(a) === placesOf(b) && a.whereToBeAnnounced === b.whereToBeAnnounced;
}
