/** Random edits of a course's schedule, for properties of what is published. */
import fc from 'fast-check';
import type { CourseSchedule, MeetingFacts } from '../../src/domain/schedule.ts';
import { courseFacts, edit, movedTo, schedule, sectionFacts, venue, weekly } from './schedules.ts';

const LECTURE = weekly({ section: 'L01', weekdays: ['MO'], startTime: '10:00', endTime: '10:50', until: '2018-10-12' });
const PRECEPT = weekly({ section: 'P01', weekdays: ['TH'], startTime: '13:30', endTime: '14:20', until: '2018-10-12' });
const RULES = schedule({
  meetings: [...LECTURE.meetings, ...PRECEPT.meetings],
  series: [LECTURE.series, PRECEPT.series],
});
export const IDENTITIES = RULES.meetings.map(({ identity }) => identity);

export type Edit = (schedule: CourseSchedule) => CourseSchedule;

const identity = fc.constantFrom(...IDENTITIES);
const on = (id: string, change: (facts: MeetingFacts) => MeetingFacts): Edit => {
  return (schedule) => edit(schedule, (meeting) => meeting.identity === id, change);
};

/** A random edit of the rules. */
const anEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(identity, fc.constantFrom('A', 'B')).map(([id, room]) => on(id, (f) => ({ ...f, where: [venue(room)] }))),
  fc
    .tuple(identity, fc.constantFrom(null, 'Snow'))
    .map(([id, reason]) => on(id, (f) => ({ ...f, status: 'cancelled', reason, number: null }))),
  identity.map((id) => on(id, (f) => movedTo(f, '2018-10-26', '16:00', '16:50'))),
  identity.map((id) => on(id, (f) => ({ ...f, topic: 'Paxos' }))),
  identity.map((id) => on(id, (f) => ({ ...f, number: 7 }))),
  identity.map(
    (id): Edit =>
      (s) => ({ ...s, meetings: s.meetings.filter((m) => m.identity !== id) }),
  ),
  identity.map(
    (id): Edit =>
      (s) => ({ ...s, withdrawn: [...s.withdrawn, id] }),
  ),
  fc.constantFrom<Edit>(
    (s) => ({ ...s, course: courseFacts({ title: 'Systems' }) }),
    (s) => ({ ...s, course: courseFacts({ breaks: [{ name: 'Recess', from: '2018-10-01', until: '2018-10-02' }] }) }),
    (s) => ({ ...s, sections: [sectionFacts('L01', { note: 'Hello' }), ...s.sections.slice(1)] }),
    (s) => ({
      ...s,
      sections: s.sections.filter(({ id }) => id !== 'P01'),
      meetings: s.meetings.filter(({ facts }) => facts.section !== 'P01'),
      series: s.series.filter(({ section }) => section !== 'P01'),
    }),
    (s) => ({ ...s, series: s.series.map((rule) => ({ ...rule, where: [venue('A')] })) }),
  ),
);

/** The schedule after a few edits; each publication starts from the original rules, so edits are also undone. */
export const aSchedule = fc
  .array(anEdit, { maxLength: 4 })
  .map((edits) => edits.reduce((s, change) => change(s), RULES));
