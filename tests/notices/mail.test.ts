import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PATIENT } from '../patient.ts';
import { openPagesSite, type PagesSite, textOf } from '../site/pages-site.ts';
import { type MailServer, startMailServer, type TakenLetter } from './mail-server.ts';

const NOW = '2018-10-10T15:00:00Z';
let mail: MailServer;
let site: PagesSite;

/** Weekly rules over two months, plus the given changes. */
const course = (...changes: string[]): Readonly<Record<string, string>> => ({
  'courses/au/k1.yaml': `code: K 1
title: First
sections:
  L: {kind: lecture, meets: Thu 10am-11am, where: Hall 1}
  P: {kind: precept, meets: Fri 12pm-1pm, where: Room 2}
changes:
  - {announced: 2018-09-20 12:00, sections: L, on: 2018-09-27, cancel: yes, say: Ill}
${changes.map((line) => `  - ${line}`).join('\n')}
`,
});
const TERM = { 'terms/au.yaml': 'title: Autumn\nzone: Etc/UTC\nclasses: Mon 2018-09-17 to Fri 2018-12-14\n' };
const cancel = (section: string, date: string): string =>
  `{announced: 2018-10-10 15:00, sections: ${section}, on: ${date}, cancel: yes, say: Ill again}`;

beforeAll(async () => {
  mail = await startMailServer();
  site = await openPagesSite({
    empty: true,
    files: { ...TERM, ...course() },
    notices: {
      PUBLIC_URL: 'https://calendar.example.edu',
      SMTP_URL: mail.url,
      MAIL_FROM: 'Belltower <belltower@example.edu>',
      BOUNCE_ADDRESS: 'bounces@example.edu',
    },
    patienceMs: PATIENT.timeout,
  });
});
afterAll(async () => {
  await site.stop();
  await mail.stop();
});
beforeEach(async () => {
  mail.refuse(null);
  mail.cut(false);
  mail.hang(null);
  // Flushes mail of the previous test, so that it does not arrive in this one.
  await site.deliver();
  // Publication instants increase, so the clock must not go back between tests.
  begin += 10 * 60_000;
  later(0);
  await site.write(course());
  for (const { id } of await site.store.noticeSubscriptions()) {
    await site.store.write((tx) => tx.removeNoticeSubscription(id));
  }
  for (const { course: key, revision } of await site.store.noticeChanges()) {
    await site.store.write((tx) => tx.settleNoticeChange(key, revision));
  }
});

let begin = Date.parse(NOW);
const later = (minutes: number): void => site.at(new Date(begin + minutes * 60_000).toISOString());
const pathIn = (text: string | undefined, part: string): string =>
  new RegExp(`https://calendar\\.example\\.edu(/notices/${part}/[\\w-]+)`).exec(text ?? '')?.[1] ?? '';

/** The mail received while `act` runs. */
async function arriving(act: () => Promise<unknown>): Promise<readonly TakenLetter[]> {
  const before = mail.letters.length;
  await act();
  return mail.letters.slice(before);
}

let people = 0;
async function subscribe(wanted: string, pace = 'usual'): Promise<{ address: string; own: string }> {
  people += 1;
  const address = `student${people}@example.edu`;
  const [letter] = await arriving(async () => {
    expect((await site.post('/notices/mail', { mail: address, for: wanted, pace })).status).toBe(200);
    await site.deliver();
  });
  const answer = await site.post(pathIn(letter?.mail.text, 'confirm'), {});
  expect(answer.status).toBe(303);
  return { address, own: String(answer.headers.location) };
}

