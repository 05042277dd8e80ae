/** Reads damaged pages: `node tools/fuzz-pages.ts COUNT SEED PAGE…`; prints counts, exits 1 on any failure. */
import { readFileSync } from 'node:fs';
import { fuzzPages } from '../tests/corpus/fuzzing.ts';

const [count, seed, ...files] = process.argv.slice(2);
if (!count || !seed || files.length === 0) {
  console.error('usage: node tools/fuzz-pages.ts COUNT SEED PAGE…');
  process.exit(2);
}
const pages = files.map((file) => readFileSync(file, 'utf8'));
/** Processor time, which does not depend on other load. */
const clock = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const result = fuzzPages(pages, { seed: Number(seed), count: Number(count), clock });
console.log(
  `${result.pages} pages, ${result.meetings} meetings, slowest ${Math.round(result.slowest)} ms, ${result.failures.length} failures`,
);
for (const failure of result.failures.slice(0, 20)) console.log(`seed ${failure.seed}: ${failure.why}`);
process.exit(result.failures.length > 0 ? 1 : 0);
