/**
 * A published course without the words. Meetings whose events change get a new revision, or subscribers would keep the
 * words; it has no change text. Words in the rules stay, because they would be published again.
 */
import type { PublishedCourse, PublishedMeeting, PublishedSection, PublishedSeries } from '../../domain/published.ts';
import type { CourseSchedule } from '../../domain/schedule.ts';
import { sameJson } from '../../publication/same.ts';
import type { Redactor } from './redacted-words.ts';

/** @param fresh the schedule of the rules and the redacted changes; null if the course has no rules any more */
export function redactCourse(
  published: PublishedCourse,
  { rewrite }: Redactor,
  fresh: CourseSchedule | null,
  instant: number,
): PublishedCourse {
  const keepGiven = <T extends object>(was: T, given: object | undefined): T => keepWhatIsGiven(rewrite, was, given);
  const course = keepGiven(published.course, fresh?.course);
  const isNewCourse = !sameJson(course, published.course);
  const freshSections = new Map(fresh?.sections.map((section) => [section.id, section]));
  const states = published.sections.map((section) => keepGiven(section, freshSections.get(section.id)));
  const changed = new Set(
    published.sections.filter((was, index) => isNewCourse || !sameJson(was, states[index])).map(({ id }) => id),
  );
  const surroundings = new Set(changed);

  const freshMeetings = new Map(fresh?.meetings.map((meeting) => [meeting.identity, meeting]));
  const meetings = published.meetings.map((was): PublishedMeeting => {
    const { facts: _, ...own } = rewrite(was);
    const facts = keepGiven(was.facts, freshMeetings.get(own.identity)?.facts);
    const isSame = sameJson(facts, was.facts) && sameJson(own.history, was.history);
    if (isSame && !surroundings.has(facts.section)) return own.identity === was.identity ? was : { ...own, facts };
    changed.add(facts.section);
    return { ...own, facts, sequence: was.sequence + 1, lastModified: instant };
  });
  const freshSeries = new Map(fresh?.series.map((series) => [series.identity, series]));
  const series = published.series.map((was): PublishedSeries => {
    const renamed = rewrite(was.rule);
    const rule = { ...keepGiven(was.rule, freshSeries.get(renamed.identity)), uid: was.rule.uid };
    const isSame = sameJson({ ...rule, identity: '', pattern: '' }, { ...was.rule, identity: '', pattern: '' });
    if (isSame && !surroundings.has(rule.section)) return { ...was, rule };
    changed.add(rule.section);
    return { ...was, rule, sequence: was.sequence + 1, lastModified: instant };
  });

  return {
    ...published,
    course,
    sections: stampSections(published, states, changed, instant),
    meetings: meetings.sort((a, b) => (a.identity < b.identity ? -1 : 1)),
    series: series.sort((a, b) => (a.rule.identity < b.rule.identity ? -1 : 1)),
    changes: rewrite(published.changes),
    absent: rewrite(published.absent).toSorted((a, b) => (a.identity < b.identity ? -1 : 1)),
    lastModified: changed.size > 0 ? instant : published.lastModified,
  };
}

/** Redacts field by field; a field equal to the rules' but for the words takes the rules' value. */
function keepWhatIsGiven<T extends object>(rewrite: Redactor['rewrite'], was: T, given: object | undefined): T {
  const redacted = rewrite(was);
  if (!given) return redacted;
  const kept = Object.entries(redacted).map(([name, value]) => {
    const other = (given as Readonly<Record<string, unknown>>)[name];
    return [name, other !== undefined && sameJson(rewrite({ [name]: other })[name], value) ? other : value];
  });
  return Object.fromEntries(kept) as T;
}

function stampSections(
  published: PublishedCourse,
  states: readonly PublishedSection[],
  changed: ReadonlySet<string>,
  instant: number,
): PublishedSection[] {
  const feeds = new Set(changed);
  for (const { id, with: riding } of published.sections) if (changed.has(id)) for (const one of riding) feeds.add(one);
  return states.map((section) => (feeds.has(section.id) ? { ...section, lastModified: instant } : section));
}
