/**
 * The meetings on a page, parsed from the bytes of the feed that a student would subscribe to, by an independent
 * parser, so that the page shows what calendar programs get. Times, places and titles come from the
 * feed; people and changes come from the publication, matched by UID.
 */

import { findSwap } from '../domain/course-calendar.ts';
import { createPace } from '../domain/pace.ts';
import { encodeFeed, type Feed } from '../feeds/feed.ts';
import { type ReadFeed, readFeed } from '../ical/read-feed.ts';
import { say } from '../words/say.ts';
import { inVoice } from '../words/voice.ts';
import { type OfferedSection, sortMeetings } from './offered-sections.ts';
import { type MeetingAtAddress, type ShownMeeting, showEvent, showLeftOut } from './shown-meeting.ts';
import { findReplaced, findUsualPlaces } from './usual-place.ts';

const read = new WeakMap<Feed, ReadFeed>();

/** Parses a feed; cached per publication. */
function readBack(feed: Feed): ReadFeed {
  const known = read.get(feed);
  if (known) return known;
  const fresh = readFeed(encodeFeed(feed, 'identity').toString('utf8'));
  read.set(feed, fresh);
  return fresh;
}

/** By start, then section. @param feeds feeds that contain the sections' meetings; duplicates are shown once */
export async function listShown(
  feeds: Iterable<Feed>,
  sections: readonly OfferedSection[],
  zone: string,
): Promise<ShownMeeting[]> {
  const known = indexMeetings(sections);
  const shown = new Map<string, ShownMeeting>();
  const pace = createPace();
  for (const feed of feeds) {
    for (const event of readBack(feed).occurrences) {
      const found = known.get(event.uid);
      if (found && !shown.has(event.uid)) shown.set(event.uid, showEvent(event, found, zone));
    }
    await pace();
  }
  for (const [uid, found] of known) {
    if (!shown.has(uid) && found.meeting.facts.status === 'cancelled') shown.set(uid, showLeftOut(found));
  }
  return [...shown.values()].sort((a, b) => a.start - b.start || (a.section < b.section ? -1 : 1));
}

/** Meetings of the sections, and those included through `with:`, by UID. */
function indexMeetings(sections: readonly OfferedSection[]): Map<string, MeetingAtAddress> {
  const index = new Map<string, MeetingAtAddress>();
  const parts = sections.concat(sections.flatMap(listRiders));
  const meetingsOf = sortMeetings(parts);
  for (const part of parts) {
    const meetings = meetingsOf(part);
    const usual = findUsualPlaces(meetings);
    const { course } = part.view.published;
    const mark = inVoice(course, () => say('event.cancelledSummary', { summary: '' }));
    for (const meeting of meetings) {
      if (index.has(meeting.uid)) continue;
      const swap = findSwap(course, meeting.facts) ?? null;
      index.set(meeting.uid, {
        meeting,
        id: part.id,
        code: part.view.code,
        mark,
        section: part.section,
        swap,
        replaced: findReplaced(usual, meeting),
      });
    }
  }
  return index;
}

function listRiders({ section, view }: OfferedSection): OfferedSection[] {
  const riders = view.published.sections.filter((other) => other.with.includes(section.id));
  return riders.map((rider) => ({ id: rider.id, section: rider, view }));
}
