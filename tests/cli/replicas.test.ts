/** The replicas of one PostgreSQL database, as `belltower status` shows them. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { gatherFacts } from '../../src/cli/facts.ts';
import { STALE_MS, startReplicaReports } from '../../src/feeds/replica-reports.ts';
import { StoreUnavailableError } from '../../src/store/errors.ts';
import { openPostgresStore } from '../../src/store/postgres.ts';
import type { ReplicaRows } from '../../src/store/replicas.ts';
import type { Store } from '../../src/store/store.ts';
import { PATIENT } from '../patient.ts';
import { createPostgresPlaces } from '../store/places.ts';
import { runOn } from '../store/postgres-server.ts';
import { stored } from '../store/samples.ts';
import { openTrial } from './terminal.ts';

const RELEASE = '1.2.3';
const places = createPostgresPlaces();
let url: string;
let store: Store;
beforeAll(async () => {
  url = await places.create();
  store = openPostgresStore(url);
  await store.write((tx) => tx.saveCourse('fall-2018/cos418', stored()));
});
afterAll(async () => {
  await store.close();
  await places.remove();
});

it('are listed with what each serves; one that is not seen for a minute is stale; one that stops is gone', async () => {
  const rows = store.replicas as ReplicaRows;
  const stopFirst = startReplicaReports(rows, () => ({ name: 'web-1:4180', release: RELEASE, revision: 1 }));
  await rows.report({ name: 'web-2:4180', release: RELEASE, revision: 0 });
  await vi.waitFor(async () => expect(await rows.list()).toHaveLength(2), PATIENT);
  await runOn(url, `UPDATE replicas SET seen_at = seen_at - ${STALE_MS * 12} WHERE name = 'web-2:4180'`);
  const trial = await openTrial({ DATABASE_URL: url });
  const { out } = await trial.run('status');
  expect(out).toMatch(/^replica web-1:4180: seen \d+ seconds? ago; belltower 1\.2\.3, serves revision 1$/m);
  expect(out).toMatch(
    /^replica web-2:4180: STALE, not seen for 12 minutes; belltower 1\.2\.3, serves revision 0, behind the store’s 1$/m,
  );
  await stopFirst();
  const { facts } = JSON.parse((await trial.run('status', '--json')).out);
  expect(facts.replicas).toMatchObject({ revision: 1, seen: [{ name: 'web-2:4180', stale: true }] });
  await rows.remove('web-2:4180');
  expect((await trial.run('status')).out).toContain('replicas: none; the store is at revision 1');
  await trial.remove();
});

it('are forgotten a day after they were last seen', async () => {
  const rows = store.replicas as ReplicaRows;
  await rows.report({ name: 'old:1', release: RELEASE, revision: 0 });
  await runOn(url, `UPDATE replicas SET seen_at = seen_at - 25 * 3600000`);
  await rows.report({ name: 'new:1', release: RELEASE, revision: 1 });
  expect((await rows.list()).map(({ name }) => name)).toEqual(['new:1']);
  await rows.remove('new:1');
});

it('a database that is away is not an error of the report, which ends when it is asked to', async () => {
  const away = (): Promise<never> => Promise.reject(new StoreUnavailableError('away'));
  await startReplicaReports({ report: away, remove: away }, () => ({ name: 'a', release: RELEASE, revision: 0 }))();
});

it('facts do not wait for a database that does not answer', async () => {
  const never = (): Promise<never> => new Promise(() => undefined);
  const driver = 'postgresql' as const;
  const silent = { driver, lastBackup: never, head: never, replicas: { list: never, report: never, remove: never } };
  const config = { data: '.', state: '.', database: url, publish: false };
  const facts = await gatherFacts(config, silent, 20);
  expect(facts).toMatchObject({ store: 'PostgreSQL', release: expect.any(String) });
  expect(facts).not.toHaveProperty('lastBackup');
});
