import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMAND_LINE } from '../../../src/desk/desk-context.ts';
import { removeStaff } from '../../../src/desk/staff/removing.ts';
import { hashSecret } from '../../../src/web/secret.ts';
import { PATIENT } from '../../patient.ts';
import { COURSE, type DeskSite, openBrowser, openDeskSite } from '../desk-site.ts';

const DAY = 86_400_000;
const DESK = `/desk/courses/${COURSE}`;

let site: DeskSite;
beforeAll(async () => {
  site = await openDeskSite({ mail: true });
});
afterAll(() => site.stop());

describe('a sign-in link', () => {
  test('changes nothing when opened, however often and by whomever; its button signs in, once', async () => {
    const link = await site.invite('one@example.edu', 'editor', COURSE);
    for (let time = 0; time < 3; time += 1) {
      const opened = await site.browser().get(link);
      expect(opened.status).toBe(200);
      expect(opened.body).toContain('one@example.edu');
      expect(opened.headers['set-cookie']).toBeUndefined();
      expect(opened.headers['cache-control']).toBe('private, no-store');
    }
    expect(await site.desk.store.sessionsOf('one@example.edu')).toEqual([]);
    const browser = site.browser();
    const signedIn = await browser.post(link);
    expect(signedIn.status).toBe(303);
    // With a single course, sign-in leads directly to it.
    expect(signedIn.headers.location).toBe(DESK);
    expect((await browser.get(DESK)).status).toBe(200);
    const again = await site.browser().post(link);
    expect(again.status).toBe(410);
    expect(again.body).toContain('used already');
    expect((await site.browser().get(link)).status).toBe(410);
  });

  test('used by two at once signs one of them in', async () => {
    const link = await site.invite('race@example.edu', 'editor', COURSE);
    const answers = await Promise.all(Array.from({ length: 8 }, () => site.browser().post(link)));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(await site.desk.store.sessionsOf('race@example.edu')).toHaveLength(1);
  });

  test('expires, and is taken back with its person', async () => {
    const before = site.now;
    const old = await site.invite('late@example.edu', 'editor', COURSE);
    site.now += 7 * DAY + 1;
    expect((await site.browser().get(old)).body).toContain('has expired');
    expect((await site.browser().post(old)).status).toBe(410);
    const gone = await site.invite('gone@example.edu', 'editor', COURSE);
    await removeStaff(site.desk, COMMAND_LINE, 'gone@example.edu', COURSE);
    expect((await site.browser().post(gone)).status).toBe(410);
    site.now = before;
  });

  test('is kept as a hash only, and never logged', async () => {
    const link = await site.invite('hash@example.edu', 'editor', COURSE);
    const secret = link.split('/').at(-1) ?? '';
    const browser = site.browser();
    await browser.get(link);
    await browser.post(link);
    const cookie = browser.cookies.get('belltower-desk') ?? '';
    expect(secret).toHaveLength(43);
    expect(cookie).toHaveLength(43);
    expect(cookie).not.toBe(secret);
    const { store } = site.desk;
    const stored = JSON.stringify([
      await store.listSignInLinks(),
      await store.listSessions(),
      await store.auditTrail(1000),
    ]);
    expect(stored).toContain(hashSecret(secret));
    expect(stored).toContain(hashSecret(cookie));
    const logged = site.log.join('\n');
    for (const word of [secret, cookie]) {
      expect(stored).not.toContain(word);
      expect(logged).not.toContain(word);
    }
    expect(logged).toContain('POST /desk/sign-in/… 303');
  });

  test('cannot be guessed: wrong ones are told nothing, and soon have to wait', async () => {
    const flooded = await openDeskSite();
    const guess = () => flooded.browser().get(`/desk/sign-in/${'A'.repeat(43)}`);
    const first = await guess();
    expect(first.status).toBe(404);
    const answers = await Promise.all(Array.from({ length: 30 }, guess));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(10);
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
    // A valid link is accepted at once, even from the same address; other clients are not delayed; the limit expires.
    const good = await flooded.invite('good@example.edu', 'editor', COURSE);
    expect((await flooded.browser().get(good)).status).toBe(200);
    expect((await flooded.browser().post(good)).status).toBe(303);
    const elsewhere = `/desk/sign-in/${'A'.repeat(43)}`;
    expect((await openBrowser(flooded.base).get(elsewhere, { 'x-forwarded-for': '203.0.113.9' })).status).toBe(404);
    flooded.now += 10 * 60_000;
    expect((await guess()).status).toBe(404);
    await flooded.stop();
  });
});

