/**
 * Publications that were lost: a store that is restored from a backup lacks those between the backup and the loss, but
 * subscribers have seen them. Their calendar programs ignore an event whose SEQUENCE is not above the one they have
 * (RFC 5546 §2.1.5), so everything continues above whatever may have been seen.
 */
import type { PublishedCourse } from '../domain/published.ts';

export interface Loss {
  /** Added to each SEQUENCE, and where those of new events begin. */
  readonly lost: number;
  /** Epoch ms, a whole second, later than anything that subscribers have seen. */
  readonly instant: number;
}

const FEWEST = 1000;

/**
 * A publication takes a whole second of its own, and raises an event by one at most, so there were not more of them
 * than seconds.
 * @param last the instant of the last publication in the backup (epoch ms)
 * @param now epoch ms
 */
export function estimateLoss(last: number, now: number): Loss {
  const seconds = Math.ceil((now - last) / 1000);
  return { lost: Math.max(seconds, FEWEST), instant: Math.max(Math.floor(now / 1000) * 1000, last) + 1000 };
}

export function raiseAboveLost(course: PublishedCourse, { lost, instant }: Loss): PublishedCourse {
  const raise = <T extends { readonly sequence: number }>(event: T): T & { readonly lastModified: number } => ({
    ...event,
    sequence: event.sequence + lost,
    lastModified: instant,
  });
  return {
    ...course,
    sections: course.sections.map((section) => ({ ...section, lastModified: instant })),
    meetings: course.meetings.map(raise),
    series: course.series.map(raise),
    absent: course.absent.map(({ shown, ...event }) => ({
      ...event,
      sequence: event.sequence + lost,
      ...(shown ? { shown: { ...shown, lastModified: instant } } : {}),
    })),
    sequencesFrom: (course.sequencesFrom ?? 0) + lost,
    lastModified: instant,
  };
}
