import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COURSE, type DeskSite, openDeskSite } from '../desk-site.ts';
import { openScript, type Script } from './api-client.ts';

const AT = `/courses/${COURSE}`;

let site: DeskSite;
let script: Script;
beforeAll(async () => {
  site = await openDeskSite();
  script = await openScript(site, 'autograder');
});
afterAll(() => site.stop());

async function sequenceOf(section: string, date: string): Promise<{ uid: string; sequence: number }> {
  const { body } = await script('GET', `${AT}/meetings?section=${section}&from=${date}&until=${date}`);
  return { uid: body.meetings[0].uid, sequence: body.meetings[0].sequence };
}

describe('a query', () => {
  const change = { sections: 'P02', on: '2018-11-09', cancel: 'yes' };

  test('asks for a dry run, and nothing is published', async () => {
    const tried = await script('POST', `${AT}/changes?dryRun=true`, { change });
    expect(tried.status).toBe(200);
    expect(tried.body.published).toBe(false);
  });

  test.each([
    '?dryRun=yes',
    '?dryRun=1',
    '?dryRun=TRUE',
    '?dryRun=',
    '?dryRun',
    '?dryRun=true&dryRun=false',
    '?dry-run=true',
    '?preview=true',
    '?dryRun=true&verbose=1',
  ])('that is not understood publishes nothing: %s', async (query) => {
    const before = (await script('GET', `${AT}/changes`)).body.changes.length;
    const refused = await script('POST', `${AT}/changes${query}`, { change });
    expect(refused.status).toBe(400);
    expect(refused.body.code).toBe('bad-query');
    expect(refused.body.problems[0].code).toMatch(/^(unknown|bad)-parameter$/);
    expect(query).toContain(refused.body.problems[0].parameter);
    expect((await script('POST', `${AT}/changes/d-1/undo${query}`)).status).toBe(400);
    expect((await script('GET', `${AT}/changes`)).body.changes).toHaveLength(before);
  });

  test.each([
    ['meetings?from=banana', 'bad-parameter'],
    ['meetings?until=2018-02-30', 'bad-parameter'],
    ['meetings?section=P99', 'unknown-section'],
    ['meetings?sort=date', 'unknown-parameter'],
    ['meetings?limit=0', 'bad-parameter'],
    ['changes?limit=1001', 'bad-parameter'],
    ['changes?page=1.5', 'bad-parameter'],
    ['history?before=x', 'bad-parameter'],
    ['history?what=zzz', 'bad-parameter'],
    ['changes?all=yes', 'unknown-parameter'],
  ])('of a list is checked, too: %s', async (address, code) => {
    const refused = await script('GET', `${AT}/${address}`);
    expect(refused.status).toBe(400);
    expect(refused.body.problems).toMatchObject([{ code }]);
  });
});

