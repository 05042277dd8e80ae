/**
 * Long run of kills between publication and delivery: `npm run crash:notices -- [KILLS] [SEED]` (200 per database).
 * Exit code 1 if a notice was lost or did not match a publication, or if an injected fault was not detected.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { seeded } from '../corpus/seeded.ts';
import { startPostgres } from '../store/postgres-server.ts';
import { NOTICE_FAULTS, type NoticeFault } from './notice-faults.ts';
import { killBetween, type NoticeKillsReport } from './notice-kills.ts';

const kills = Number(process.argv[2] ?? 200);
const seed = Number(process.argv[3] ?? 1);
const folder = await mkdtemp(path.join(tmpdir(), 'belltower-notice-crash-'));
const server = await startPostgres();
function say(name: string, { kills, published, delivered, repeated, wrong }: NoticeKillsReport, ok: boolean): void {
  process.stdout.write(
    `${name}: ${kills} kills, ${published} publications, ${delivered} notices, ${repeated} of them repeated, ` +
      `${wrong.length} lost or wrong: ${ok ? 'as it should be' : 'FAILED'}\n` +
      `${(ok ? [] : wrong).map((sentence) => `  ${sentence}\n`).join('')}`,
  );
  if (!ok) process.exitCode = 1;
}

try {
  for (const driver of ['sqlite', 'postgresql'] as const) {
    const run = async (fault?: NoticeFault): Promise<NoticeKillsReport> => {
      const of = await mkdtemp(path.join(folder, `${driver}-`));
      const place = driver === 'sqlite' ? path.join(of, 'state') : await server.createDatabase();
      const file = path.join(of, 'delivered.jsonl');
      return killBetween({ driver, place, kills, file, random: seeded(seed), ...(fault ? { fault } : {}) });
    };
    const sound = await run();
    say(driver, sound, sound.wrong.length === 0 && sound.repeated > 0);
    for (const fault of NOTICE_FAULTS) {
      const broken = await run(fault);
      say(`${driver}, ${fault}`, broken, broken.wrong.length > 0);
    }
  }
} finally {
  await server.remove();
  await rm(folder, { recursive: true, force: true });
}
