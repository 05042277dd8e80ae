import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, COURSE, type DeskSite, fieldsOf, openDeskSite } from '../desk-site.ts';

const DESK = `/desk/courses/${COURSE}`;
const HOUR = 3_600_000;

let site: DeskSite;
let editor: Browser;

beforeAll(async () => {
  site = await openDeskSite();
  editor = await site.signedIn('editor@example.edu', 'editor', COURSE);
});
afterAll(() => site.stop());

/** Publishes through the pages: the meeting, the preview, publish. Returns the confirmation page. */
async function publish(uid: string, fields: Record<string, string | readonly string[]>, act: string) {
  const page = await editor.get(`${DESK}/meeting?uid=${encodeURIComponent(uid)}`);
  const hidden = fieldsOf(page.body.split(`id="act-${act}"`)[1] ?? '', `${DESK}/preview`);
  const preview = await editor.post(`${DESK}/preview`, { ...hidden, ...fields });
  expect(preview.status, preview.body).toBe(200);
  const done = await editor.post(`${DESK}/publish`, fieldsOf(preview.body, `${DESK}/publish`));
  expect(done.status, done.body).toBe(303);
  return {
    preview: preview.body,
    place: String(done.headers.location),
    done: await editor.get(String(done.headers.location)),
  };
}

describe('one meeting', () => {
  test('is cancelled with a public line, seen in the feed at once, and taken back', async () => {
    const { preview, place, done } = await publish(
      site.uidOf('P02', '2018-10-12'),
      { say: 'Join P01 or P03', why: 'has a fever' },
      'cancel',
    );
    expect(preview).toContain('1 meeting in the feeds of P02, and no personal calendar yet.');
    expect(done.body).toContain('COS 418 P02 on Friday 12 October, 11 to 11:50 am is cancelled. Join P01 or P03.');
    const feed = await site.feed('P02');
    expect(feed).toContain('SUMMARY:CANCELLED: COS 418 P02');
    expect(feed).toContain('Join P01 or P03');
    expect(feed).not.toContain('fever');
    const undone = await editor.post(`${place}/undo`);
    expect(undone.headers.location).toBe(place);
    expect((await editor.get(place)).body).toContain('takes place after all');
    expect(await site.feed('P02')).not.toContain('CANCELLED');
    // A second press on the same button changes nothing and shows the current state.
    expect((await editor.post(`${place}/undo`)).headers.location).toBe(place);
  });

  test('moves by its fields; of three on one day only the one that was meant', async () => {
    const { preview, place } = await publish(
      site.uidOf('OH', '2018-10-09'),
      { 'move-date': '2018-10-11', 'move-start': '16:30', 'move-end': '18:30' },
      'move',
    );
    expect(preview).toContain('1 meeting in the feeds of OH');
    const feed = await site.feed('OH');
    expect(feed.match(/DTSTART:20181011T203000Z/g)).toHaveLength(1);
    expect(feed).not.toContain('DTSTART:20181009T203000Z');
    expect(feed).toContain('DTSTART:20181009T220000Z');
    await editor.post(`${place}/undo`);
    expect(await site.feed('OH')).toContain('DTSTART:20181009T203000Z');
  });

  test('that lacks something says so in the visitor’s language', async () => {
    const german = { 'accept-language': 'de' };
    const fields = { sections: 'P02', 'extra-date': '2018-10-18' };
    const extra = await editor.post(`${DESK}/preview`, { ...fields, page: 'extra' }, german);
    expect(extra.status).toBe(422);
    expect(extra.body).toContain('„2018-10-18“ braucht Datum und Uhrzeit.');
    expect(extra.body).toContain('Schreiben Sie Thu 2018-10-11 4pm-5pm.');
  });

  test('says what it clashes with: the room, the person, the lecture, a break', async () => {
    const uid = site.uidOf('P02', '2018-10-12');
    const page = await editor.get(`${DESK}/meeting?uid=${encodeURIComponent(uid)}`);
    const hidden = fieldsOf(page.body.split('id="act-move"')[1] ?? '', `${DESK}/preview`);
    const preview = async (fields: Record<string, string>) =>
      (await editor.post(`${DESK}/preview`, { ...hidden, ...fields })).body;
    expect(await preview({ 'move-start': '10:00', 'move-end': '10:50' })).toContain(
      'Friend Center 008 is taken by COS 418 P01 then.',
    );
    expect(await preview({ 'move-date': '2018-10-10', 'move-start': '10:30', 'move-end': '11:20' })).toContain(
      'L01 is at the same time, and students go to both.',
    );
    expect(await preview({ 'move-date': '2018-10-29', 'move-start': '11:00', 'move-end': '11:50' })).toContain(
      'It falls into a break: Fall recess.',
    );
    expect(await preview({ staff: 'hodsdon' })).toContain('Chris Hodsdon is in COS 418 P03 then.');
    expect(await preview({ note: 'Bring laptops' })).not.toContain('It clashes');
    // A preview publishes nothing.
    expect(await site.feed('P02')).not.toContain('laptops');
  });

  test('a form that makes no sense comes back with its fields and a hint', async () => {
    const uid = site.uidOf('P02', '2018-10-12');
    const page = await editor.get(`${DESK}/meeting?uid=${encodeURIComponent(uid)}`);
    const hidden = fieldsOf(page.body.split('id="act-person"')[1] ?? '', `${DESK}/preview`);
    const answer = await editor.post(`${DESK}/preview`, { ...hidden, staff: 'nobody', say: 'Keep these words' });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('Nothing was changed.');
    expect(answer.body).toContain('Keep these words');
    const nothing = await editor.post(`${DESK}/preview`, { ...hidden, act: 'move', 'was-date': '2018-10-12' });
    expect(nothing.status).toBe(422);
  });
});

