/** Schedules for tests, as returned by `schedule`: one course, a lecture on Mondays and Wednesdays, a precept. */
import { datesOf, type LocalDate, type LocalTime, type Weekday, weekdayOf } from '../../src/domain/date.ts';
import { identifyMeeting, identifySeries, makeUid } from '../../src/domain/identity.ts';
import type {
  CourseFacts,
  CourseSchedule,
  MeetingFacts,
  ScheduledMeeting,
  ScheduledSeries,
  SectionFacts,
  VenueFacts,
} from '../../src/domain/schedule.ts';
import { findOffsets, toInstant } from '../../src/domain/zone.ts';

export const PUBLISHED = Date.UTC(2018, 7, 1, 4);
const SPAN = { from: '2018-09-12', until: '2018-12-14' };
const ZONE = 'America/New_York';

export function venue(text: string): VenueFacts {
  return { text, address: null, url: null, online: text === 'online' };
}

export function courseFacts(facts: Partial<CourseFacts> = {}): CourseFacts {
  return {
    key: 'fall-2018/cos418',
    term: 'fall-2018',
    id: 'cos418',
    code: 'COS 418',
    title: 'Distributed Systems',
    formerly: [],
    crossListed: [],
    url: null,
    links: [],
    note: null,
    termTitle: 'Fall 2018',
    zone: ZONE,
    weekStarts: 'MO',
    span: SPAN,
    breaks: [],
    cancelled: 'confirmed',
    draft: false,
    ...facts,
  };
}

export function sectionFacts(id: string, facts: Partial<SectionFacts> = {}): SectionFacts {
  return {
    id,
    aliases: [],
    kind: id.startsWith('L') ? 'lecture' : 'precept',
    title: null,
    note: null,
    url: null,
    with: [],
    listed: [],
    toBeAnnounced: false,
    ended: null,
    ...facts,
  };
}

interface Rule {
  readonly section: string;
  /** The id used in identities. */
  readonly firstId?: string;
  readonly weekdays: readonly Weekday[];
  readonly startTime: LocalTime;
  readonly endTime: LocalTime | null;
  readonly where?: readonly VenueFacts[];
  readonly from?: LocalDate;
  readonly until?: LocalDate;
}

/** The meetings and the series of a weekly rule. */
export function weekly(rule: Rule): { meetings: ScheduledMeeting[]; series: ScheduledSeries } {
  const names = { term: 'fall-2018', course: 'cos418', section: rule.firstId ?? rule.section };
  const identity = identifySeries(names, '', rule.weekdays);
  const shared = {
    section: rule.section,
    startTime: rule.startTime,
    endTime: rule.endTime,
    where: rule.where ?? [venue('Bowen 222')],
    whereToBeAnnounced: false,
    staff: [],
    copies: 1,
    notes: [],
  };
  const dates = datesOf({ from: rule.from ?? SPAN.from, until: rule.until ?? SPAN.until });
  const meetings = dates
    .filter((date) => rule.weekdays.includes(weekdayOf(date)))
    .map((date): ScheduledMeeting => {
      const id = identifyMeeting(names, '', date);
      const facts = factsAt(shared, date, rule.startTime, rule.endTime);
      return {
        identity: id,
        uid: makeUid(id, 'example.edu'),
        pattern: '',
        originalDate: date,
        series: identity,
        facts,
      };
    });
  const uid = makeUid(identity, 'example.edu');
  return { meetings, series: { identity, uid, pattern: '', weekdays: rule.weekdays, ...shared } };
}

function factsAt(
  shared: Pick<MeetingFacts, 'section' | 'where' | 'whereToBeAnnounced' | 'staff' | 'copies' | 'notes'>,
  date: LocalDate,
  startTime: LocalTime,
  endTime: LocalTime | null,
): MeetingFacts {
  const offsets = findOffsets(ZONE, SPAN.from, SPAN.until);
  return {
    ...shared,
    start: toInstant(offsets, date, startTime),
    end: endTime === null ? null : toInstant(offsets, date, endTime),
    date,
    startTime,
    endTime,
    topic: null,
    number: null,
    status: 'confirmed',
    reason: null,
    movedFrom: null,
  };
}

/** Facts of a meeting moved to another time in the same zone. */
export function movedTo(facts: MeetingFacts, date: LocalDate, startTime: LocalTime, endTime: LocalTime): MeetingFacts {
  const movedFrom = { date: facts.date, startTime: facts.startTime };
  return { ...facts, ...factsAt(facts, date, startTime, endTime), topic: facts.topic, number: facts.number, movedFrom };
}

export function schedule(fields: Partial<CourseSchedule> = {}): CourseSchedule {
  const lecture = weekly({ section: 'L01', weekdays: ['MO', 'WE'], startTime: '10:00', endTime: '10:50' });
  const precept = weekly({ section: 'P01', weekdays: ['TH'], startTime: '13:30', endTime: '14:20' });
  return {
    course: courseFacts(),
    sections: [sectionFacts('L01'), sectionFacts('P01')],
    meetings: [...lecture.meetings, ...precept.meetings],
    series: [lecture.series, precept.series],
    withdrawn: [],
    changed: new Set(),
    shutDays: [],
    shutHours: [],
    takenAway: 'removed',
    problems: [],
    ...fields,
  };
}

/** The schedule with some meetings' facts replaced. */
export function edit(
  from: CourseSchedule,
  which: (meeting: ScheduledMeeting) => boolean,
  change: (facts: MeetingFacts) => MeetingFacts,
): CourseSchedule {
  const meetings = from.meetings.map((meeting) =>
    which(meeting) ? { ...meeting, facts: change(meeting.facts) } : meeting,
  );
  return { ...from, meetings };
}

/** Selects a section's meetings, on one date or all. */
export function of(section: string, date?: LocalDate): (meeting: ScheduledMeeting) => boolean {
  return (meeting) => meeting.facts.section === section && (date === undefined || meeting.originalDate === date);
}
