/** A selection of sections → the bytes of its feed, over what `ical` prints. */
import type { PublishedCourse, PublishedMeeting } from '../domain/published.ts';
import { composeFeed, type FeedOptions, type Guest } from '../ical/feed.ts';
import { printMeeting } from '../ical/meeting-event.ts';
import { joinSelections, type SectionChoice, selectSections } from '../ical/selection.ts';
import { composeWithin } from '../publish/feed-sizes.ts';
import type { SectionView } from './courses.ts';
import type { ComposedFeed } from './feed-cache.ts';
import { type FeedSelection, nameAll } from './feed-selection.ts';

/**
 * @param publicUrl the site's own address; null leaves out links to it, because no byte of a feed comes from a request
 * @param print prints a meeting's event, possibly from a cache
 */
export function composeSelection(
  selection: FeedSelection,
  publicUrl: string | null,
  print?: FeedOptions['print'],
): ComposedFeed {
  const { view, all, form } = selection;
  const own = view.published;
  const choice = all ? nameAll(selection) : idsOf(selection.sections, own);
  const guests = listGuests(selection.sections, own);
  const options = {
    code: view.code,
    title: view.title,
    publicUrl,
    guests,
    ...(print ? { print } : {}),
    // Unknown parts of the address are counted, not repeated.
    unknown: Array.from({ length: selection.unknown }, () => ''),
  };
  const body = composeWithin((descriptionLimit) =>
    composeFeed(own, choice, form, descriptionLimit === undefined ? options : { ...options, descriptionLimit }),
  );
  const parts: Guest[] = [{ course: own, choice }, ...guests];
  const { lastModified } = joinSelections(parts.map((part) => selectSections(part.course, part.choice)));
  return { body, lastModified };
}

function idsOf(sections: readonly SectionView[], course: PublishedCourse): SectionChoice {
  return sections.filter(({ view }) => view.published === course).map(({ section }) => section.id);
}

function listGuests(sections: readonly SectionView[], own: PublishedCourse): Guest[] {
  const courses = new Set(sections.map(({ view }) => view.published).filter((course) => course !== own));
  return [...courses].map((course) => ({ course, choice: idsOf(sections, course) }));
}

/**
 * Prints each meeting once for as long as its publication is in memory: feeds that share meetings share their text, so
 * joining sections whose own feeds were requested prints nothing again.
 */
export function createPrintedEvents(): typeof printMeeting {
  const printed = new WeakMap<PublishedMeeting, Map<string, string>>();
  return (meeting, context) => {
    const known = printed.get(meeting) ?? new Map<string, string>();
    printed.set(meeting, known);
    // Everything in which the feeds of one publication differ.
    const shown = `${context.code}\n${context.courseTitle}\n${context.section.id}\n${context.descriptionLimit ?? ''}\n${context.colored === true}`;
    const text = known.get(shown) ?? printMeeting(meeting, context);
    known.set(shown, text);
    return text;
  };
}
