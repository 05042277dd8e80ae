/** Kills between publication and delivery at length: `npm run crash:notices -- [KILLS] [SEED]` (200 on each database). */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { seeded } from '../corpus/seeded.ts';
import { startPostgres } from '../store/postgres-server.ts';
import { killBetween } from './notice-kills.ts';

const kills = Number(process.argv[2] ?? 200);
const seed = Number(process.argv[3] ?? 1);
const folder = await mkdtemp(path.join(tmpdir(), 'belltower-notice-crash-'));
const server = await startPostgres();
try {
  for (const driver of ['sqlite', 'postgresql'] as const) {
    const place = driver === 'sqlite' ? path.join(folder, 'state') : await server.createDatabase();
    const file = path.join(folder, `${driver}.jsonl`);
    const { published, delivered, repeated, wrong } = await killBetween({
      ...{ driver, place, kills, file, random: seeded(seed) },
    });
    process.stdout.write(
      `${driver}: ${kills} kills, ${published} publications, ${delivered} notices, ${repeated} of them repeated, ` +
        `${wrong.length} lost or wrong\n${wrong.map((sentence) => `  ${sentence}\n`).join('')}`,
    );
    if (wrong.length > 0) process.exitCode = 1;
  }
} finally {
  await server.remove();
  await rm(folder, { recursive: true, force: true });
}
