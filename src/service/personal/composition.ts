/** A personal selection → the bytes of its feed. Each meeting is in it once, however many of its sections hold it. */
import type { PublishedCourse, PublishedMeeting, PublishedSection } from '../../domain/published.ts';
import { printCalendar } from '../../ical/calendar.ts';
import { type EventContext, printMeeting } from '../../ical/meeting-event.ts';
import { selectSections } from '../../ical/selection.ts';
import { printTimezone } from '../../ical/timezone.ts';
import type { Courses, SectionView } from '../courses.ts';
import { type ChosenSpan, isHeld } from './selection.ts';
import type { PersonalOptions } from './stored.ts';

export interface PersonalRevision {
  readonly selection: readonly ChosenSpan[];
  readonly options: PersonalOptions;
  /** Epoch ms, whole seconds. */
  readonly instant: number;
  readonly edits: number;
}

export interface PersonalFeedBytes {
  readonly body: Buffer;
  /** The later of its own instant and its sections'. */
  readonly lastModified: number;
}

export interface FoundSpan {
  readonly span: ChosenSpan;
  /** Null: the course or the section is no longer served. */
  readonly found: SectionView | null;
}

/** Where each span leads now: courses and sections are found by their former ids, too. */
export function findSpans(courses: Courses, selection: readonly ChosenSpan[], drafts: boolean): readonly FoundSpan[] {
  return selection.map((span) => {
    const view = courses.find(span.term, span.course);
    if (!view || (view.published.course.draft && !drafts)) return { span, found: null };
    return { span, found: courses.findSection(view, span.section) };
  });
}

export interface HeldMeeting {
  readonly meeting: PublishedMeeting;
  readonly course: PublishedCourse;
  readonly section: PublishedSection;
  readonly code: string;
  readonly title: string;
}

/** By start, then UID; sections that ride with a chosen one share its span. */
export function listHeld(found: readonly FoundSpan[]): readonly HeldMeeting[] {
  const held = new Map<string, HeldMeeting>();
  for (const { span, found: place } of found) {
    if (!place) continue;
    const { published: course, code, title } = place.view;
    const { sections, meetings } = selectSections(course, [place.section.id]);
    for (const meeting of meetings) {
      const section = sections.get(meeting.facts.section);
      if (!section || held.has(meeting.uid) || !isHeld([span], meeting.facts.date)) continue;
      held.set(meeting.uid, { meeting, course, section, code, title });
    }
  }
  return [...held.values()].sort(
    (a, b) => a.meeting.facts.start - b.meeting.facts.start || (a.meeting.uid < b.meeting.uid ? -1 : 1),
  );
}

/** @param publicUrl the site's own address; null: own links are left out */
export function composePersonal(
  found: readonly FoundSpan[],
  revision: PersonalRevision,
  publicUrl: string | null,
): PersonalFeedBytes {
  const places = found.map((one) => one.found).filter((place) => place !== null);
  const lastModified = places
    .map((place) => selectSections(place.view.published, [place.section.id]).lastModified)
    .reduce((latest, at) => Math.max(latest, at), revision.instant);
  const events = listHeld(found)
    .map((held) => printMeeting(held.meeting, contextOf(held, revision, publicUrl)))
    .filter((text) => text !== '');
  const first = places[0]?.view.published.course;
  const zone = first?.zone ?? 'UTC';
  const span = first?.span ?? { from: '2020-01-01', until: '2020-12-31' };
  return {
    body: printCalendar({
      header: {
        name: 'My courses',
        description: describe(places),
        zone,
        color: null,
        // Its address is a secret: neither SOURCE nor URL says it.
        source: null,
        url: publicUrl === null ? null : `${publicUrl}/my`,
        lastModified,
      },
      body: events.length > 0 ? events : [printTimezone(zone, span)],
    }),
    lastModified,
  };
}

function contextOf(held: HeldMeeting, revision: PersonalRevision, publicUrl: string | null): EventContext {
  const { course, section, code, title } = held;
  return {
    course: course.course,
    section,
    code,
    courseTitle: title,
    publicUrl,
    cancelled: revision.options.cancelled ?? course.course.cancelled,
    sequenceOffset: revision.edits,
    revisedAt: revision.instant,
    alarmMinutes: revision.options.reminders[section.kind] ?? null,
  };
}

function describe(places: readonly SectionView[]): string {
  const names = places.map(({ view, section }) => `${view.code} ${section.id}, ${view.published.course.termTitle}`);
  return names.length === 0 ? 'Nothing is chosen yet.' : [...new Set(names)].join('\n');
}