describe('subscribing by mail', () => {
  test('needs a confirmation whose link alone changes nothing, with the same answer for known and unknown addresses', async () => {
    const asked = { mail: 'someone@example.edu', for: 'au/k1/L' };
    const first = await site.post('/notices/mail', asked);
    const [letter] = await arriving(() => site.deliver());
    expect(letter?.mail.subject).toBe('Confirm: changes of K 1 by mail');
    const link = pathIn(letter?.mail.text, 'confirm');
    expect(textOf((await site.get(link)).body)).toContain('Yes, tell me');
    expect(await site.store.noticeSubscriptions()).toMatchObject([{ confirmedAt: null }]);
    expect((await site.post(link, {})).status).toBe(303);
    const again = await site.post('/notices/mail', asked);
    expect(again.body).toBe(first.body);
    expect(again.status).toBe(first.status);
    // Known and unknown addresses cause the same work: one mail each.
    expect(await arriving(() => site.deliver())).toHaveLength(1);
  });

  test('a second confirmation joins the first: one subscription an address', async () => {
    const asked = { mail: 'twice@example.edu', for: 'au/k1/L' };
    for (const wanted of ['au/k1/L', 'au/k1/P']) {
      const [letter] = await arriving(async () => {
        await site.post('/notices/mail', { ...asked, for: wanted });
        await site.deliver();
      });
      await site.post(pathIn(letter?.mail.text, 'confirm'), {});
    }
    expect(await site.store.noticeSubscriptions()).toMatchObject([{ choices: [{ sections: ['L', 'P'] }] }]);
  });

  test('an address is sent three confirmations at once and no more, with the same answer', async () => {
    const asked = { mail: 'flooded@example.edu', for: 'au/k1' };
    const answers = new Set<string>();
    const letters = await arriving(async () => {
      for (let count = 0; count < 6; count += 1) answers.add((await site.post('/notices/mail', asked)).body);
      await site.deliver();
      await site.deliver();
    });
    expect(letters).toHaveLength(3);
    expect(answers.size).toBe(1);
  });

  test.each(['a@b', 'a b@example.edu', 'a@example.edu\r\nBcc: x@example.edu', '<a@example.edu>', 'a,b@example.edu'])(
    'refuses %j as an address, and sends nothing',
    async (address) => {
      const letters = await arriving(async () => {
        expect((await site.post('/notices/mail', { mail: address, for: 'au/k1' })).status).toBe(422);
        await site.deliver();
      });
      expect(letters).toEqual([]);
    },
  );

  test('a form from another site is refused', async () => {
    const headers = { Origin: 'https://elsewhere.example', 'Sec-Fetch-Site': 'cross-site' };
    expect((await site.post('/notices/mail', { mail: 'a@example.edu', for: 'au/k1' }, headers)).status).toBe(403);
  });
});