describe('a change', () => {
  test('is tried without being made, made, and taken back', async () => {
    const change = { sections: 'P02', on: '2018-10-12', cancel: 'yes', say: 'Join P01' };
    const tried = await script('POST', `${AT}/changes?dryRun=true`, { change });
    expect(tried.status).toBe(200);
    expect(tried.body).toMatchObject({ published: false, change: null, repeated: false });
    expect(tried.body.preview.meetings[0]).toMatchObject({ line: 'cancelled: Join P01', soon: false, clashes: [] });
    expect(await site.feed('P02')).not.toContain('CANCELLED');
    const made = await script('POST', `${AT}/changes`, { change, expected: tried.body.preview.expected });
    expect(made.status).toBe(201);
    expect(made.body.preview.meetings).toEqual(tried.body.preview.meetings);
    expect(await site.feed('P02')).toContain('CANCELLED');
    const { id } = made.body.change;
    expect((await script('POST', `${AT}/changes/${id}/undo`)).body.change.undone).not.toBeNull();
    expect(await site.feed('P02')).not.toContain('CANCELLED');
    const again = await script('POST', `${AT}/changes/${id}/undo`);
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({
      repeated: true,
      change: { id, undone: { by: expect.stringContaining('autograder') } },
    });
    expect((await script('POST', `${AT}/changes/d-none/undo`)).body.code).toBe('unknown-change');
    expect((await script('GET', `${AT}/changes`)).body.changes[0]).toMatchObject({
      id,
      summary: 'Cancelled P02, Friday 12 October',
    });
  });

  test('under an idempotency key is one change, however often it is sent and whatever happened since', async () => {
    const { uid, sequence } = await sequenceOf('L01', '2018-10-17');
    const body = { change: { sections: 'L01', on: '2018-10-17', note: 'Guest' }, expected: { [uid]: sequence } };
    const key = { 'idempotency-key': 'retry-1' };
    const first = await script('POST', `${AT}/changes`, body, key);
    const second = await script('POST', `${AT}/changes`, body, key);
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body.change.id).toBe(first.body.change.id);
    expect(second.body.repeated).toBe(true);
    const other = await script(
      'POST',
      `${AT}/changes`,
      { change: { sections: 'L01', on: '2018-10-22', note: 'Guest' } },
      key,
    );
    expect(other.status).toBe(422);
    expect(other.body.detail).toContain('another change was made under this idempotency key');
    // Idempotency keys are scoped to a person: the same name from another person is a different key.
    const colleague = await openScript(site, 'autograder');
    expect(
      (await colleague('POST', `${AT}/changes`, { change: { sections: 'L01', on: '2018-10-24', note: 'Guest' } }, key))
        .status,
    ).toBe(201);
  });

  test('under the same key over another subject is another change', async () => {
    const term = await openScript(site, 'snow', 'publisher', 'fall-2018');
    const key = { 'idempotency-key': '2018-11-15-snow' };
    const change = { on: '2018-11-07', note: 'Snow' };
    const course = await term('POST', `${AT}/changes`, { change: { ...change, sections: 'L01' } }, key);
    const whole = await term('POST', '/terms/fall-2018/changes', { change: { ...change, on: '2018-11-14' } }, key);
    expect([course.status, whole.status]).toEqual([201, 201]);
    expect(whole.body.change.subject).toBe('fall-2018');
    const again = await term('POST', '/terms/fall-2018/changes', { change: { ...change, on: '2018-11-14' } }, key);
    expect([again.status, again.body.change.id]).toEqual([200, whole.body.change.id]);
  });

  test('of a meeting changed since is 412, with the other change', async () => {
    const { uid, sequence } = await sequenceOf('P03', '2018-10-19');
    const move = await script('POST', `${AT}/changes`, {
      change: { sections: 'P03', on: '2018-10-19', where: 'CS 104' },
      expected: { [uid]: sequence },
    });
    expect(move.status).toBe(201);
    const late = await script('POST', `${AT}/changes`, {
      change: { sections: 'P03', on: '2018-10-19', cancel: 'yes' },
      expected: { [uid]: sequence },
    });
    expect(late.status).toBe(412);
    expect(late.type).toBe('application/problem+json; charset=utf-8');
    expect(late.body.conflicts).toMatchObject([
      { uid, sequence: sequence + 1, meeting: { uid, where: [{ name: 'CS 104' }] } },
    ]);
    expect(late.body.conflicts[0].done[0]).toMatchObject({
      line: expect.stringContaining('instead of EQuad D Wing, D221'),
    });
    expect(late.body.conflicts[0].done[0].who).toMatch(/^token autograder \(/);
    expect(
      (
        await script('POST', `${AT}/changes`, {
          change: { sections: 'P03', on: '2018-10-19', cancel: 'yes' },
          expected: { 'nobody@x': 0 },
        })
      ).body.conflicts,
    ).toMatchObject([{ uid: 'nobody@x', sequence: null, meeting: null }]);
  });
});

describe('a body', () => {
  test('may have numbers and booleans as JSON has them', async () => {
    const change = { sections: 'P03', on: '2018-11-16', cancel: true };
    const cancelled = await script('POST', `${AT}/changes?dryRun=true`, { change });
    expect(cancelled.body.preview.meetings[0].after).toMatchObject({ section: 'P03', status: 'cancelled' });
    const instead = [{ on: 'Tue 5pm-6pm', copies: 2 }];
    const hours = { change: { sections: 'OH', from: '2018-11-12', until: '2018-11-18', instead } };
    expect((await script('POST', `${AT}/changes?dryRun=true`, hours)).status).toBe(200);
  });

  test('that is wrong is pointed into', async () => {
    const change = { sections: 'P03', on: '2018-11-16', instead: [{ on: 'Tue 5pm-6pm', copis: 2 }] };
    const wrong = await script('POST', `${AT}/changes`, { change, expected: { x: -1 }, agree: ['nothing'] });
    const pointers = wrong.body.problems.map((one: { pointer: string }) => one.pointer);
    expect(pointers).toEqual(['/change/instead/0/copis', '/expected/x', '/agree/0']);
  });
});

