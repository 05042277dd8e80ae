/** Feeds of meetings from several courses, or of one person: a room's, a term's exams. Composed from the courses' own meetings. */
import type { DateSpan } from '../domain/date.ts';
import type { PublishedCourse, PublishedMeeting, PublishedSection } from '../domain/published.ts';
import { type CalendarHeader, printCalendar } from '../ical/calendar.ts';
import { type FeedPart, printParts, showSections } from '../ical/feed.ts';
import { printMeeting } from '../ical/meeting-event.ts';
import { printTimezone } from '../ical/timezone.ts';
import { composeWithin } from '../publish/feed-sizes.ts';

export interface Gathering {
  /** In any order. */
  readonly courses: readonly PublishedCourse[];
  readonly isMeant: (meeting: PublishedMeeting, section: PublishedSection, course: PublishedCourse) => boolean;
  readonly header: Omit<CalendarHeader, 'lastModified'>;
  /** For the zone of a feed without events. */
  readonly span: DateSpan;
  readonly publicUrl: string | null;
  /** Whether each course's events have a colour of their own. */
  readonly colored: boolean;
}

/** Each meeting once, under its course's own code, whatever other codes or courses list it. */
export function composeGathering({ courses, isMeant, header, span, publicUrl, colored }: Gathering): Buffer {
  const compose = (descriptionLimit: number | undefined): Buffer => {
    const limit = descriptionLimit === undefined ? {} : { descriptionLimit };
    const parts = courses.map((course) => gatherOf(course, isMeant, { publicUrl, ...limit }));
    const events = printParts(parts, 'subscription', (meeting, context) =>
      printMeeting(meeting, { ...context, colored }),
    );
    return printCalendar({
      // When the calendar was last revised is unknown: meetings leave it for another room or person.
      header: { ...header, lastModified: null },
      body: events.length > 0 ? events : [printTimezone(header.zone, span)],
    });
  };
  return composeWithin(compose);
}

function gatherOf(
  course: PublishedCourse,
  isMeant: Gathering['isMeant'],
  options: { readonly publicUrl: string | null; readonly descriptionLimit?: number },
): FeedPart {
  const { course: host } = course;
  const { code, title } = host;
  const part = showSections(course, 'all', { host, code, title, ...options });
  const meetings = part.selection.meetings.filter((meeting) => {
    const section = part.selection.sections.get(meeting.facts.section);
    return section !== undefined && isMeant(meeting, section, course);
  });
  return { ...part, selection: { ...part.selection, meetings } };
}
