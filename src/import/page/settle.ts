/** Settles doubts of a reading: each by one of its two readings. */
import type { Alternative, Choice, Doubt, PageReading, ReadMeeting, ReadSection } from './model.ts';

/** Names a doubt: alike doubts of a page are settled together. */
export function doubtKey({ about, readings }: Choice): string {
  return `${about}: ${readings.join(' | ')}`;
}

/** A doubt and all lines that it is about. */
export interface OpenDoubt extends Choice {
  readonly key: string;
  readonly lines: readonly Pick<Doubt, 'line' | 'text'>[];
}

/** Each doubt once, in the order of the page. */
export function openDoubts(reading: PageReading): OpenDoubt[] {
  const found = new Map<string, OpenDoubt>();
  for (const { line, text, ...choice } of reading.doubts) {
    const key = doubtKey(choice);
    const lines = [...(found.get(key)?.lines ?? []), { line, text }];
    found.set(key, { ...choice, key, lines });
  }
  return [...found.values()];
}

/** @param answers by a doubt's key: true where its second reading holds */
export function settleReading(reading: PageReading, answers: ReadonlyMap<string, boolean>): PageReading {
  if (answers.size === 0) return reading;
  const sections = reading.sections.flatMap((section) =>
    section.meetings.map((meeting) => settleMeeting(section, meeting, answers)).filter((each) => each !== null),
  );
  return {
    ...reading,
    sections: joinAlike(sections),
    doubts: reading.doubts.filter((doubt) => !answers.has(doubtKey(doubt))),
  };
}

/** The meeting in a section of its own; null where it is none. */
function settleMeeting(
  section: ReadSection,
  meeting: ReadMeeting,
  answers: ReadonlyMap<string, boolean>,
): ReadSection | null {
  let settled: ReadSection | null = {
    ...section,
    meetings: [{ ...meeting, doubts: meeting.doubts.filter((doubt) => !answers.has(doubtKey(doubt))) }],
  };
  for (const doubt of meeting.doubts)
    if (settled && answers.get(doubtKey(doubt)) === true) settled = take(settled, doubt.other);
  return settled;
}

function take(section: ReadSection, other: Alternative): ReadSection | null {
  const change = (changed: Partial<ReadMeeting>): ReadSection => ({
    ...section,
    meetings: section.meetings.map((meeting) => ({ ...meeting, ...changed })),
  });
  if ('kind' in other) return { ...section, kind: other.kind };
  if ('days' in other) return change({ days: other.days });
  if ('start' in other) return change({ start: other.start, end: other.end });
  if ('minutes' in other) return change({ end: addMinutes(section.meetings[0]?.start ?? null, other.minutes) });
  if (other.without === 'meeting') return null;
  if (other.without === 'people') return { ...section, people: [] };
  if (other.without === 'id') return { ...section, id: null };
  return change({ [other.without]: null });
}

function addMinutes(start: string | null, minutes: number): string | null {
  if (start === null) return null;
  const [hour = 0, minute = 0] = start.split(':').map(Number);
  const end = (hour * 60 + minute + minutes) % (24 * 60);
  return `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`;
}

/** Meetings of one kind, id, label and people are one section again. */
function joinAlike(sections: readonly ReadSection[]): ReadSection[] {
  const joined = new Map<string, ReadSection>();
  for (const section of sections) {
    const { meetings, ...said } = section;
    const key = JSON.stringify([said.kind, said.id, said.people, said.id === null ? said.label : null]);
    const known = joined.get(key);
    joined.set(key, known ? { ...known, meetings: [...known.meetings, ...meetings] } : section);
  }
  return [...joined.values()];
}
