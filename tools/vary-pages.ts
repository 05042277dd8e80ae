/** Varies a corpus: `node tools/vary-pages.ts CORPUSDIR OUTDIR SEED` writes OUTDIR/NN-slug/page.txt and its label. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { varyPage } from '../tests/corpus/variation.ts';

const [corpus, out, seed] = process.argv.slice(2);
if (!corpus || !out || !seed) {
  console.error('usage: node tools/vary-pages.ts CORPUSDIR OUTDIR SEED');
  process.exit(2);
}
for (const [i, slug] of readdirSync(corpus).sort().entries()) {
  const page = join(corpus, slug, 'page.txt');
  if (!existsSync(page)) continue;
  mkdirSync(join(out, slug), { recursive: true });
  writeFileSync(join(out, slug, 'page.txt'), varyPage(readFileSync(page, 'utf8'), Number(seed) * 1000 + i));
  const label = join(corpus, slug, 'expected.json');
  if (existsSync(label)) copyFileSync(label, join(out, slug, 'expected.json'));
}
