/** Compares joining a feed of several sections from printed events with rendering it. */
import path from 'node:path';
import { writeCatalogue } from '../catalogue/folder.ts';
import type { Child } from '../child.ts';
import { compare, type Figure } from '../figure.ts';
import { type Asker, openAsker } from '../load/rehearsal.ts';
import { startBelltower } from '../servers/belltower.ts';
import type { Workbench } from '../workbench.ts';

const COURSES = 300;
const MOST_JOINED = 6;
/** Uncompressed: compression costs the same for both, and would hide the difference. */
const PLAIN = { 'Accept-Encoding': 'identity' } as const;

/** Milliseconds of each course, without the round trip. */
interface Times {
  readonly sections: number[];
  readonly joined: number[];
  readonly unprepared: number[];
}

export async function measureCombined(bench: Workbench): Promise<readonly Figure[]> {
  const folder = path.join(bench.folder, 'combined');
  const rules = path.join(folder, 'data');
  const courses = bench.quick ? 60 : COURSES;
  const feeds = await writeCatalogue(rules, courses);
  const rounds: Times[] = [];
  for (let round = 0; round < bench.rounds; round += 1) {
    // Nothing is rendered yet in a server that was just started from its store.
    const child = await startBelltower({ name: 'belltower', folder, rules, state: path.join(folder, 'state') });
    try {
      const times = await timeFeeds(child, feeds, round);
      rounds.push(times);
      const [sections, joined, unprepared] = [times.sections, times.joined, times.unprepared].map(meanOf);
      bench.say(`    round ${round + 1}: ${sections} ms each, joined ${joined} ms, without them ${unprepared} ms`);
    } finally {
      await child.stop();
    }
  }
  const sums = (pick: (times: Times) => readonly number[]): number[] =>
    rounds.map((times) => pick(times).reduce((sum, value) => sum + value, 0));
  const common = { section: 'combined', unit: 'ms for all courses', peer: 'rendering its sections' } as const;
  return [
    compare(
      { ...common, task: 'A combined feed asked for first, its sections rendered before' },
      sums(({ joined }) => joined),
      sums(({ sections }) => sections),
    ),
    compare(
      {
        ...common,
        task: 'A combined feed asked for first, nothing rendered before',
        note: 'of other courses, as many and alike',
      },
      sums(({ unprepared }) => unprepared),
      sums(({ sections }) => sections),
    ),
  ];
}

/** Every second course is asked for section by section and then joined, the others for the joined feed alone. */
async function timeFeeds({ port }: Child, feeds: readonly (readonly string[])[], round: number): Promise<Times> {
  const asker = openAsker(port);
  const times: Times = { sections: [], joined: [], unprepared: [] };
  try {
    for (const [index, all] of feeds.entries()) {
      // A feed joins forty sections at most; a student has three or four.
      const own = all.slice(0, -1).slice(0, MOST_JOINED);
      const [first = ''] = own;
      if (own.length < 2) continue;
      const base = first.slice(0, first.lastIndexOf('/') + 1);
      const joined = `${base}${own.map((feed) => feed.slice(base.length, -'.ics'.length)).join('+')}.ics`;
      // The first courses are warm-up.
      const counted = index >= feeds.length / 5 ? times : { sections: [], joined: [], unprepared: [] };
      if ((index + round) % 2 === 0) {
        let sum = 0;
        for (const feed of own) sum += await timeFirst(asker, feed);
        counted.sections.push(sum);
        counted.joined.push(await timeFirst(asker, joined));
      } else {
        counted.unprepared.push(await timeFirst(asker, joined));
      }
    }
    return times;
  } finally {
    asker.close();
  }
}

/** The milliseconds that a first request takes longer than the same one asked again. */
async function timeFirst(asker: Asker, feed: string): Promise<number> {
  const time = async (): Promise<number> => {
    const started = performance.now();
    const { status } = await asker.ask(feed, PLAIN);
    if (status !== 200) throw new Error(`${feed} answered ${status}`);
    return performance.now() - started;
  };
  const first = await time();
  return Math.max(0, first - Math.min(await time(), await time()));
}

function meanOf(values: readonly number[]): string {
  return (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(2);
}
