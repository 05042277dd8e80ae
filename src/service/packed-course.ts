/**
 * A published course that keeps its many meetings as bytes until somebody asks for them: thousands of courses fit
 * into little memory, and those in use are read at once. To its readers it is a PublishedCourse like any other.
 */
import type { PublishedCourse } from '../domain/published.ts';

type Bulk = Pick<PublishedCourse, 'meetings' | 'series' | 'absent' | 'changes'>;

/** Unpacked courses that are kept at hand. */
const KEPT = 48;

export interface Packer {
  pack(published: PublishedCourse): PublishedCourse;
}

export function createPacker(): Packer {
  const atHand = new Map<Buffer, Bulk>();
  const unpack = (bytes: Buffer): Bulk => {
    const known = atHand.get(bytes);
    const bulk = known ?? (JSON.parse(bytes.toString()) as Bulk);
    // The one asked for last goes to the end, the first is dropped.
    atHand.delete(bytes);
    atHand.set(bytes, bulk);
    const [oldest] = atHand.keys();
    if (atHand.size > KEPT && oldest) atHand.delete(oldest);
    return bulk;
  };
  return {
    pack({ meetings, series, absent, changes, ...rest }) {
      const bytes = Buffer.from(JSON.stringify({ meetings, series, absent, changes } satisfies Bulk));
      return {
        ...rest,
        get meetings() {
          return unpack(bytes).meetings;
        },
        get series() {
          return unpack(bytes).series;
        },
        get absent() {
          return unpack(bytes).absent;
        },
        get changes() {
          return unpack(bytes).changes;
        },
      };
    },
  };
}