test('several meetings at once, by kind and day; other hours over a span; an extra meeting and its change', async () => {
  const preview = await editor.post(`${DESK}/preview`, {
    page: 'several',
    on: '2018-10-12',
    kinds: 'precept',
    cancel: 'yes',
    say: 'Reading day',
  });
  expect(preview.body).toContain('3 meetings in the feeds of P01, P02 and P03');
  const done = await editor.post(`${DESK}/publish`, fieldsOf(preview.body, `${DESK}/publish`));
  for (const id of ['P01', 'P02', 'P03']) expect(await site.feed(id)).toContain('CANCELLED: COS 418');
  await editor.post(`${done.headers.location}/undo`);

  const hours = await editor.post(`${DESK}/publish`, {
    page: 'several',
    on: '2018-10-22',
    until: '2018-10-28',
    sections: 'OH',
    instead: 'Mon Tue 4pm-8pm',
    say: 'Midterm week',
    key: 'k-hours',
  });
  expect(hours.status).toBe(303);
  expect(await site.feed('OH')).toContain('DTSTART:20181022T200000Z');

  const extra = await editor.post(`${DESK}/publish`, {
    page: 'extra',
    sections: 'P02',
    'extra-date': '2018-10-18',
    'extra-start': '19:00',
    'extra-end': '20:00',
    where: 'CS 104',
    key: 'k-extra',
  });
  expect(extra.status).toBe(303);
  const id = String(extra.headers.location).split('/').at(-1) ?? '';
  expect(await site.feed('P02')).toContain('DTSTART:20181018T230000Z');
  const { done: cancelled } = await publish(site.uidOf('P02', '2018-10-18', id), { say: 'Not needed' }, 'cancel');
  expect(cancelled.body).toContain('COS 418 P02 on Thursday 18 October, 7 to 8 pm is cancelled. Not needed.');
});

test('a second tap on Publish makes no second change', async () => {
  const fields = { page: 'several', on: '2018-11-12', sections: 'L01', note: 'Guest speaker', key: 'one-tap' };
  const first = await editor.post(`${DESK}/publish`, fields);
  const second = await editor.post(`${DESK}/publish`, fields);
  expect(second.headers.location).toBe(first.headers.location);
  expect(
    (await site.desk.store.deskChanges(COURSE)).filter(({ change }) => change.effect.note === 'Guest speaker'),
  ).toHaveLength(1);
});

test('within 24 hours the page says so and gives the announcement; earlier it does not', async () => {
  const before = site.now;
  const uid = site.uidOf('P03', '2018-10-12');
  const look = async () => {
    const page = await editor.get(`${DESK}/meeting?uid=${encodeURIComponent(uid)}`);
    const hidden = fieldsOf(page.body.split('id="act-cancel"')[1] ?? '', `${DESK}/preview`);
    return (await editor.post(`${DESK}/preview`, { ...hidden, say: 'Flood' })).body;
  };
  const start = Date.parse('2018-10-12T15:00:00Z');
  site.now = start - 25 * HOUR;
  expect(await look()).not.toContain('less than 24 hours');
  site.now = start - 2 * HOUR;
  expect(await look()).toContain('This is less than 24 hours ahead.');
  const { done, place } = await publish(uid, { say: 'Flood' }, 'cancel');
  expect(done.body).toContain('This is less than 24 hours ahead.');
  expect(done.body).toContain('COS 418 P03 on Friday 12 October, 11 to 11:50 am is cancelled. Flood.');
  expect(done.body).toContain(`The course’s calendar: ${site.base}/fall-2018/cos418`);
  expect(done.body).toContain('mailto:?subject=COS%20418%20P03%2C%20Friday%2012%20October%3A%20cancelled');
  await editor.post(`${place}/undo`);
  site.now = start + HOUR;
  expect(await look()).not.toContain('less than 24 hours');
  site.now = before;
});