describe('an undo', () => {
  test('has preconditions, is tried first, and is the same undo when it is sent again', async () => {
    const change = { sections: 'P02', on: '2018-11-30', note: 'Bring laptops' };
    const made = await script('POST', `${AT}/changes`, { change });
    const location = made.headers.get('location') ?? '';
    expect((await script('GET', location.replace('/api', ''))).body).toMatchObject({
      id: made.body.change.id,
      undone: null,
    });
    const undo = `${AT}/changes/${made.body.change.id}/undo`;
    const [{ after }] = made.body.preview.meetings;
    const late = await script('POST', undo, { expected: { [after.uid]: after.sequence - 1 } });
    expect(late.body).toMatchObject({ code: 'conflict', conflicts: [{ uid: after.uid, sequence: after.sequence }] });
    const expected = { [after.uid]: after.sequence };
    const tried = await script('POST', `${undo}?dryRun=true`, { expected });
    expect(tried.body).toMatchObject({ published: false, repeated: false });
    const key = { 'idempotency-key': 'undo-1' };
    const done = await script('POST', undo, { expected }, key);
    expect(done.body).toMatchObject({ published: true, repeated: false });
    expect(done.headers.get('location')).toBe(location);
    expect((await script('POST', undo, { expected }, key)).body).toMatchObject({ repeated: true });
  });
});

describe('a dry run', () => {
  test('of any write answers as the write would, and changes nothing', async () => {
    const head = await openScript(site, 'head', 'head');
    const staff = await head('PUT', `${AT}/staff/dry@example.edu?dryRun=true`, { role: 'viewer' });
    expect(staff.body).toMatchObject({ mail: 'dry@example.edu', role: 'viewer', signInLink: null });
    const token = await head('POST', `${AT}/tokens?dryRun=true`, { label: 'dry', role: 'viewer' });
    expect([token.status, token.body.secret]).toEqual([200, null]);
    expect((await head('GET', `${AT}/staff`)).body.staff).toEqual([]);
    expect((await head('GET', `${AT}/tokens`)).body.tokens.map((one: { label: string }) => one.label)).not.toContain(
      'dry',
    );
  });
});

describe('a list', () => {
  test('has pages, and each names the next', async () => {
    const seen: string[] = [];
    for (let at: string | null = `${AT}/meetings?section=L01&limit=10`; at !== null; ) {
      const { body } = await script('GET', at);
      seen.push(...body.meetings.map((one: { date: string }) => one.date));
      at = body.next?.replace('/api', '') ?? null;
    }
    expect(seen).toHaveLength(24);
    expect(new Set(seen).size).toBe(24);
  });

  test('links to the same under the course’s own id', async () => {
    const { headers } = await script('GET', `${AT.toUpperCase().replace('/COURSES', '/courses')}/history`);
    expect(headers.get('link')).toBe(`</api/v1${AT}/history>; rel="canonical"`);
  });
});

