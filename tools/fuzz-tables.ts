/** Reads damaged tables: `node tools/fuzz-tables.ts COUNT [FIRST-SEED]`; prints complaints, exits 1 on any. */
import { fuzzTables } from '../tests/import/table/mutations.ts';

const [count, first = '1'] = process.argv.slice(2);
if (!count) {
  console.error('usage: node tools/fuzz-tables.ts COUNT [FIRST-SEED]');
  process.exit(2);
}
const started = performance.now();
const complaints = fuzzTables(Number(count), Number(first), 1000);
console.log(`${count} tables, ${Math.round((performance.now() - started) / 1000)} s, ${complaints.length} complaints`);
for (const complaint of complaints) console.log(complaint);
process.exit(complaints.length > 0 ? 1 : 0);