describe('being told', () => {
  test('after the quiet period, once, with the headers that end it in one click', async () => {
    const { address, own } = await subscribe('au/k1/L');
    await site.write(course(cancel('L', '2018-10-11')));
    later(1);
    expect(await arriving(() => site.deliver())).toEqual([]);
    later(2.1);
    const [letter, ...more] = await arriving(() => site.deliver());
    expect(more).toEqual([]);
    expect(letter?.to).toBe(address);
    expect(letter?.mail.subject).toBe('K 1 L: cancelled, Thursday 11 October');
    expect(letter?.mail.text).toContain('- L, Thursday 11 October, 10 am: cancelled: Ill again');
    expect(letter?.mail.html).toContain('cancelled: Ill again');
    expect(letter?.from).toMatch(/^bounces\+[0-9a-f]{32}-[0-9a-f]{40}@example\.edu$/);
    expect(letter?.raw).toMatch(/^List-Unsubscribe: <https:\/\/calendar\.example\.edu\/notices\/stop\/[0-9a-f-]+>\r$/m);
    expect(letter?.raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
    const stop = pathIn(letter?.raw, 'stop');
    expect((await site.get(stop)).status).toBe(200);
    expect((await site.get(own)).status).toBe(200);
    const clicked = await site.post(stop, { 'List-Unsubscribe': 'One-Click' });
    expect([clicked.status, clicked.headers['set-cookie'], clicked.headers.location]).toEqual([
      200,
      undefined,
      undefined,
    ]);
    expect(await site.store.noticeSubscriptions()).toEqual([]);
    expect((await site.get(own)).status).toBe(404);
    expect(await arriving(() => site.deliver())).toEqual([]);
  });

  test('hostile rules put neither headers nor markup nor lines of their own into a letter', async () => {
    await subscribe('au/k1/L');
    const note = String.raw`Ill\r\nBcc: eve@example.com\r\n\r\n-- \n<img src=x onerror=alert(1)></li></ul><script>alert(2)</script>{section}`;
    const change = `{announced: 2018-10-10 15:00, sections: L, on: 2018-10-11, cancel: yes, say: "${note}"}`;
    const file = course(change)['courses/au/k1.yaml'] ?? '';
    const title = '"First</a><script>alert(3)</script> Bcc: eve@example.com"';
    await site.write({ 'courses/au/k1.yaml': file.replace('title: First', `title: ${title}`) });
    later(3);
    const [letter] = await arriving(() => site.deliver());
    const head = letter?.raw.slice(0, letter.raw.indexOf('\r\n\r\n')) ?? '';
    expect(head).not.toMatch(/^bcc:/im);
    expect(head.match(/^(?:subject|to|from):/gim)).toHaveLength(3);
    expect(letter?.mail.html).not.toMatch(/<(?:script|img)\b/i);
    expect(letter?.mail.html).toContain('&lt;img src=x');
    const text = letter?.mail.text ?? '';
    expect(text).not.toMatch(/^Bcc:/m);
    expect(text.match(/^- /gm)).toHaveLength(1);
    expect(text.match(/^-- $/gm)).toHaveLength(1);
    expect(text).toContain('{section}');
  });

  test('a change undone within the quiet period sends no notice', async () => {
    await subscribe('au/k1/L');
    await site.write(course(cancel('L', '2018-10-11')));
    await site.write(course());
    later(3);
    expect(await arriving(() => site.deliver())).toEqual([]);
    expect(await site.store.noticeChanges()).toEqual([]);
  });

  test('many edits within it are one letter', async () => {
    await subscribe('au/k1/L');
    for (let room = 2; room < 12; room += 1) {
      await site.write(course(`{announced: 2018-10-10 15:00, sections: L, on: 2018-10-11, where: Hall ${room}}`));
    }
    later(3);
    const letters = await arriving(() => site.deliver());
    expect(letters.map((one) => one.mail.subject)).toEqual(['K 1 L: other room, Thursday 11 October']);
    expect(letters[0]?.mail.text).toContain('room Hall 11 instead of Hall 1');
  });

  test('by default distant changes wait for Sunday, and other sections send no notice', async () => {
    await subscribe('au/k1/L');
    await site.write(course(cancel('L', '2018-11-08'), cancel('P', '2018-10-12')));
    later(3);
    expect(await arriving(() => site.deliver())).toEqual([]);
    site.at('2018-10-14T16:59:00Z');
    expect(await arriving(() => site.deliver())).toEqual([]);
    site.at('2018-10-14T17:00:00Z');
    const [letter] = await arriving(() => site.deliver());
    expect(letter?.mail.subject).toBe('Changes of the week: K 1');
    expect(letter?.mail.text).toContain('Thursday 8 November');
    expect(letter?.mail.text).not.toContain('12 October');
  });

  test.each([
    { pace: 'once', now: 1 },
    { pace: 'digest', now: 0 },
  ])('who chose $pace gets $now letters at once', async ({ pace, now }) => {
    await subscribe('au/k1', pace);
    await site.write(course(cancel('L', '2018-11-08'), cancel('P', '2018-10-12')));
    later(3);
    expect(await arriving(() => site.deliver())).toHaveLength(now);
  });

  test('the linked page changes the choices', async () => {
    const { own } = await subscribe('au/k1/L');
    expect(textOf((await site.get(own)).body)).toContain('K 1 L');
    const saved = await site.post(own.replace(/\?.*/, ''), { 'pace-au/k1': 'nothing' });
    expect(saved.status).toBe(303);
    await site.write(course(cancel('L', '2018-10-11')));
    later(3);
    expect(await arriving(() => site.deliver())).toEqual([]);
    const kept = await site.get(own.replace(/\?.*/, '/export.json'));
    expect(JSON.parse(kept.body)).toMatchObject({ channel: 'mail', choices: [{ course: 'au/k1', pace: 'nothing' }] });
  });

  test('a forged link ends no subscription', async () => {
    const { own } = await subscribe('au/k1/L');
    const { own: mine } = await subscribe('au/k1/L');
    const [id, proof] = [/mine\/([0-9a-f]{32})/.exec(own)?.[1], /-([0-9a-f]{40})/.exec(mine)?.[1]];
    expect((await site.post(`/notices/stop/${id}-${proof}`, {})).status).toBe(404);
    expect((await site.post(`/notices/stop/${id}`, {})).status).toBe(404);
    expect(await site.store.noticeSubscriptions()).toHaveLength(2);
  });
});

describe('when the mail server fails', () => {
  const change = async (): Promise<void> => {
    await site.write(course(cancel('L', '2018-10-18')));
    later(3);
  };

  test.each(['5.1.1', '5.1.10', '5.2.1'])('%s ends the subscription, which is recorded', async (status) => {
    await subscribe('au/k1/L', 'once');
    await change();
    mail.refuse({ code: 550, text: `${status} no` });
    await site.deliver();
    const [ended] = await site.store.noticeSubscriptions();
    expect(ended).toMatchObject({ address: '', endedWhy: `the mail server answered ${status}`, choices: [] });
  });

  test.each([
    { code: 451, text: '4.3.0 later' },
    { code: 550, text: '5.3.4 too big' },
    { code: 554, text: '5.7.1 not from you' },
  ])('$code $text: it arrives once the server recovers', async (answer) => {
    const { address } = await subscribe('au/k1/L', 'once');
    await change();
    mail.refuse(answer);
    expect(await arriving(() => site.deliver())).toEqual([]);
    const raised = site.conditions.list().map(({ code }) => code);
    expect(raised.includes('notices-failing')).toBe(answer.text.startsWith('5.7.'));
    mail.refuse(null);
    expect(await arriving(() => site.deliver())).toEqual([]);
    later(5);
    const letters = await arriving(() => site.deliver());
    expect(letters.map(({ to }) => to)).toEqual([address]);
    expect(site.conditions.list()).toEqual([]);
    expect(site.lines.join('\n')).not.toContain(address);
  });

  test('a cut connection repeats the very letter, under the same Message-ID', async () => {
    await subscribe('au/k1/L', 'once');
    await change();
    mail.cut(true);
    const [first] = await arriving(() => site.deliver());
    mail.cut(false);
    await site.write(course(cancel('L', '2018-10-18'), cancel('L', '2018-10-25')));
    later(10);
    const letters = await arriving(() => site.deliver());
    expect(letters[0]?.mail.messageId).toBe(first?.mail.messageId);
    expect(letters[0]?.mail.text).toBe(first?.mail.text);
  });

  test('a slow server is awaited, and gets the mail once', async () => {
    await subscribe('au/k1/L', 'once');
    await change();
    mail.hang('letter', 300);
    expect(await arriving(() => site.deliver())).toHaveLength(1);
    expect(await site.store.nextDelivery()).toBeNull();
  });

  test('what concerns only meetings that have begun is not sent any more', async () => {
    await subscribe('au/k1/L', 'once');
    await change();
    mail.refuse({ code: 451, text: '4.3.0 later' });
    await site.deliver();
    mail.refuse(null);
    site.at('2018-10-18T12:00:00Z');
    expect(await arriving(() => site.deliver())).toEqual([]);
    expect(await site.store.nextDelivery()).toBeNull();
  });
});

test('a course’s page links to it with the chosen sections', async () => {
  expect((await site.get('/au/k1?choose=L')).body).toContain('href="/notices?for=au/k1/L"');
  expect(textOf((await site.get('/notices?for=au/k1/L')).body)).toContain('K 1 L First');
});
