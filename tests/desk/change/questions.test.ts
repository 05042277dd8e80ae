/** Unusual changes need confirmation before they are published: in the form and in the API. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScript, type Script } from '../api/api-client.ts';
import { type Browser, COURSE, type DeskSite, fieldsOf, openDeskSite } from '../desk-site.ts';

const DESK = `/desk/courses/${COURSE}`;
const NOW = Date.parse('2018-10-15T12:00:00Z');

let site: DeskSite;
let editor: Browser;
let script: Script;
beforeAll(async () => {
  site = await openDeskSite({ now: NOW });
  editor = await site.signedIn('editor@example.edu', 'editor', COURSE);
  script = await openScript(site, 'script');
});
afterAll(() => site.stop());

type Change = Readonly<Record<string, unknown>>;

const P02 = { sections: 'P02', on: '2018-10-19' };
const CASES: readonly (readonly [string, Change, string])[] = [
  [
    'in-the-past',
    { sections: 'P02', on: '2018-10-12', cancel: 'yes' },
    'COS 418 P02 was on Friday 12 October, 3 days ago.',
  ],
  ['in-the-past', { ...P02, move: '2018-10-12' }, 'COS 418 P02 would be on Friday 12 October, 3 days ago.'],
  [
    'outside-term',
    { ...P02, move: '2019-10-19' },
    'COS 418 P02 would be on Saturday 19 October 2019, which is outside Fall 2018',
  ],
  ['long-meeting', { ...P02, move: '1pm-noon' }, 'would last 23 hours: from 1 pm until noon on the next day.'],
  ['short-meeting', { ...P02, move: '11:00am-11:05am' }, 'would last 5 minutes.'],
  ['night-meeting', { ...P02, move: '1am-2am' }, 'COS 418 P02 on Friday 19 October would begin at night, at 1 am.'],
  ['moved-together', { sections: 'OH', on: '2018-10-16', move: 'Thu 2018-10-18 4pm-6pm' }, '3 meetings of COS 418 OH'],
  ['cancels-the-rest', { from: '2018-10-15', cancel: 'yes' }, 'This cancels everything that is left of the term'],
];

describe('a change that nobody would mean', () => {
  test.each(CASES)('is asked about, and made when that is agreed to: %s %j', async (code, change, message) => {
    const tried = await script('POST', `/courses/${COURSE}/changes?dryRun=true`, { change });
    expect(tried.status).toBe(200);
    expect(tried.body.preview.concerns).toMatchObject([{ code, message: expect.stringContaining(message) }]);
    const before = await site.feed('all');
    const asked = await script('POST', `/courses/${COURSE}/changes`, { change });
    expect(asked.status).toBe(409);
    expect(asked.body.problems).toEqual(tried.body.preview.concerns);
    expect(await site.feed('all')).toBe(before);
    const made = await script('POST', `/courses/${COURSE}/changes`, { change, agree: [code] });
    expect(made.status).toBe(201);
    expect(await site.feed('all')).not.toBe(before);
    await script('POST', `/courses/${COURSE}/changes/${made.body.change.id}/undo`);
  });

  test('needs an agreement to each of several', async () => {
    const change = { ...P02, move: '2017-10-19 1am-2am' };
    const asked = await script('POST', `/courses/${COURSE}/changes`, { change, agree: ['in-the-past'] });
    expect(asked.status).toBe(409);
    expect(asked.body.problems.map(({ code }: { code: string }) => code)).toEqual(['outside-term', 'night-meeting']);
    const unknown = await script('POST', `/courses/${COURSE}/changes`, { change, agree: ['everything'] });
    expect(unknown.status).toBe(422);
  });

  test.each([
    ['a note on a meeting that is over', { sections: 'P02', on: '2018-10-12', note: 'Slides are on the page' }],
    ['a meeting on another day of the term', { ...P02, move: '2018-10-22' }],
    ['a whole week', { from: '2018-10-22', until: '2018-10-26', cancel: 'yes' }],
    ['sittings of one day that stay apart', { sections: 'OH', on: '2018-10-16', move: '2018-10-18' }],
  ])('is not this one: %s', async (_, change) => {
    const tried = await script('POST', `/courses/${COURSE}/changes?dryRun=true`, { change });
    expect(tried.status, JSON.stringify(tried.body)).toBe(200);
    expect(tried.body.preview.concerns).toEqual([]);
  });
});

test('the form of a meeting that is over says so, offers the next one, and its preview has a box to tick', async () => {
  const page = await editor.get(`${DESK}/meeting?uid=${encodeURIComponent(site.uidOf('P02', '2018-10-12'))}`);
  const next = `${DESK}/meeting?${new URLSearchParams({ uid: site.uidOf('P02', '2018-10-19') })}`;
  expect(page.body).toContain('it was on Friday 12 October, 3 days ago.');
  expect(page.body).toContain(`<a href="${next.replaceAll('&', '&amp;')}">Friday 19 October</a>`);
  expect(page.body).toMatch(/name="move-date"[^>]* min="2018-07-14"[^>]* max="2019-02-12"/);
  const hidden = fieldsOf(page.body.split('id="act-cancel"')[1] ?? '', `${DESK}/preview`);
  const preview = await editor.post(`${DESK}/preview`, { ...hidden, say: 'Ill' });
  expect(preview.body).toContain('This is in the past: COS 418 P02 was on Friday 12 October, 3 days ago.');
  expect(preview.body).toMatch(
    /<input id="agree-in-the-past" type="checkbox" name="agree" value="in-the-past" required/,
  );
  expect(preview.body).toContain('Publish all the same');
  expect(preview.body).toContain('Or the next one:');
  const { agree: _, ...unticked } = fieldsOf(preview.body, `${DESK}/publish`);
  const refused = await editor.post(`${DESK}/publish`, unticked);
  expect(refused.status).toBe(409);
  expect(refused.body).toContain('This is in the past');
  expect(await site.feed('P02')).not.toContain('CANCELLED');
  const done = await editor.post(`${DESK}/publish`, { ...unticked, agree: 'in-the-past' });
  expect(done.status).toBe(303);
  expect(await site.feed('P02')).toContain('CANCELLED');
});

test('a move into another year carries the years wherever it is told', async () => {
  const change = { ...P02, move: '2017-10-20' };
  const agree = ['in-the-past', 'outside-term'];
  const made = await script('POST', `/courses/${COURSE}/changes`, { change, agree });
  expect(made.status).toBe(201);
  expect(made.body.preview.announcement.text).toContain(
    'COS 418 P02 of Friday 19 October 2018, 11 to 11:50 am moves to Friday 20 October 2017, 11 to 11:50 am',
  );
  const done = await editor.get(`${DESK}/changes/${made.body.change.id}`);
  expect(done.body).toContain('Friday 20 October 2017, 11 to 11:50 am');
  expect(await site.feed('P02')).toContain('Moved from Friday 19 October 2018');
});

describe('several at once', () => {
  const fields = { page: 'several', on: '2018-11-05', cancel: 'yes', say: 'Keep these words' };
  const preview = (more: Record<string, string>) => editor.post(`${DESK}/preview`, { ...fields, ...more });

  test('has no default: nothing ticked is asked about, and every section is ticked by itself', async () => {
    const unclear = await preview({});
    expect(unclear.status).toBe(422);
    expect(unclear.body).toContain('It does not say which meetings.');
    expect(unclear.body).toContain('Keep these words');
    expect((await preview({ which: 'all', kinds: 'precept' })).status).toBe(422);
    const all = await preview({ which: 'all' });
    expect(all.status).toBe(200);
    expect(all.body).toContain('in the feeds of L01');
    expect((await editor.post(`${DESK}/publish`, fields)).status).toBe(422);
    expect(await site.feed('all')).not.toContain('Keep these words');
  });

  test('speaks of meetings and dates, and of the break that they lie in', async () => {
    const { status, body } = await editor.post(`${DESK}/preview`, { ...fields, on: '2018-11-22', which: 'all' });
    expect(status).toBe(422);
    expect(body).toContain('COS 418 has no meeting on Thursday 22 November 2018 (Thanksgiving recess).');
    expect(body).toMatch(/The nearest are on .* and Monday 26 November/);
    expect(body).not.toMatch(/d-[0-9a-f]{8}-/);
  });
});

describe('what somebody typed', () => {
  const typed = {
    page: 'several',
    on: '2018-11-05',
    sections: 'P02',
    cancel: 'yes',
    say: 'Typed in the tram',
    why: 'Ill',
  };

  test('survives a session that ended: sign in, go on, and the form is as it was', async () => {
    const lost = site.browser();
    const refused = await lost.post(`${DESK}/publish`, typed);
    expect(refused.status).toBe(401);
    expect(refused.body).toContain('Typed in the tram');
    const kept = fieldsOf(refused.body, `${DESK}/preview`);
    expect(kept).toMatchObject({
      sections: ['P02'],
      cancel: ['yes'],
      say: ['Typed in the tram'],
      why: ['Ill'],
      again: ['yes'],
    });
    // After signing in again in another tab of the same browser, the old page still works.
    await lost.post(await site.invite('lost@example.edu', 'editor', COURSE));
    const stale = await lost.post(`${DESK}/preview`, { ...kept, form: '' });
    expect(stale.status).toBe(403);
    const form = await lost.post(`${DESK}/preview`, fieldsOf(stale.body, `${DESK}/preview`));
    expect(form.status).toBe(200);
    expect(form.body).toContain('Several at once');
    expect(form.body).toContain('Typed in the tram');
    expect(await site.feed('P02')).not.toContain('Typed in the tram');
  });
});
