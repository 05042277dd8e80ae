/** Held edits and changes beside them, by command, without a server. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTrial, type Trial } from './terminal.ts';

const TERM = 'title: Spring\nzone: America/New_York\nclasses: 2099-01-26 to 2099-04-30\npublished: 2026-01-10\n';
const course = (code: string, ...sections: string[]): string =>
  `code: ${code}\ntitle: T\nsections:\n${sections.map((line) => `  ${line}\n`).join('')}`;
const L1 = 'L1: {kind: lecture, meets: Mon Wed 10am-10:50am, where: Hall B}';
const P1 = 'P1: {kind: precept, meets: Fri 10am-10:50am, where: Room 1}';

let trial: Trial;
beforeEach(async () => {
  trial = await openTrial();
  await rm(path.join(trial.data, 'courses'), { recursive: true });
  await rm(path.join(trial.data, 'terms'), { recursive: true });
  await save('terms/spring.yaml', TERM);
  for (const id of ['cs1', 'cs2']) await save(`courses/spring/${id}.yaml`, course(id.toUpperCase(), L1, P1));
  await run('publish');
});
afterEach(() => trial.remove());

const run = (...argv: string[]) => trial.run(...argv, '--state', path.join(trial.folder, 'state'));
async function save(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(trial.data, file)), { recursive: true });
  await writeFile(path.join(trial.data, file), text);
}
const cut = (id: string) => save(`courses/spring/${id}.yaml`, course(id.toUpperCase(), L1));
const heldNames = async (): Promise<string[]> =>
  [...(await run('publish')).out.matchAll(/--confirm (\S+)/g)].map(([, name]) => name ?? '');

it('agrees to the courses that are named, and alone only where there is one', async () => {
  for (const id of ['cs1', 'cs2']) await cut(id);
  const names = await heldNames();
  expect(names).toEqual([expect.stringMatching(/^spring\/cs1@[0-9a-f]{8}$/), expect.stringMatching(/^spring\/cs2@/)]);

  const alone = await run('publish', '--confirm');
  expect([alone.code, alone.out]).toEqual([1, '']);
  expect(alone.err).toMatch(/nothing was published: 2 edits are held: .*spring\/cs1@.*spring\/cs2@/);
  expect((await run('publish', '--confirm', 'spring/cs9')).err).toContain('there is no course spring/cs9');
  expect((await run('publish', '--confirm', 'data')).code).toBe(2);
  expect(await heldNames()).toHaveLength(2);

  const one = await run('publish', '--confirm', 'spring/cs1');
  expect(one.code).toBe(1);
  expect(one.out).toMatch(/^spring\/cs1: published: [\s\S]*^spring\/cs2: held: /m);
  expect(await heldNames()).toEqual([names[1]]);
  expect((await run('publish', '--confirm')).code).toBe(0);
  expect(await heldNames()).toEqual([]);
});

it('agrees to the edit that was shown and to no later one', async () => {
  await cut('cs1');
  const [shown = ''] = await heldNames();
  await save('courses/spring/cs1.yaml', course('CS1', P1));
  const late = await run('publish', '--confirm', 'spring/cs1');
  expect([late.code, late.err]).toEqual([1, expect.stringContaining('changed since it was shown')]);
  // That has shown the later one; the code is the earlier one's still.
  expect((await run('publish', '--confirm', shown)).err).toContain('changed since it was shown');
  const [now = ''] = await heldNames();
  expect((await run('publish', '--confirm', now)).code).toBe(0);
  expect((await run('publish', '--confirm', 'spring/cs1')).err).toContain('no edit of spring/cs1 is held');
});

it('closes a term in every course that was ever published, and names the others', async () => {
  await save('courses/spring/cs2.yaml', 'code: CS2\nsections: {L1: {kind: lecture, meets: Mnday}}\n');
  await save('courses/spring/cs3.yaml', 'code: CS3\nsections: {L1: {kind: lecture, meets: Mnday}}\n');
  await save('courses/spring/cs4.yaml', course('CS4', 'L1: {kind: lecture, meets: Tue 9am-10am}'));
  await run('publish');
  // A Wednesday: the last of them has no class then, which is nobody's mistake.
  const snow = await run('change', 'spring', '--on', '2099-02-04', '--closed', 'all day', '--say', 'Snow');
  expect(snow.code).toBe(1);
  expect(snow.out).toMatch(/spring\/cs1: published: cancels 1[\s\S]*spring\/cs2: published: cancels 1/);
  expect(snow.err).toBe(
    'belltower: not reached: spring/cs3: its rules have errors, and it was never published: mend them first (belltower check)',
  );

  const list = await run('change', 'spring/cs1', '--list');
  expect(list.out).toMatch(/^d-\S+ .* Closed every section, .*4 February.* \(all of spring\): Snow$/);
});

it('describes each change, and what was undone', async () => {
  const target = ['spring/cs1', '--sections', 'L1', '--on', '2099-02-04'];
  const moved = await run('change', ...target, '--move', 'Thu 2099-02-05 2pm-2:50pm');
  const id = /^change (d-\S+) /m.exec(moved.out)?.[1] ?? '';
  expect(moved.out).toContain(`(belltower change spring/cs1 --undo ${id} takes it back)`);
  // By the date on which it stands now.
  const wrong = await run('change', 'spring/cs1', '--sections', 'L1', '--on', '2099-02-05', '--cancel');
  expect(wrong.err).toMatch(/^belltower: nothing was changed: it touches no meeting, or all is so already\n/);
  expect(wrong.err).toContain('CS1 has no meeting of L1 on Thursday 5 February 2099.');
  expect(wrong.err).toContain('L1 of Wednesday 4 February now stands on Thursday 5 February: name it by 2099-02-04.');
  expect(wrong.err).not.toContain('d-');
  await run('change', ...target, '--where', 'Hall C');
  const { out } = await run('change', 'spring/cs1', '--list');
  expect(out.split('\n').map((line) => line.split('  ').at(-1))).toEqual([
    expect.stringMatching(/^Moved L1, Wednesday 4 February/),
    expect.stringMatching(/^Other place for L1, Wednesday 4 February/),
  ]);
  const undone = await run('change', 'spring/cs1', '--undo', id);
  expect(undone.out).toMatch(new RegExp(`^took back ${id}: Moved L1, `, 'm'));
  expect(undone.out).not.toContain('--undo');
});

it('names times and places in a preview', async () => {
  await save('courses/spring/cs1.yaml', course('CS1', L1.replace('Hall B', 'Hall D'), P1));
  const { out } = await run('diff', '--lines');
  expect(out).toContain('L1 2099-01-26 10:00-10:50, Hall D: room Hall D instead of Hall B');
});
