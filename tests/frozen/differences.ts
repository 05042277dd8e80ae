/** How a feed differs from the frozen one, in what subscribers would notice. */
import { readEvents } from './feed-events.ts';

export interface Difference {
  readonly feed: string;
  readonly what: /** The feed is no longer served. */
    | 'address'
    /** An event is no longer in the feed. */
    | 'lost'
    | 'sequence lower'
    /** Calendar programs show the event as changed. */
    | 'sequence raised'
    | 'last-modified lower'
    | 'last-modified raised'
    /** Times, titles, places or status of an event's occurrences. */
    | 'occurrences';
  readonly uid: string;
  readonly was: string;
  readonly is: string;
}

export function compareFeeds(feed: string, before: string, after: string): Difference[] {
  const now = readEvents(after);
  return [...readEvents(before).values()].flatMap((was) => {
    const { uid } = was;
    const is = now.get(uid);
    const differ = (what: Difference['what'], old: unknown, fresh: unknown): Difference => ({
      feed,
      what,
      uid,
      was: String(old),
      is: String(fresh),
    });
    if (!is) return [differ('lost', was.occurrences.join('\n'), '')];
    const found: Difference[] = [];
    if (is.sequence < was.sequence) found.push(differ('sequence lower', was.sequence, is.sequence));
    if (is.sequence > was.sequence) found.push(differ('sequence raised', was.sequence, is.sequence));
    if (is.lastModified < was.lastModified)
      found.push(differ('last-modified lower', was.lastModified, is.lastModified));
    if (is.lastModified > was.lastModified)
      found.push(differ('last-modified raised', was.lastModified, is.lastModified));
    const [old, fresh] = [was.occurrences.join('\n'), is.occurrences.join('\n')];
    if (old !== fresh) found.push(differ('occurrences', old, fresh));
    return found;
  });
}
