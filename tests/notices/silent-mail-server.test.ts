/** A mail server that stops answering: it is given up after a while, and the letter arrives once it answers again. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../patient.ts';
import { openPagesSite, type PagesSite } from '../site/pages-site.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

/** Short, as each test waits for its end. A busy machine may exceed it at other times too: then the letter is sent again. */
const PATIENCE_MS = 300;
const ADDRESS = 'student@example.edu';
const BEGIN = Date.parse('2018-10-10T15:00:00Z');
const TERM = 'title: Autumn\nzone: Etc/UTC\nclasses: Mon 2018-09-17 to Fri 2018-12-14\n';
const COURSE = 'code: K 1\ntitle: First\nsections:\n  L: {kind: lecture, meets: Thu 10am-11am, where: Hall 1}\n';
const CHANGE =
  'changes:\n  - {announced: 2018-10-10 15:00, sections: L, on: 2018-10-18, cancel: yes, say: Ill again}\n';

let mail: MailServer;
let site: PagesSite;
let minutes: number;
beforeEach(async () => {
  minutes = 0;
  mail = await startMailServer();
  site = await openPagesSite({
    empty: true,
    files: { 'terms/au.yaml': TERM, 'courses/au/k1.yaml': COURSE },
    notices: {
      PUBLIC_URL: 'https://calendar.example.edu',
      SMTP_URL: mail.url,
      MAIL_FROM: 'Belltower <belltower@example.edu>',
    },
    patienceMs: PATIENCE_MS,
  });
});
afterEach(async () => {
  await site.stop();
  await mail.stop();
});

function advance(more: number): void {
  minutes += more;
  site.at(new Date(BEGIN + minutes * 60_000).toISOString());
}

/** Tries again until nothing is left to send. */
function deliverAll(): Promise<void> {
  return until(async () => {
    await site.deliver();
    if ((await site.store.nextDelivery()) === null) return true;
    advance(5);
    return false;
  }, 'the delivery of every letter');
}

test.each(['connection', 'recipient', 'letter'] as const)(
  'at the %s: the letter arrives later, and once',
  async (step) => {
    await site.post('/notices/mail', { mail: ADDRESS, for: 'au/k1/L', pace: 'once' });
    await deliverAll();
    const link = /https:\/\/calendar\.example\.edu(\/notices\/confirm\/[\w-]+)/.exec(mail.letters[0]?.mail.text ?? '');
    expect((await site.post(link?.[1] ?? '', {})).status).toBe(303);
    const before = mail.letters.length;

    mail.hang(step);
    await site.write({ 'courses/au/k1.yaml': COURSE + CHANGE });
    advance(3);
    await site.deliver();
    expect(await site.store.noticeDeliveries()).toMatchObject([{ attempts: 1, error: expect.stringMatching(/./) }]);

    mail.hang(null);
    await deliverAll();
    const letters = mail.letters.slice(before);
    expect(new Set(letters.map(({ to }) => to))).toEqual(new Set([ADDRESS]));
    // A server that read it and did not answer may have accepted it: under one Message-ID it is one letter.
    expect(new Set(letters.map(({ mail: { messageId } }) => messageId)).size).toBe(1);
  },
);
