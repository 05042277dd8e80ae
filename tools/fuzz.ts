/**
 * Damaged inputs of every kind (rules, changes, requests, restored files): `node tools/fuzz.ts CASES SEED [SUBJECT]`.
 * Prints counts and failures with their seeds; exits 1 on any failure. A million cases take a night.
 */
import { type Failure, fuzz, openBench, SHARES, type Subject } from '../tests/fuzz/fuzzing.ts';

const [cases = '10000', seed = '1', only] = process.argv.slice(2);
if (!/^\d+$/.test(cases) || !/^\d+$/.test(seed) || (only !== undefined && !Object.hasOwn(SHARES, only))) {
  console.error(`usage: node tools/fuzz.ts CASES SEED [${Object.keys(SHARES).join('|')}]`);
  process.exit(2);
}
const ROUND = 500;
const MOST_FAILURES = 50;
const bench = await openBench();
const failures: Failure[] = [];
for (const [subject, share] of Object.entries(SHARES) as [Subject, number][]) {
  if (only !== undefined && subject !== only) continue;
  const count = Math.ceil(Number(cases) * (only === undefined ? share : 1));
  const started = performance.now();
  const found: Failure[] = [];
  let done = 0;
  // More cases would add nothing.
  while (done < count && found.length < MOST_FAILURES) {
    const next = Math.min(ROUND, count - done);
    found.push(...(await fuzz(bench, subject, next, Number(seed) + done)));
    done += next;
  }
  const seconds = (performance.now() - started) / 1000;
  console.log(`${subject}: ${done} of ${count} cases in ${seconds.toFixed(0)} s, ${found.length} failures`);
  for (const failure of found.slice(0, 10)) console.log(`  seed ${failure.seed}: ${failure.why}`);
  failures.push(...found);
}
await bench.close();
process.exitCode = failures.length > 0 ? 1 : 0;