describe('what makes no sense', () => {
  test.each<[string, unknown, string, RegExp]>([
    ['no JSON', '{', 'bad-json', /no JSON/],
    ['an unknown key', { change: { sections: 'P02', on: '2018-10-12', cancle: 'yes' } }, 'bad-body', /cancle/],
    ['a key of another kind', { change: { sections: {} } }, 'bad-body', /sections/],
    ['no change at all', { change: { sections: 'P02', on: '2018-10-12' } }, 'bad-change', /changes nothing/],
    ['an unknown section', { change: { sections: 'P04', on: '2018-10-12', cancel: 'yes' } }, 'bad-change', /P04/],
    [
      'a date that does not exist',
      { change: { sections: 'P02', on: '2018-10-32', cancel: 'yes' } },
      'bad-change',
      /2018-10-32/,
    ],
    [
      'a day without a meeting',
      { change: { sections: 'P02', on: '2018-10-13', cancel: 'yes' } },
      'no-effect',
      /touches no meeting|No meeting/,
    ],
    [
      'an instant of its own',
      { change: { sections: 'P02', on: '2018-10-12', cancel: 'yes', announced: '2018-01-01' } },
      'bad-body',
      /announced/,
    ],
    ['an array', [], 'bad-body', /"pointer":""/],
  ])('is a problem that says what: %s', async (_name, body, code, words) => {
    const answer = await script('POST', `${AT}/changes`, body);
    expect(answer.type).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toMatchObject({ status: answer.status, code, type: `/docs#problem-${code}` });
    expect(answer.status).toBe(code === 'bad-json' ? 400 : 422);
    expect(JSON.stringify(answer.body)).toMatch(words);
  });

  test('the wrong method, type, size or key, too', async () => {
    const wrong = await script('DELETE', `${AT}/changes`);
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, POST']);
    expect((await script('POST', `${AT}/changes`, 'a=b', { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await script('POST', `${AT}/changes`, { change: { say: 'x'.repeat(600_000) } })).status).toBe(413);
    expect(
      (
        await script(
          'POST',
          `${AT}/changes`,
          { change: { sections: 'P02', on: '2018-10-12', cancel: 'yes' } },
          { 'idempotency-key': 'a b' },
        )
      ).status,
    ).toBe(400);
  });
});

test('wrong tokens are refused, and soon have to wait; right ones never do', async () => {
  const flooded = await openDeskSite();
  const ask = () => fetch(`${flooded.base}/api/me`, { headers: { authorization: `Bearer bt_${'x'.repeat(43)}` } });
  const first = await ask();
  expect(first.status).toBe(401);
  expect(first.headers.get('www-authenticate')).toContain('Bearer');
  const answers = await Promise.all(Array.from({ length: 30 }, ask));
  const refused = answers.find(({ status }) => status === 429);
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
  // The same address and time as the flooding client.
  expect((await (await openScript(flooded, 'right'))('GET', '/me')).status).toBe(200);
  await flooded.stop();
});

test('editors at once: on different meetings none is refused, on one meeting exactly one wins each round', async () => {
  const EDITORS = 6;
  const ROUNDS = 5;
  const scripts = await Promise.all(Array.from({ length: EDITORS }, (_, index) => openScript(site, `editor ${index}`)));
  const { body } = await script('GET', `${AT}/meetings?section=L01`);
  const lectures = (body.meetings as { uid: string; originalDate: string; sequence: number }[]).slice(-EDITORS);
  const accepted: string[] = [];
  const apart = await Promise.all(
    scripts.map((one, index) => {
      const { uid, originalDate, sequence } = lectures[index] as (typeof lectures)[number];
      const change = { sections: 'L01', on: originalDate, note: `apart ${index}` };
      return one('POST', `${AT}/changes`, { change, expected: { [uid]: sequence } });
    }),
  );
  expect(apart.map(({ status }) => status)).toEqual(Array(EDITORS).fill(201));
  accepted.push(...apart.map((answer) => answer.body.change.id));
  const winners: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { uid, sequence } = await sequenceOf('P01', '2018-11-16');
    const answers = await Promise.all(
      scripts.map((one, index) =>
        one('POST', `${AT}/changes`, {
          change: { sections: 'P01', on: '2018-11-16', note: `round ${round} by ${index}` },
          expected: { [uid]: sequence },
        }),
      ),
    );
    const won = answers.filter(({ status }) => status === 201);
    expect(won).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(EDITORS - 1);
    accepted.push(won[0]?.body.change.id);
    winners.push(`round ${round} by ${answers.indexOf(won[0] as (typeof answers)[number])}`);
  }
  const made = (await script('GET', `${AT}/changes`)).body.changes.map((change: { id: string }) => change.id);
  const told = JSON.stringify(await site.desk.store.auditTrail(1000, COURSE));
  for (const id of accepted) {
    expect(made).toContain(id);
    expect(told).toContain(`"id":"${id}"`);
  }
  const lectureFeed = await site.feed('L01');
  for (let index = 0; index < EDITORS; index += 1) expect(lectureFeed).toContain(`apart ${index}`);
  expect(await site.feed('P01')).toContain(winners.at(-1));
});
