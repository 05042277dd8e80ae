/** `npm run fuzz:api -- REQUESTS SEED`: requests made from the API's description; exits 1 if an answer is not documented. */
import { openApiBench, tryApi } from '../tests/fuzz/api.ts';

const [requests = '5000', seed = '1'] = process.argv.slice(2);
const bench = await openApiBench();
let wrong = 0;
for (let at = Number(seed); at < Number(seed) + Number(requests); at += 1) {
  const why = await tryApi(bench, at);
  if (why === null) continue;
  wrong += 1;
  if (wrong <= 20) console.log(`seed ${at}: ${why}`);
}
await bench.close();
console.log(`${requests} requests, ${wrong} answers that are not documented`);
process.exitCode = wrong > 0 ? 1 : 0;
