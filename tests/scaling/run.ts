/**
 * Three replicas on one PostgreSQL behind nginx with the configuration of deploy/scaling, under load and
 * faults: `node tests/scaling/run.ts [--seconds 12] [--rate 500] [--courses 200] [--phase WORD]`.
 * Prints a table; exit code 1 if a feed failed, was wrong or too stale, or a change was lost or made twice.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Changer, createChanger, createCounts } from './changer.ts';
import { checkConduct } from './conduct.ts';
import { ask } from './exchange.ts';
import { createFeedReader, type FeedReader } from './feed-reader.ts';
import { createFollower, type Follower } from './follower.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { type LoadContext, pressOn } from './load.ts';
import { FRESH_MS, PHASES, type Phase } from './phases.ts';
import { describePhase, listFaults, type PhaseReport, printReport } from './report.ts';
import { type Stage, setStage } from './stage.ts';
import { createTally } from './tally.ts';
import { nameCourse, TERM } from './university.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '12' },
    rate: { type: 'string', default: '500' },
    courses: { type: 'string', default: '200' },
    phase: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});
const [phaseMs, rate, courses] = [Number(values.seconds) * 1000, Number(values.rate), Number(values.courses)];
/** Tolerance: two readings of the clock in a busy process, and nginx's resolution of a second. */
const SLACK_MS = 2500;
const SUBSCRIBERS = 1500;
const CHANGE_EVERY_MS = 250;

const print = (text: string): void => void process.stdout.write(text);

/** Each feed as first published; must be identical on all replicas. */
async function readFirst({ replicas, urls }: Stage, ledger: Ledger, reader: FeedReader): Promise<void> {
  for (const url of urls) {
    for (const { place } of replicas) {
      const read = reader.read(url, await ask(place, { path: url, patienceMs: 10_000 }));
      if ('wrong' in read) throw new Error(`${url}: ${read.wrong}`);
      ledger.publish(url, read.tag, 0);
      if (ledger.orderOf(url, read.tag) !== 0) throw new Error(`${url}: replicas differ`);
    }
  }
}

async function play(
  phase: Phase,
  stage: Stage,
  load: LoadContext,
  changer: Changer,
  follower: Follower,
): Promise<PhaseReport> {
  const [cache, direct, pages] = [createTally(), createTally(), createTally()];
  const view = `direct ${phase.name}`;
  const changes = createCounts(view);
  const started = performance.now();
  // The load continues while the action runs.
  let acting = true;
  const goesOn = (): boolean => acting || performance.now() < started + phaseMs;
  const say = (text: string): void => print(`  ${((performance.now() - started) / 1000).toFixed(1)} s: ${text}\n`);
  const change = async (): Promise<void> => {
    while (phase.changes && goesOn()) {
      const next = performance.now() + CHANGE_EVERY_MS;
      await changer.change(changes);
      await sleep(Math.max(0, next - performance.now()));
    }
  };
  print(`${phase.name}\n`);
  const spell = { phase: phase.name, goesOn, rate, cache, direct, pages, cachedOnly: phase.cachedOnly === true };
  const act = async (): Promise<void> => {
    await phase.act({ stage, changer, ms: phaseMs, say, view });
    acting = false;
  };
  await Promise.all([pressOn(load, spell), change(), act()]);
  await follower.idle();
  const report = { name: phase.name, cache, direct, pages, changes };
  const lag = Math.max(...PHASES.map((one) => one.lagMs(phaseMs)));
  return {
    ...report,
    worstThroughCache: load.ledger.worstOf(`cache ${phase.name}`),
    worstAtReplicas: load.ledger.worstOf(view),
    // A cached copy may come from a replica that lagged in the previous phase.
    allowedThroughCache: FRESH_MS + lag + SLACK_MS,
    allowedAtReplicas: phase.lagMs(phaseMs) + SLACK_MS,
  };
}

const conduct = await checkConduct();
print(`nginx: ${conduct.looked} things looked at, ${conduct.wrong.length} otherwise than they should be\n`);
const stage = await setStage(courses);
try {
  print(`three replicas, ${courses} courses, ${stage.urls.length} addresses, ${rate} requests/s through nginx\n`);
  const [ledger, reader] = [createLedger(), createFeedReader()];
  await readFirst(stage, ledger, reader);
  const { busy, token } = stage;
  // The replica that makes the changes is checked first.
  const replicas = [...stage.replicas.slice(stage.desk), ...stage.replicas.slice(0, stage.desk)];
  const load: LoadContext = {
    ledger,
    reader,
    replicas,
    proxy: stage.proxy.open(64),
    people: stage.proxy.open(2),
    subscribers: stage.makeSubscribers(SUBSCRIBERS),
    // A replica cannot serve a personal feed without the database unless it was requested before.
    insiders: stage.makeSubscribers(SUBSCRIBERS / 5).filter(({ kind }) => kind === 'public'),
    pages: busy.map((_, index) => `/${TERM}/${nameCourse(index)}`),
  };
  const follower = createFollower({ ledger, reader, replicas });
  const changer = createChanger({
    ledger,
    reader,
    follower,
    desk: stage.proxy.open(2),
    token,
    replicas,
    courses: busy,
  });
  const reports: PhaseReport[] = [];
  for (const phase of PHASES.filter(({ name }) => name.includes(values.phase ?? ''))) {
    const report = await play(phase, stage, load, changer, follower);
    reports.push(report);
    if (values.verbose) print(describePhase(report));
  }
  const wrong = await changer.audit(reports.at(-1)?.changes ?? createCounts(''));
  const strangers = ledger.strangers().map(({ url }) => `${url} showed a revision that nobody published`);
  const faults = [...conduct.wrong, ...reports.flatMap(listFaults), ...wrong, ...strangers];
  print(`\n${printReport(reports)}\n`);
  for (const fault of faults.slice(0, 60)) print(`${fault}\n`);
  print(faults.length === 0 ? 'It held.\n' : `It did not hold: ${faults.length} faults.\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await stage.remove();
}
process.exit();
