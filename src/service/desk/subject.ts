/** What a change is about, in words: a course, or a whole term. */
import type { Courses } from '../courses.ts';

export interface Subject {
  readonly kind: 'course' | 'term';
  /** 'COS 418', 'Fall 2018' */
  readonly name: string;
  readonly zone: string;
  /** Of its public page, below the site's address. */
  readonly page: string;
}

/** @param subject a course's key or a term's id; one that is not there is called by it */
export function describeSubject(courses: Courses, subject: string): Subject {
  const course = courses.get(subject)?.course;
  if (course) return { kind: 'course', name: course.code, zone: course.zone, page: `${course.term}/${course.id}` };
  const key = courses.keys().find((one) => one.startsWith(`${subject}/`));
  const one = key === undefined ? undefined : courses.get(key)?.course;
  const kind = subject.includes('/') ? 'course' : 'term';
  return { kind, name: one?.termTitle ?? subject, zone: one?.zone ?? 'UTC', page: subject };
}
