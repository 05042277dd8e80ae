/** A personal selection → the bytes of its feed. A meeting of several chosen sections appears once. */

import type { PublishedCourse, PublishedMeeting, PublishedSection } from '../../domain/published.ts';
import type { CourseFacts } from '../../domain/schedule.ts';
import { printCalendar } from '../../ical/calendar.ts';
import { type FeedPart, printParts, showSections } from '../../ical/feed.ts';
import { type EventContext, printMeeting } from '../../ical/meeting-event.ts';
import { isFor } from '../../ical/selection.ts';
import { printTimezone } from '../../ical/timezone.ts';
import type { ChosenSpan, PersonalOptions } from '../../store/personal-choice.ts';
import { say } from '../../words/say.ts';
import { inVoice } from '../../words/voice.ts';
import type { Courses, SectionView } from '../courses.ts';
import { type DrawnEvents, NOTHING_RAISED, type Raises, raiseOf, scopeOf } from './raises.ts';
import { isChosen } from './selection.ts';

export interface PersonalRevision {
  readonly options: PersonalOptions;
  /** Epoch ms, whole seconds. */
  readonly instant: number;
  /** Added to every SEQUENCE. */
  readonly edits: number;
  readonly raises: Raises;
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
  /** The course by which it was chosen; a section listed from another course is shown under this one's code and id. */
  readonly host: CourseFacts | null;
}

/** Resolves each span; courses and sections are found by former ids too. */
export function findSpans(courses: Courses, selection: readonly ChosenSpan[], drafts: boolean): readonly FoundSpan[] {
  return selection.map((span) => {
    const view = courses.find(span.term, span.course);
    if (!view || (view.published.course.draft && !drafts)) return { span, found: null, host: null };
    return { span, found: courses.findSection(view, span.section), host: view.published.course };
  });
}

export interface ChosenMeeting {
  readonly meeting: PublishedMeeting;
  readonly course: PublishedCourse;
  readonly section: PublishedSection;
  readonly code: string;
}

/** Sorted by start, then UID; sections included through `with:` share the span of the chosen one. */
export function listChosenMeetings(found: readonly FoundSpan[]): readonly ChosenMeeting[] {
  return showChosen(found, null)
    .flatMap(({ course, selection, shown }) =>
      selection.meetings.flatMap((meeting): ChosenMeeting[] => {
        const section = selection.sections.get(meeting.facts.section);
        return section && meeting.taken === undefined ? [{ meeting, course, section, code: shown.code }] : [];
      }),
    )
    .sort((a, b) => a.meeting.facts.start - b.meeting.facts.start || (a.meeting.uid < b.meeting.uid ? -1 : 1));
}

/** Each span's section as its course's feed shows it, with the span's meetings that no earlier span has. */
function showChosen(found: readonly FoundSpan[], publicUrl: string | null): readonly FeedPart[] {
  const seen = new Set<string>();
  const chosen = Map.groupBy(
    found.flatMap(({ found: place }) => place ?? []),
    ({ view }) => view.published,
  );
  return found.flatMap(({ span, found: place, host }): FeedPart[] => {
    if (!place || !host) return [];
    const { published, code, title } = place.view;
    const part = showSections(published, [place.section.id], { host, code, title, publicUrl });
    const sections = chosen.get(published)?.map(({ section }) => section) ?? [];
    const meetings = part.selection.meetings.filter(
      ({ uid, facts }) => !seen.has(uid) && isChosen([span], facts.date) && isFor(facts, sections),
    );
    for (const { uid } of meetings) seen.add(uid);
    return [{ ...part, selection: { ...part.selection, meetings } }];
  });
}

/** @param publicUrl the site's own address; null: own links are left out */
export function composePersonal(
  found: readonly FoundSpan[],
  revision: PersonalRevision,
  publicUrl: string | null,
): PersonalFeedBytes {
  const parts = showChosen(found, publicUrl);
  const lastModified = parts
    .map(({ selection }) => selection.lastModified)
    .reduce((latest, at) => Math.max(latest, at), revision.instant);
  const events = printParts(parts, 'subscription', (meeting, context) =>
    printMeeting(meeting, personalise(meeting, context, revision)),
  );
  const first = parts[0]?.course.course;
  const zone = first?.zone ?? 'UTC';
  const span = first?.span ?? { from: '2020-01-01', until: '2020-12-31' };
  return {
    body: printCalendar({
      header: {
        ...inVoice(first ?? {}, () => ({
          name: revision.options.name ?? say('personalFeed.name'),
          description: describe(parts),
        })),
        zone,
        color: null,
        // Its address is a secret: no SOURCE and no URL.
        source: null,
        url: publicUrl === null ? null : `${publicUrl}/my`,
        lastModified,
      },
      body: events.length > 0 ? events : [printTimezone(zone, span)],
    }),
    lastModified,
  };
}

/** The events without any raised SEQUENCE: an edit raises the events that differ between two of these. */
export function drawEvents(found: readonly FoundSpan[], options: PersonalOptions): DrawnEvents {
  const revision = { options, instant: 0, edits: 0, raises: NOTHING_RAISED };
  const drawn = new Map<string, string>();
  printParts(showChosen(found, null), 'subscription', (meeting, context) => {
    const text = printMeeting(meeting, personalise(meeting, context, revision));
    if (text !== '') drawn.set(meeting.identity, text);
    return text;
  });
  return drawn;
}

/** How a personal calendar overrides the section's feed: cancelled meetings, reminders, raised events. */
function personalise(meeting: PublishedMeeting, context: EventContext, revision: PersonalRevision): EventContext {
  const { options, edits, raises } = revision;
  const { count, at } = raiseOf(raises, meeting.identity);
  const style = options.sections[scopeOf(meeting.identity)];
  return {
    ...context,
    cancelled: options.cancelled ?? context.cancelled,
    sequenceOffset: edits + count,
    revisedAt: at,
    alarmMinutes: style === 'muted' ? null : (options.reminders[context.section.kind] ?? null),
    titles: options.titles,
    free: style === 'free',
    colored: true,
  };
}

function describe(parts: readonly FeedPart[]): string {
  const names = parts.flatMap(({ course, selection, shown }) =>
    selection.chosen.map(({ id }) => `${shown.code} ${id}, ${course.course.termTitle}`),
  );
  return names.length === 0 ? say('personalFeed.nothingChosen') : [...new Set(names)].join('\n');
}
