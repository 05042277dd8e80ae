/** Like child.ts: serves a term, continuously loads and evicts its courses, and makes changes to all of it. */
import { createInterface } from 'node:readline';
import { openPostgresStore } from '../../src/store/postgres.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { keepCompiled } from './compile-cache.ts';
import { serveTerm } from './term-workload.ts';

const [driver, place = '', , courses] = process.argv.slice(2);
const store = driver === 'sqlite' ? await openSqliteStore(place) : openPostgresStore(place);
const server = await serveTerm(store, Number(courses));
const { revision } = await store.head();
keepCompiled();
process.stdout.write(`${JSON.stringify({ ready: revision })}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await server.change(Number(line)))}\n`);
}
process.exit();
