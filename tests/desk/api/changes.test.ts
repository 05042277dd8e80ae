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

  test.each(['yes', 'true', '1'])('asks for a preview with %s, and nothing is published', async (word) => {
    const tried = await script('POST', `${AT}/changes?preview=${word}`, { change });
    expect(tried.status).toBe(200);
    expect(tried.body.published).toBe(false);
  });

  test.each([
    '?preview=YES',
    '?preview=on',
    '?preview=',
    '?preview',
    '?preview=yes&preview=no',
    '?dry-run=yes',
    '?preview=yes&verbose=1',
  ])('that is not understood publishes nothing: %s', async (query) => {
    const before = (await script('GET', `${AT}/changes`)).body.changes.length;
    const refused = await script('POST', `${AT}/changes${query}`, { change });
    expect(refused.status).toBe(400);
    expect(refused.body.problems[0].code).toMatch(/^(unknown|bad)-parameter$/);
    expect((await script('POST', `${AT}/changes/d-1/undo${query}`)).status).toBe(400);
    expect((await script('GET', `${AT}/changes`)).body.changes).toHaveLength(before);
  });

  test.each([
    ['meetings?from=banana', 'bad-parameter'],
    ['meetings?until=2018-02-30', 'bad-parameter'],
    ['meetings?section=P99', 'unknown-section'],
    ['meetings?page=1', 'unknown-parameter'],
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
    const tried = await script('POST', `${AT}/changes?preview=yes`, { change });
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
    expect((await script('POST', `${AT}/changes/${id}/undo`)).status).toBe(404);
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
    // Somebody else's key of the same name is another one.
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

  test('of a meeting that somebody changed since is 412, with what they did', async () => {
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
    expect(late.body.conflicts).toMatchObject([{ uid, sequence: sequence + 1, meeting: { where: ['CS 104'] } }]);
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
      ).status,
    ).toBe(412);
  });
});

describe('what makes no sense', () => {
  test.each<[string, unknown, number, RegExp]>([
    ['no JSON', '{', 400, /no JSON/],
    ['an unknown key', { change: { sections: 'P02', on: '2018-10-12', cancle: 'yes' } }, 422, /cancle/],
    ['a key of another kind', { change: { sections: 7 } }, 422, /sections/],
    ['no change at all', { change: { sections: 'P02', on: '2018-10-12' } }, 422, /changes nothing/],
    ['an unknown section', { change: { sections: 'P04', on: '2018-10-12', cancel: 'yes' } }, 422, /P04/],
    ['a date that does not exist', { change: { sections: 'P02', on: '2018-10-32', cancel: 'yes' } }, 422, /2018-10-32/],
    [
      'a day without a meeting',
      { change: { sections: 'P02', on: '2018-10-13', cancel: 'yes' } },
      422,
      /touches no meeting|No meeting/,
    ],
    [
      'an instant of its own',
      { change: { sections: 'P02', on: '2018-10-12', cancel: 'yes', announced: '2018-01-01' } },
      422,
      /announced/,
    ],
    ['an array', [], 422, /body/],
  ])('is a problem that says what: %s', async (_name, body, status, words) => {
    const answer = await script('POST', `${AT}/changes`, body);
    expect(answer.status).toBe(status);
    expect(answer.type).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toMatchObject({ status, type: `/docs#problem-${status}` });
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
  // From the same address, at the same time.
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
