/**
 * The oracle of a term's life: rules, changes, undos and edits over a simple model of its own.
 * Imports nothing from the code under test: wall times are converted with Intl, dates with Date in UTC.
 */

export interface OracleSection {
  id: string;
  weekdays: string[];
  start: string;
  end: string;
  place: string;
}

export type OracleChange =
  | { id: string; type: 'cancel'; section: string; date: string }
  | { id: string; type: 'move'; section: string; date: string; to: string; start: string; end: string }
  | { id: string; type: 'place'; section: string; date: string; place: string }
  | { id: string; type: 'extra'; section: string; date: string; start: string; end: string };

export interface OracleMeeting {
  section: string;
  start: number;
  end: number;
  place: string;
  cancelled: boolean;
}

const ZONE = 'America/New_York';
const FROM = '2018-09-12';
const UNTIL = '2018-12-14';
const BREAKS = [
  ['2018-10-27', '2018-11-04'],
  ['2018-11-21', '2018-11-25'],
] as const;
const NAMES = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** Finds the offset by asking Intl for the wall time of a guess, twice. */
export function instantOf(date: string, time: string): number {
  const wall = Date.parse(`${date}T${time}:00Z`);
  let guess = wall;
  for (let turn = 0; turn < 2; turn += 1) guess = wall - (clockAt(guess) - guess);
  return guess;
}

function clockAt(instant: number): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: ZONE,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(instant);
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return Date.parse(`${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}:00Z`);
}

export function datesOf(section: OracleSection): string[] {
  const dates: string[] = [];
  for (let day = Date.parse(FROM); day <= Date.parse(UNTIL); day += 86_400_000) {
    const date = new Date(day).toISOString().slice(0, 10);
    const name = NAMES[new Date(day).getUTCDay()] ?? '';
    if (!section.weekdays.includes(name)) continue;
    if (BREAKS.some(([from, until]) => from <= date && date <= until)) continue;
    dates.push(date);
  }
  return dates;
}

export class TermLife {
  sections: OracleSection[] = [
    { id: 'L01', weekdays: ['Mon', 'Wed'], start: '10:00', end: '10:50', place: 'Hall A' },
    { id: 'P01', weekdays: ['Fri'], start: '10:00', end: '10:50', place: 'Room 1' },
    { id: 'P02', weekdays: ['Fri'], start: '11:00', end: '11:50', place: 'Room 2' },
  ];
  changes: OracleChange[] = [];
  /** The section and date of each extra meeting. */
  private readonly extras = new Map<string, string>();
  /** Every meeting ever published, in its last state. */
  readonly published = new Map<string, OracleMeeting>();

  yaml(): string {
    const lines = this.sections.map(
      ({ id, weekdays, start, end, place }) =>
        `  ${id}: {kind: ${id.startsWith('L') ? 'lecture' : 'precept'}, meets: ${weekdays.join(' ')} ${to12(start)}-${to12(end)}, where: ${place}}`,
    );
    return `code: COS 1\ntitle: Trial\npublished: 2018-09-01\nsections:\n${lines.join('\n')}\n`;
  }

  /** The meetings that subscribers should have once everything is published. */
  settle(): OracleMeeting[] {
    const fresh = this.compute();
    for (const [key, meeting] of this.published) {
      if (!fresh.has(key)) this.published.set(key, { ...meeting, cancelled: true });
    }
    for (const [key, meeting] of fresh) this.published.set(key, meeting);
    return [...this.published.values()];
  }

  private compute(): Map<string, OracleMeeting> {
    const meetings = new Map<string, OracleMeeting>();
    for (const section of this.sections) {
      for (const date of datesOf(section)) {
        meetings.set(`${section.id} ${date}`, {
          section: section.id,
          start: instantOf(date, section.start),
          end: instantOf(date, section.end),
          place: section.place,
          cancelled: false,
        });
      }
    }
    for (const change of this.changes) this.apply(change, meetings);
    return meetings;
  }

  private apply(change: OracleChange, meetings: Map<string, OracleMeeting>): void {
    if (change.type === 'extra') {
      const section = this.sections.find(({ id }) => id === change.section);
      if (!section) return;
      const start = instantOf(change.date, change.start);
      const end = instantOf(change.date, change.end);
      const key = `extra ${change.id}`;
      this.extras.set(key, `${change.section} ${change.date}`);
      meetings.set(key, { section: change.section, start, end, place: '', cancelled: false });
      return;
    }
    for (const meeting of this.meetingsOf(change, meetings)) {
      if (change.type === 'cancel') meeting.cancelled = true;
      if (change.type === 'place') meeting.place = change.place;
      if (change.type === 'move') {
        meeting.cancelled = false;
        meeting.start = instantOf(change.to, change.start);
        meeting.end = instantOf(change.to, change.end);
      }
    }
  }

  /** A change without a pattern applies to all of the section's meetings on that date, including extra ones. */
  private meetingsOf(change: OracleChange, meetings: Map<string, OracleMeeting>): OracleMeeting[] {
    const wanted = `${change.section} ${change.date}`;
    return [...meetings]
      .filter(([key]) => key === wanted || this.extras.get(key) === wanted)
      .map(([, meeting]) => meeting);
  }
}

function to12(time: string): string {
  const hour = Number(time.slice(0, 2));
  return `${hour % 12 === 0 ? 12 : hour % 12}:${time.slice(3)}${hour < 12 ? 'am' : 'pm'}`;
}