describe('a session', () => {
  test('is a cookie that scripts cannot read, lasting the term; Secure off this machine', async () => {
    const here = await site.browser().post(await site.invite('cookie@example.edu', 'editor', COURSE));
    const [cookie = ''] = here.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^belltower-desk=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
    const until = site.now + Number(/Max-Age=(\d+)/.exec(cookie)?.[1]) * 1000;
    // The term's last day is 14 December; exams are graded after it.
    expect(new Date(until).toISOString().slice(0, 10)).toBe('2018-12-29');
    const away = await site.browser().post(
      await site.invite('cookie@example.edu', 'editor', COURSE),
      {},
      {
        host: 'calendar.example.edu',
        origin: 'https://calendar.example.edu',
      },
    );
    expect(away.headers['set-cookie']?.[0]).toMatch(/^__Host-belltower-desk=.*; HttpOnly; SameSite=Lax; Secure$/);
    const page = await openBrowser(site.base).get(await site.invite('cookie@example.edu', 'editor', COURSE), {
      host: 'calendar.example.edu',
    });
    expect(page.body).toContain('will not stay signed in');
  });

  test('cannot be planted: signing in makes a new one and ends the one that was there', async () => {
    const attacker = await site.signedIn('attacker@example.edu', 'editor', COURSE);
    const planted = attacker.cookies.get('belltower-desk') ?? '';
    const victim = site.browser();
    victim.cookies.set('belltower-desk', planted);
    await victim.post(await site.invite('victim@example.edu', 'head', COURSE));
    expect(victim.cookies.get('belltower-desk')).not.toBe(planted);
    expect((await attacker.get(DESK)).status).toBe(401);
    const made = site.browser();
    made.cookies.set('belltower-desk', 'B'.repeat(43));
    await made.post(await site.invite('victim@example.edu', 'head', COURSE));
    expect(made.cookies.get('belltower-desk')).not.toBe('B'.repeat(43));
  });

  test('ends when its person signs out: here, or everywhere at once', async () => {
    const [phone, laptop] = [
      await site.signedIn('many@example.edu', 'editor', COURSE),
      await site.signedIn('many@example.edu', 'editor', COURSE),
    ];
    const third = await site.signedIn('many@example.edu', 'editor', COURSE);
    const open = await site.invite('many@example.edu', 'editor', COURSE);
    await third.post('/desk/sign-out');
    expect((await third.get(DESK)).status).toBe(401);
    expect((await phone.get(DESK)).status).toBe(200);
    await phone.post('/desk/sign-out-everywhere');
    for (const device of [phone, laptop]) expect((await device.get(DESK)).status).toBe(401);
    expect((await site.browser().post(open)).status).toBe(410);
  });

  test('ends with its time, and with the role of its person', async () => {
    const browser = await site.signedIn('ends@example.edu', 'editor', COURSE);
    const before = site.now;
    site.now = Date.parse('2018-12-29T12:00:00Z');
    expect((await browser.get(DESK)).status).toBe(401);
    site.now = before;
    expect((await browser.get(DESK)).status).toBe(200);
    await removeStaff(site.desk, COMMAND_LINE, 'ends@example.edu', COURSE);
    expect((await browser.get(DESK)).status).toBe(401);
  });

  test('that began on somebody else’s link says on the devices’ page what limits it', async () => {
    const head = await site.signedIn('inviting@example.edu', 'head', COURSE);
    const page = await head.post(`${DESK}/staff/add`, { mail: 'invited@example.edu', role: 'editor' });
    const invited = site.browser();
    await invited.post(/\/desk\/sign-in\/[\w-]{43}/.exec(page.body)?.[0] ?? '');
    expect((await invited.get('/desk/devices')).body).toContain('by a link that somebody else made');
    expect((await head.get('/desk/devices')).body).not.toContain('by a link that somebody else made');
    await head.post('/desk/sign-out-everywhere');
    expect((await invited.get(DESK)).status).toBe(200);
    await removeStaff(site.desk, COMMAND_LINE, 'inviting@example.edu', COURSE);
    expect((await invited.get(DESK)).status).toBe(401);
  });

  test('is carried to the next device by a code', async () => {
    const browser = await site.signedIn('next@example.edu', 'editor', COURSE);
    const page = await browser.post('/desk/devices/link');
    const link = /value="(http[^"]+\/desk\/sign-in\/[\w-]{43})"/.exec(page.body)?.[1] ?? '';
    expect(page.body).toContain('<svg class="qr"');
    const phone = site.browser();
    expect((await phone.post(new URL(link).pathname)).status).toBe(303);
    expect((await phone.get(DESK)).status).toBe(200);
  });
});

