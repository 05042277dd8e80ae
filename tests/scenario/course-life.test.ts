/** A course's life cycle on a running server: feeds at its old and new address. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTrial, type Trial } from '../cli/terminal.ts';
import { openSite, type RunningSite } from '../site/site.ts';

// Far in the future, so that all meetings are still to come whenever the test runs.
const TERM = 'title: Fall 2090\nzone: America/New_York\nclasses: 2090-09-11 to 2090-12-15\npublished: 2026-01-01\n';
const COURSE = 'code: SHA 101\ntitle: T\nsections:\n  L1: {kind: lecture, meets: Mon Wed 9am-9:50am, where: R1}\n';

let trial: Trial;
let site: RunningSite;
let lines: string[];
beforeEach(async () => {
  trial = await openTrial();
  await mkdir(path.join(trial.data, 'courses/fall-2090'));
  await writeFile(path.join(trial.data, 'terms/fall-2090.yaml'), TERM);
  await writeFile(fileOf('sha101'), COURSE);
  lines = [];
  site = await openSite({ data: trial.data, log: (line) => void lines.push(line) });
});
afterEach(async () => {
  await site.stop();
  await site.forget();
  await trial.remove();
});

const fileOf = (id: string): string => path.join(trial.data, `courses/fall-2090/${id}.yaml`);

interface Feed {
  readonly status: number;
  readonly uids: readonly string[];
  readonly sequences: readonly string[];
  readonly cancelled: number;
}

async function feed(id: string): Promise<Feed> {
  const { status, body } = await site.get(`/fall-2090/${id}/L1.ics`);
  const all = (pattern: RegExp): string[] => [...body.matchAll(pattern)].map(([, found = '']) => found).sort();
  return {
    status,
    uids: all(/^UID:(.*)\r$/gm),
    sequences: [...new Set(all(/^SEQUENCE:(.*)\r$/gm))],
    cancelled: all(/^SUMMARY:(CANCELLED)/gm).length,
  };
}

it('follows a renamed file at once, while the server runs or is down', async () => {
  const before = await feed('sha101');
  for (const [id, isRunning] of [
    ['sha102', true],
    ['sha103', false],
  ] as const) {
    const from = isRunning ? 'sha101' : 'sha102';
    if (!isRunning) await site.stop();
    const formerly = isRunning ? 'sha101' : '[sha101, sha102]';
    await rename(fileOf(from), fileOf(id));
    await writeFile(fileOf(id), `${COURSE.replace('SHA 101', id.toUpperCase())}formerly: ${formerly}\n`);
    if (isRunning) await site.readAgain();
    else site = await openSite({ data: trial.data, state: site.state });
    const after = await feed(id);
    expect(after.uids).toEqual(before.uids);
    expect(after.sequences).toEqual([isRunning ? '1' : '2']);
    for (const former of ['sha101', from]) expect(await feed(former)).toEqual(after);
  }
});

it('keeps a deleted course until somebody agrees, then marks what was to come; the file brings it back', async () => {
  const before = await feed('sha101');
  await rm(fileOf('sha101'));
  await site.readAgain();
  expect(await feed('sha101')).toEqual(before);
  expect(lines.join('\n')).toMatch(/course-missing: fall-2090\/sha101: held: its file is gone/);
  expect((await site.get('/readyz')).body).toContain('course-missing');

  const agreed = await trial.run('publish', '--confirm', 'fall-2090/sha101', '--state', site.state);
  expect(agreed.code).toBe(0);
  await site.readAgain();
  expect(await feed('sha101')).toEqual({ ...before, sequences: ['1'], cancelled: before.uids.length });
  expect((await site.get('/readyz')).body).not.toContain('course-missing');
  expect((await site.get('/fall-2090/sha101')).status).toBe(200);

  await writeFile(fileOf('sha101'), COURSE);
  await site.readAgain();
  expect(await feed('sha101')).toEqual({ ...before, sequences: ['2'] });
});

it('serves a course that is ended by command, and a static build writes it', async () => {
  const before = await feed('sha101');
  const ended = await trial.run('retire', 'fall-2090/sha101', '--state', site.state);
  expect(ended.out).toContain('its feeds go on');
  await site.readAgain();
  expect(await feed('sha101')).toEqual({ ...before, sequences: ['1'], cancelled: before.uids.length });
  await trial.run('build', '--out', 'out', '--state', site.state);
  const built = await readFile(path.join(trial.folder, 'out/fall-2090/sha101/L1.ics'), 'utf8');
  expect(built.match(/^SUMMARY:CANCELLED/gm)).toHaveLength(before.uids.length);
});
