/** A deadline as a line of a course's `deadlines:`. */
import { weekdayOf } from '../../domain/date.ts';
import { idOfCode } from '../../domain/id.ts';
import { writeClockTime } from '../../words/clock-time.ts';
import type { DueTime } from '../../words/due.ts';
import { shortWeekday } from '../../words/weekday.ts';
import { quoteText, writeFlow, writeList } from '../table/yaml-text.ts';

export interface DraftDeadline {
  readonly title: string;
  readonly due: DueTime;
  readonly id?: string | undefined;
  /** Ids of sections, separated by commas or spaces. */
  readonly for?: string | undefined;
  readonly url?: string | undefined;
  readonly note?: string | undefined;
}

/** @param taken the ids of the course's deadlines so far; the new one joins them */
export function writeDeadline(deadline: DraftDeadline, taken: Set<string>): string {
  const { title, due, url, note } = deadline;
  return `  - ${writeFlow([
    ['id', quoteText(claimId(deadline.id ?? title, taken))],
    ['title', quoteText(title)],
    ['due', `${shortWeekday(weekdayOf(due.date))} ${due.date} ${writeClockTime(due.time)}`],
    ...(deadline.for === undefined ? [] : [['for', writeList(deadline.for.split(/[\s,;]+/))] as const]),
    ...(url === undefined ? [] : [['url', quoteText(url)] as const]),
    ...(note === undefined ? [] : [['note', quoteText(note)] as const]),
  ])}\n`;
}

/** 'HW 1' → 'hw1', with a number where that is taken. */
function claimId(text: string, taken: Set<string>): string {
  const base = idOfCode(text).slice(0, 28) || 'd';
  let id = base;
  for (let number = 2; taken.has(id); number += 1) id = `${base}-${number}`;
  taken.add(id);
  return id;
}
