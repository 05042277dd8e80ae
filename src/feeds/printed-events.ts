/**
 * Events as they were printed, for as long as their meetings are at hand: feeds that share meetings share their text,
 * so sections that were asked for one by one are joined without printing anything again.
 */
import type { PublishedMeeting } from '../domain/published.ts';
import { printMeeting } from '../ical/meeting-event.ts';

export function createPrintedEvents(): typeof printMeeting {
  const printed = new WeakMap<PublishedMeeting, Map<string, string>>();
  return (meeting, context) => {
    const known = printed.get(meeting) ?? new Map<string, string>();
    printed.set(meeting, known);
    // All that differs between the feeds of one publication of a course.
    const shown = `${context.code}\n${context.courseTitle}\n${context.section.id}\n${context.descriptionLimit ?? ''}`;
    const text = known.get(shown) ?? printMeeting(meeting, context);
    known.set(shown, text);
    return text;
  };
}