test('who comes second sees what the first did, and decides', async () => {
  const other = await site.signedIn('second@example.edu', 'editor', COURSE);
  const uid = site.uidOf('P01', '2018-10-19');
  const seen = await other.get(`${DESK}/meeting?uid=${encodeURIComponent(uid)}`);
  await publish(uid, { where: 'CS 104' }, 'room');
  const hidden = fieldsOf(seen.body.split('id="act-cancel"')[1] ?? '', `${DESK}/preview`);
  const conflict = await other.post(`${DESK}/preview`, { ...hidden, say: 'Fire drill' });
  expect(conflict.status).toBe(409);
  expect(conflict.body).toContain('Somebody was quicker');
  expect(conflict.body).toContain('editor@example.edu');
  expect(conflict.body).toContain('instead of Friend Center 008');
  // The other side of the conflict: the change about to be made.
  expect(conflict.body).toMatch(/What you were about to do[\s\S]*Fire drill/);
  const again = await other.post(`${DESK}/preview`, fieldsOf(conflict.body, `${DESK}/preview`));
  expect(again.status).toBe(200);
  const done = await other.post(`${DESK}/publish`, fieldsOf(again.body, `${DESK}/publish`));
  expect(done.status).toBe(303);
  expect(await site.feed('P01')).toContain('Fire drill');
  // Publishing a preview from before the conflict is refused too.
  const late = await other.post(`${DESK}/publish`, { ...hidden, say: 'Late', key: 'late' });
  expect(late.status).toBe(409);
});

test('changes that lost their meeting are shown, to be dropped', async () => {
  await site.desk.store.write((tx) =>
    tx.addDeskChange({
      subject: COURSE,
      id: 'd-lost',
      change: {
        id: 'd-lost',
        source: 'desk',
        announced: site.now,
        say: 'About nothing',
        why: null,
        scope: { sections: ['P01'], kinds: null, dates: { from: '2018-10-13', until: '2018-10-13' }, pattern: null },
        effect: {
          cancel: true,
          close: null,
          move: null,
          where: null,
          staff: null,
          note: null,
          extra: null,
          instead: null,
        },
      },
      madeAt: site.now,
      madeBy: 'editor@example.edu',
      undoneAt: null,
      undoneBy: null,
      idempotencyKey: null,
    }),
  );
  expect((await editor.get(DESK)).body).toContain('A change has lost its meeting');
  await editor.post(`${DESK}/changes/d-lost/undo`);
  expect((await editor.get(DESK)).body).not.toContain('lost its meeting');
});

test('a term is changed by its publisher: a closing over every course', async () => {
  const publisher = await site.signedIn('publisher@example.edu', 'publisher', 'fall-2018');
  const preview = await publisher.post('/desk/terms/fall-2018/preview', {
    page: 'term',
    on: '2018-11-14',
    closed: 'from 3pm',
    say: 'Snow',
  });
  expect(preview.body).toContain('This will happen');
  const done = await publisher.post(
    '/desk/terms/fall-2018/publish',
    fieldsOf(preview.body, '/desk/terms/fall-2018/publish'),
  );
  expect(done.headers.location).toMatch(/^\/desk\/terms\/fall-2018\/changes\/d-/);
  expect(await site.feed('OH-Lloyd')).toContain('Snow');
  await publisher.post(`${done.headers.location}/undo`);
  expect(await site.feed('OH-Lloyd')).not.toContain('CANCELLED');
});

test('the history tells who, what, from what to what, and undoes', async () => {
  const page = await editor.get(`${DESK}/history`);
  expect(page.body).toContain('Took back: Cancelled P02, Friday 12 October');
  expect(page.body).toContain('For staff: <bdi>has a fever</bdi>');
  expect(page.body).toMatch(
    /<s><bdi>P02: Friday 12 October, 11 to 11:50 am · Friend Center 008 · Zhenyu Song<\/bdi><\/s>/,
  );
  expect((await editor.get(`${DESK}/history?who=second%40example.edu`)).body).not.toContain('Midterm week');
  expect((await editor.get(`${DESK}/history?section=OH`)).body).toContain('Midterm week');
  expect((await editor.get(`${DESK}/history?what=undo`)).body).not.toContain('“Midterm week”');
});
