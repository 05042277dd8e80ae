/** Each section's usual place, so that meetings elsewhere can name what they replace. */

import { weekdayOf } from '../domain/date.ts';
import type { PublishedMeeting } from '../domain/published.ts';
import { sayVenue } from '../words/wording.ts';

type Placed = Pick<PublishedMeeting, 'pattern' | 'originalDate' | 'facts'>;

/** By section, pattern and weekday: the place of more than half of the meetings. */
export type UsualPlaces = ReadonlyMap<string, string>;

export function findUsualPlaces(meetings: readonly Placed[]): UsualPlaces {
  const counts = new Map<string, Map<string, number>>();
  for (const meeting of meetings) {
    const places = counts.get(nameKey(meeting)) ?? new Map<string, number>();
    const place = namePlace(meeting);
    places.set(place, (places.get(place) ?? 0) + 1);
    counts.set(nameKey(meeting), places);
  }
  const usual = new Map<string, string>();
  for (const [key, places] of counts) {
    const all = [...places.values()].reduce((sum, count) => sum + count, 0);
    const [most] = [...places].sort(([, a], [, b]) => b - a);
    if (most && most[1] * 2 > all && most[0] !== '') usual.set(key, most[0]);
  }
  return usual;
}

/** The usual place, 'Auditorium A', if the meeting is elsewhere; null: it is not, or there is no usual place. */
export function findReplaced(usual: UsualPlaces, meeting: Placed): string | null {
  const place = usual.get(nameKey(meeting));
  return place === undefined || place === namePlace(meeting) ? null : place;
}

/** 'Bowen 222 / Friend 008' */
export function namePlace({ facts }: Pick<PublishedMeeting, 'facts'>): string {
  return facts.where.map(sayVenue).join(' / ');
}

/** Patterns without an id share the empty one, so the weekday distinguishes them. */
function nameKey({ pattern, originalDate, facts }: Placed): string {
  return `${facts.section}/${pattern}/${weekdayOf(originalDate)}`;
}
