/** One generated course's rules as people would write them: the same seeds give the same text. */
import type { Random } from './random.ts';
import type { Rooms } from './rooms.ts';

const LECTURE_DAYS = ['Mon Wed Fri', 'Tue Thu', 'Mon Wed', 'Tue Thu', 'Mon Wed', 'Tue Thu'] as const;
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'] as const;
/** Minutes after midnight. */
const STARTS = [505, 570, 600, 660, 750, 810, 840, 930, 990] as const;
const SUBJECTS = [
  'Distributed Systems',
  'Linear Algebra',
  'Organic Chemistry',
  'Public Economics',
  'Roman History',
] as const;

export interface CourseRules {
  readonly text: string;
  /** Their ids. */
  readonly sections: readonly string[];
}

/**
 * As a university's table has them (2,087 courses, 11,900 sections, 87,000 meetings): a lecture, precepts in few courses
 * and then many, at times a lab every second week or office hours, and more sections without a time than with one.
 */
export function writeCourse(index: number, random: Random, rooms: Rooms): CourseRules {
  const meet = (days: string, minutes: number): { readonly on: string; readonly where: string } => {
    const start = random.pick(STARTS);
    const where = rooms.take(days.split(' '), start, start + minutes, random);
    return { on: `${days} ${writeTime(start)}-${writeTime(start + minutes)}`, where };
  };
  const lecture = meet(random.pick(LECTURE_DAYS), random.pick([50, 75]));
  const precepts = random.below(8) === 0 ? 1 + random.below(14) : 0;
  const sections = Array.from({ length: precepts }, (_, number) => {
    return { id: `P${numberOf(number)}`, kind: 'precept', ...meet(random.pick(DAYS), 50), every: '' };
  });
  if (random.below(8) === 0) {
    sections.push({ id: 'B01', kind: 'lab', ...meet(random.pick(DAYS), 170), every: ', every: second week' });
  }
  const untimed = Array.from({ length: Math.floor(-4 * Math.log(1 - random.next())) }, (_, n) => `T${numberOf(n)}`);
  const lines = [
    `code: C ${10_000 + index}`,
    `title: ${random.pick(SUBJECTS)} ${index}`,
    'staff:',
    `  head: {name: Head of Course ${index}, role: Professor}`,
    ...sections.map(({ id }) => `  aid-${id}: {name: Assistant ${id} of Course ${index}, role: Preceptor}`),
    'sections:',
    `  L01: {kind: lecture, meets: ${lecture.on}, where: ${lecture.where}, staff: head}`,
    ...sections.map(
      ({ id, kind, on, where, every }) =>
        `  ${id}: {kind: ${kind}, meets: [{on: ${on}${every}}], where: ${where}, staff: aid-${id}}`,
    ),
    ...untimed.map((id) => `  ${id}: {kind: other, title: Independent study ${id}, meets: TBA, staff: head}`),
  ];
  const ids = ['L01', ...sections.map(({ id }) => id), ...untimed];
  if (random.below(20) === 0) {
    ids.push('OH');
    lines.push('  OH: {kind: office hours, staff: head, meets: [{after: L01, for: 30 minutes, where: online}]}');
  }
  return { text: `${lines.join('\n')}\n`, sections: ids };
}

function numberOf(index: number): string {
  return String(index + 1).padStart(2, '0');
}

function writeTime(minutes: number): string {
  const hour = Math.floor(minutes / 60);
  return `${((hour + 11) % 12) + 1}:${String(minutes % 60).padStart(2, '0')}${hour < 12 ? 'am' : 'pm'}`;
}
