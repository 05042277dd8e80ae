/** Reads damaged calendars: `node tools/fuzz-calendars.ts COUNT [FIRST-SEED]`; prints complaints, exits 1 on any. */
import { fuzzCalendars } from '../tests/import/calendar/mutations.ts';

const [count, first = '1'] = process.argv.slice(2);
if (!count) {
  console.error('usage: node tools/fuzz-calendars.ts COUNT [FIRST-SEED]');
  process.exit(2);
}
const started = performance.now();
const complaints = fuzzCalendars(Number(count), Number(first), 3000);
console.log(
  `${count} calendars, ${Math.round((performance.now() - started) / 1000)} s, ${complaints.length} complaints`,
);
for (const complaint of complaints) console.log(complaint);
process.exit(complaints.length > 0 ? 1 : 0);
