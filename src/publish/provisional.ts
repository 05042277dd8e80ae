/** What a plan with a provisional instant depends on besides: texts may name its day. */
import { addDays } from '../domain/date.ts';
import type { PublishedCourse } from '../domain/published.ts';
import { toInstant, toLocal } from '../domain/zone.ts';
import { isProvisional } from '../publication/instant.ts';
import { offsetsOf } from '../publication/series-membership.ts';

export interface Provisional {
  readonly instant: number;
  /** The course's last instant; null: it was never published. */
  readonly last: number | null;
  /** The end of the instant's day. */
  readonly until: number;
}

/** To be spread into a plan. @param instant of `next` */
export function describeProvisional(
  last: PublishedCourse | null,
  next: PublishedCourse,
  instant: number,
): { readonly provisional?: Provisional } {
  if (next === last || !isProvisional(instant)) return {};
  const offsets = offsetsOf(next.course);
  const until = toInstant(offsets, addDays(toLocal(offsets, instant).date, 1), '00:00');
  return { provisional: { instant, last: last ? last.lastModified : null, until } };
}