describe('forms from elsewhere', () => {
  test.each([
    ['another site, by Sec-Fetch-Site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a site beside this one', { 'sec-fetch-site': 'same-site' }, 403],
    ['another site, by Origin alone', { 'sec-fetch-site': undefined, origin: 'https://evil.example' }, 403],
    ['a page without an origin', { 'sec-fetch-site': undefined, origin: 'null' }, 403],
  ])('are refused: %s', async (_name, headers, status) => {
    const browser = await site.signedIn('csrf@example.edu', 'editor', COURSE);
    const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)) as Record<
      string,
      string
    >;
    const own = 'sec-fetch-site' in given ? given : { ...given, 'sec-fetch-site': '' };
    if (!('sec-fetch-site' in given)) delete (own as Record<string, string>)['sec-fetch-site'];
    const fields = { page: 'several', on: '2018-10-12', sections: 'P02', cancel: 'yes' };
    const revision = (await site.desk.store.head()).revision;
    const answer = await postRaw(site, `${DESK}/publish`, browser.cookies.get('belltower-desk') ?? '', fields, own);
    expect(answer).toBe(status);
    expect((await site.desk.store.head()).revision).toBe(revision);
  });

  test('are refused without the session’s own token, or with another session’s', async () => {
    const browser = await site.signedIn('token@example.edu', 'editor', COURSE);
    const other = await site.signedIn('other@example.edu', 'editor', COURSE);
    const foreign = /name="form" value="([^"]+)"/.exec((await other.get('/desk/devices')).body)?.[1] ?? '';
    for (const form of ['', 'x', foreign]) {
      const answer = await browser.post(`${DESK}/publish`, {
        form,
        page: 'several',
        on: '2018-10-12',
        sections: 'P02',
        cancel: 'yes',
      });
      expect(answer.status).toBe(403);
      expect(answer.body).toContain('Nothing was changed');
    }
  });

  test('cannot sign anybody in', async () => {
    const link = await site.invite('login@example.edu', 'editor', COURSE);
    const answer = await site
      .browser()
      .post(link, {}, { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' });
    expect(answer.status).toBe(403);
    expect((await site.browser().get(link)).status).toBe(200);
  });
});

async function postRaw(
  { base }: DeskSite,
  path: string,
  session: string,
  fields: Record<string, string>,
  headers: Record<string, string>,
): Promise<number> {
  const { request } = await import('node:http');
  return await new Promise((resolve, reject) => {
    const sent = request(
      base + path,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          cookie: `belltower-desk=${session}`,
          ...headers,
        },
      },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    sent.on('error', reject);
    sent.end(new URLSearchParams(fields).toString());
  });
}

