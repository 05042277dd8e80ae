/** Reads every page of a corpus: `node tools/score-pages.ts CORPUSDIR OUTDIR` writes OUTDIR/NN-slug/actual.json. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeText } from '../src/import/decoding.ts';
import { toExpectedJson } from '../src/import/page/expected.ts';
import { readPage } from '../src/import/page/read-page.ts';

const [corpus, out] = process.argv.slice(2);
if (!corpus || !out) {
  console.error('usage: node tools/score-pages.ts CORPUSDIR OUTDIR');
  process.exit(2);
}
for (const slug of readdirSync(corpus).sort()) {
  const page = join(corpus, slug, 'page.txt');
  if (!existsSync(page)) continue;
  const reading = readPage(decodeText(readFileSync(page)).text, 'page.txt');
  mkdirSync(join(out, slug), { recursive: true });
  writeFileSync(join(out, slug, 'actual.json'), `${JSON.stringify(toExpectedJson(reading), null, 1)}\n`);
}
