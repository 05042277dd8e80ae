/**
 * The staff: makes changes through the API one after another and records the resulting revisions. A change
 * without acknowledgement may have been made nevertheless: its course is not changed again until that is known.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, ask, type Place } from './exchange.ts';
import { type FeedReader, unfold } from './feed-reader.ts';
import type { Follower } from './follower.ts';
import type { Ledger } from './ledger.ts';
import type { Replica } from './replica.ts';
import { LECTURE_DATES, TERM } from './university.ts';

/** A course whose lecture is changed repeatedly. */
export interface BusyCourse {
  readonly id: string;
  /** The feeds that contain its lecture. */
  readonly urls: readonly string[];
}

export interface ChangeCounts {
  /** Key in the ledger for what replicas showed after these changes. */
  readonly view: string;
  made: number;
  /** Not acknowledged and not made. */
  refused: number;
  /** Not acknowledged but made. */
  unsaid: number;
  /** Maximum latency (ms). */
  longest: number;
  /** Responses other than an acknowledgement. */
  readonly answers: string[];
}

export function createCounts(view: string): ChangeCounts {
  return { view, made: 0, refused: 0, unsaid: 0, longest: 0, answers: [] };
}

export interface Changer {
  /** Makes one change; if the course's last one is in doubt, checks its result instead. */
  change(counts: ChangeCounts): Promise<void>;
  /**
   * Waits until a replica shows `marker` in all these feeds and records their revisions; continues to measure how
   * long the other replicas take to show the first of them.
   */
  record(urls: readonly string[], marker: string, at: number | null, view: string): Promise<void>;
  /** Final check: changes that were lost, made twice, or are still in doubt. */
  audit(counts: ChangeCounts): Promise<string[]>;
}

interface ChangerContext {
  readonly ledger: Ledger;
  readonly reader: FeedReader;
  readonly follower: Follower;
  readonly desk: Place;
  readonly token: string;
  readonly replicas: readonly Replica[];
  readonly courses: readonly BusyCourse[];
}

const PATIENCE_MS = 20_000;
const SHOWN_MS = 30_000;

export function createChanger(context: ChangerContext): Changer {
  const { ledger, reader, desk, courses } = context;
  const acknowledged = new Map<string, string[]>(courses.map(({ id }) => [id, []]));
  const attempted = new Map<string, string[]>(courses.map(({ id }) => [id, []]));
  const doubts = new Map<string, string>();
  let number = 0;

  const call = (id: string, body?: object): Promise<Answer> =>
    ask(desk, {
      path: `/api/courses/${TERM}/${id}/changes`,
      method: body ? 'POST' : 'GET',
      headers: { Authorization: `Bearer ${context.token}`, ...(body ? { 'Content-Type': 'application/json' } : {}) },
      // The terms served are over.
      ...(body ? { body: JSON.stringify({ ...body, agree: ['in-the-past'] }) } : {}),
      patienceMs: PATIENCE_MS,
    });
  const listMade = async (id: string): Promise<readonly string[] | null> => {
    const answer = await call(id).catch(() => null);
    if (answer?.status !== 200) return null;
    const { changes } = JSON.parse(answer.bytes.toString()) as { changes: readonly { say: string }[] };
    return changes.map(({ say }) => say);
  };

  const record: Changer['record'] = async (urls, marker, at, view) => {
    for (const url of urls) {
      const until = performance.now() + SHOWN_MS;
      for (let tries = 0; ; tries += 1) {
        if (performance.now() > until) throw new Error(`no replica shows ${marker} in ${url}`);
        const replica = context.replicas[tries % context.replicas.length];
        const answer = replica?.expected()
          ? await ask(replica.place, { path: url, patienceMs: 2000 }).catch(() => null)
          : null;
        if (answer?.status === 200 && unfold(answer).includes(marker)) {
          const read = reader.read(url, answer);
          if ('wrong' in read) throw new Error(`${url}: ${read.wrong}`);
          ledger.publish(url, read.tag, at);
          if (url === urls[0]) context.follower.follow(url, read.tag, view);
          break;
        }
        await sleep(5);
      }
    }
  };

  const settle = async (course: BusyCourse, doubt: string, counts: ChangeCounts): Promise<boolean> => {
    const made = await listMade(course.id);
    if (!made) return false;
    doubts.delete(course.id);
    if (made.includes(doubt)) {
      counts.unsaid += 1;
      await record(course.urls, doubt, null, counts.view);
    } else counts.refused += 1;
    return true;
  };

  return {
    async change(counts) {
      number += 1;
      const course = courses[number % courses.length] as BusyCourse;
      const doubt = doubts.get(course.id);
      if (doubt !== undefined) {
        await settle(course, doubt, counts);
        return;
      }
      const marker = `Room-${number}z`;
      const on = LECTURE_DATES[number % LECTURE_DATES.length];
      attempted.get(course.id)?.push(marker);
      const started = performance.now();
      const answer = await call(course.id, { change: { sections: 'L01', on, where: marker, say: marker } }).catch(
        () => null,
      );
      const at = performance.now();
      if (answer?.status !== 201) {
        doubts.set(course.id, marker);
        return;
      }
      counts.made += 1;
      counts.longest = Math.max(counts.longest, at - started);
      acknowledged.get(course.id)?.push(marker);
      await record(course.urls, marker, at, counts.view);
    },
    record,
    async audit(counts) {
      const wrong: string[] = [];
      for (const course of courses) {
        const doubt = doubts.get(course.id);
        if (doubt !== undefined && !(await settle(course, doubt, counts))) wrong.push(`${doubt} stays in doubt`);
        const made = (await listMade(course.id)) ?? [];
        const count = (marker: string): number => made.filter((say) => say === marker).length;
        for (const marker of attempted.get(course.id) ?? []) {
          if (count(marker) > 1) wrong.push(`${marker} was made ${count(marker)} times`);
        }
        for (const marker of acknowledged.get(course.id) ?? []) {
          if (count(marker) === 0) wrong.push(`${marker} was acknowledged and is not there`);
        }
      }
      return wrong;
    },
  };
}