test('no redirect leaves the desk, whatever the request says', async () => {
  const hostile = ['//evil.example', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)'];
  for (const to of hostile) {
    const browser = site.browser();
    const link = await site.invite('redirect@example.edu', 'editor', COURSE);
    const query = `?next=${encodeURIComponent(to)}&to=${encodeURIComponent(to)}&return=${encodeURIComponent(to)}`;
    const answers = [
      await browser.post(link + query, { next: to, to }, { referer: to }),
      await browser.post(`${DESK}/publish${query}`, {
        page: 'several',
        on: '2018-11-12',
        sections: 'L01',
        note: `Note ${to}`,
        key: to,
        next: to,
      }),
      await browser.post(`/desk/sign-out${query}`, { next: to }),
    ];
    for (const { headers } of answers) expect(String(headers.location ?? '/desk')).toMatch(/^\/desk(\/[\w./-]*)?$/);
  }
  const odd = await site.browser().get('/desk/courses/%2F%2Fevil.example/x');
  expect(odd.status).toBe(401);
});

describe('renewal by mail', () => {
  test('sends a link to whoever works here and nothing to others; the answers are alike', async () => {
    const { letters } = site;
    await site.invite('renew@example.edu', 'editor', COURSE);
    letters.length = 0;
    const known = await site.browser().post('/desk/sign-in', { mail: ' Renew@Example.edu ' });
    const unknown = await site.browser().post('/desk/sign-in', { mail: 'nobody@example.edu' });
    expect(known.body.replaceAll('renew@', 'nobody@')).toBe(unknown.body);
    await expect.poll(() => letters.length, PATIENT).toBe(1);
    expect(letters[0]?.to).toBe('renew@example.edu');
    const path = /\/desk\/sign-in\/[\w-]{43}/.exec(letters[0]?.text ?? '')?.[0] ?? '';
    expect((await site.browser().post(path)).status).toBe(303);
  });

  test('is not kept from somebody by what others ask for in their name', async () => {
    const { letters } = site;
    await site.invite('target@example.edu', 'editor', COURSE);
    letters.length = 0;
    const ask = (from: string) =>
      site.browser().post('/desk/sign-in', { mail: 'target@example.edu' }, { 'x-forwarded-for': from });
    for (let time = 0; time < 6; time += 1) await ask('203.0.113.50');
    expect((await ask('203.0.113.50')).status).toBe(429);
    expect((await ask('203.0.113.51')).status).toBe(200);
    await expect.poll(() => letters.length, PATIENT).toBe(4);
    // The number of mails per mailbox is limited however many requests; those sent are valid.
    for (let n = 0; n < 30; n += 1) await ask(`198.51.100.${n}`);
    expect((await ask('203.0.113.52')).status).toBe(200);
    await expect.poll(() => letters.length, PATIENT).toBe(12);
    const path = /\/desk\/sign-in\/[\w-]{43}/.exec(letters.at(-1)?.text ?? '')?.[0] ?? '';
    expect((await site.browser().post(path, {}, { 'x-forwarded-for': '203.0.113.51' })).status).toBe(303);
  });

  test('is limited per person, and mails no link to where a Host header points', async () => {
    site.letters.length = 0;
    await site.invite('flood@example.edu', 'editor', COURSE);
    const answers = [];
    for (let time = 0; time < 5; time += 1)
      answers.push(await site.browser().post('/desk/sign-in', { mail: 'flood@example.edu' }));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
    expect(Number(answers[4]?.headers['retry-after'])).toBeGreaterThan(60);
    const poisoned = await site
      .browser()
      .post('/desk/sign-in', { mail: 'one@example.edu' }, { host: 'evil.example', origin: 'http://evil.example' });
    expect(poisoned.status).toBe(503);
    expect(site.letters.some(({ text }) => text.includes('evil'))).toBe(false);
  });

  test('takes no mail address that could write headers', async () => {
    const answer = await site.browser().post('/desk/sign-in', { mail: 'one@example.edu\r\nBcc: x@example.edu' });
    expect(answer.status).toBe(422);
  });
});
