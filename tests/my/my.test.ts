import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readFeed } from '../../src/ical/read-feed.ts';
import { openPagesSite, type PagesSite, textOf } from '../site/pages-site.ts';

const NAME = 'fall-2018/cos418/';
const sections = (...ids: string[]): string[] => ids.map((id) => `${NAME}${id}`);
let site: PagesSite;

beforeAll(async () => {
  site = await openPagesSite();
});
afterAll(() => site.stop());
beforeEach(() => site.at('2018-10-10T15:00:00Z'));

interface Calendar {
  readonly key: string;
  readonly feed: string;
}

const readCalendar = (body: string): Calendar => ({
  key: /data-key="([^"]+)"/.exec(body)?.[1] ?? '',
  feed: /value="[^"]*(\/my\/[\w-]+\.ics)"/.exec(body)?.[1] ?? '',
});
const create = async (...ids: string[]): Promise<Calendar> => {
  const { status, body } = await site.post('/my', { section: sections(...ids) });
  expect(status).toBe(201);
  return readCalendar(body);
};

/** A calendar program that caches the feed and sends If-Modified-Since only. */
const subscribe = (feed: string) => {
  let since: string | undefined;
  let copy = readFeed('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//none//EN\r\nEND:VCALENDAR\r\n');
  return async (): Promise<{ readonly fresh: boolean; readonly feed: typeof copy; readonly body: string }> => {
    const answer = await site.get(feed, since === undefined ? {} : { 'If-Modified-Since': since });
    if (answer.status === 304) return { fresh: false, feed: copy, body: '' };
    expect(answer.status).toBe(200);
    since = answer.headers['last-modified'];
    copy = readFeed(answer.body);
    return { fresh: true, feed: copy, body: answer.body };
  };
};
const titlesOf = (feed: ReturnType<typeof readFeed>): string[] =>
  feed.events.map(({ summary }) => /COS 418 (\S+)/.exec(summary)?.[1] ?? '');
const count = (feed: ReturnType<typeof readFeed>, id: string): number =>
  titlesOf(feed).filter((title) => title === id).length;

const CATALOGUE = {
  'site.yaml': 'name: Test\nuidDomain: example.edu\n',
  'terms/ch.yaml': 'title: Autumn\nzone: Europe/Zurich\nclasses: Mon 2018-09-17 to Fri 2018-12-21\n',
  'terms/de.yaml': 'title: Winter\nzone: Europe/Berlin\nclock: 24\nclasses: Mon 2018-10-15 to Fri 2019-02-08\n',
  'courses/de/k9.yaml':
    'code: K 9\ntitle: Third\ndeadlines: [{id: b1, title: Sheet 1, due: "2018-10-22 23:59"}]\nsections:\n  V: {kind: lecture, meets: Mon 8:15-9:45}\n',
  'courses/ch/k1.yaml': `code: K 1
title: First
note: Bring paper.
sections:
  V: {kind: lecture, meets: Mon 08:15-10:00, where: HG E 7}
  U: {kind: exercise, meets: Tue 12:15-14:00, also: [U2, X2]}
  N: {kind: lab, meets: Wed 12:15-14:00, with: V}
changes:
  - {announced: 2018-09-20 12:00, sections: V, on: 2018-10-01, cancel: yes, say: Ill}
`,
  'courses/ch/k3.yaml': `code: K 3
title: Other
crossListed: [{id: q3, code: Q 3, title: Other for readers}]
sections:
  U: {kind: exercise, meets: Thu 12:15-14:00, listed: [k1/U9]}
  V: {kind: lecture, meets: Fri 12:15-14:00, listed: [k1/W]}
`,
};

describe('a personal calendar of one section', () => {
  let listed: PagesSite;
  beforeAll(async () => {
    listed = await openPagesSite({ empty: true, files: CATALOGUE, publicUrl: 'https://calendar.example.edu' });
  });
  afterAll(() => listed.stop());
  it('says what is due by the clock of the term', async () => {
    const { status, body } = await listed.post('/my', { section: ['de/k9/deadlines', 'de/k9/V'] });
    expect(status).toBe(201);
    expect(textOf(body)).toMatch(/Monday 22 October, 23:59/);
    expect(textOf(body)).toContain('08:15');
  });

  const partsOf = (body: string) => {
    const at = body.indexOf('BEGIN:VEVENT');
    return { header: body.slice(0, at).split('\r\n'), events: body.slice(at).split('\r\n') };
  };

  it.each(['k1/V', 'k1/U', 'k1/u2', 'k1/X2', 'k1/N', 'k1/U9', 'k1/W', 'k3/U', 'k3/V', 'q3/U', 'Q3/v'])(
    'says of %s what the section’s own feed says, line by line',
    async (place) => {
      const made = await listed.post('/my', { section: `ch/${place}` });
      expect(made.status).toBe(201);
      // Of several courses it may be, so its events carry the colour that the section's feed has as a whole.
      const mine = partsOf((await listed.get(readCalendar(made.body).feed)).body);
      const theirs = partsOf((await listed.get(`/ch/${place}.ics`)).body);
      expect(mine.events.length).toBeGreaterThan(100);
      expect(mine.events.filter((line) => !line.startsWith('COLOR:'))).toEqual(theirs.events);
      const own =
        /^(NAME|X-WR-CALNAME|DESCRIPTION|X-WR-CALDESC|COLOR|X-APPLE-CALENDAR-COLOR|SOURCE|URL|LAST-MODIFIED|[ \t])/;
      expect(mine.header.filter((line) => !own.test(line))).toEqual(theirs.header.filter((line) => !own.test(line)));
    },
  );
});

describe('a personal calendar', () => {
  it('has each meeting of its sections once, with the UIDs of their own feeds', async () => {
    const { feed } = await create('L01', 'P01', 'l01', 'Midterm');
    const mine = readFeed((await site.get(feed)).body);
    const theirs = readFeed((await site.get('/fall-2018/cos418/L01+P01.ics')).body);
    expect(mine.events.map(({ uid, start, end }) => [uid, start, end])).toEqual(
      theirs.events.map(({ uid, start, end }) => [uid, start, end]),
    );
  });

  it('is private, contains no names, and its secrets are never logged', async () => {
    const { key, feed } = await create('L01');
    const { headers, body } = await site.get(feed);
    expect(headers['cache-control']).toContain('private');
    expect(headers['x-robots-tag']).toBe('noindex');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(body).not.toContain('SOURCE');
    const token = feed.slice(4, -4);
    expect(key).toMatch(/^[\w-]{32}$/);
    expect(token).toMatch(/^[\w-]{32}$/);
    expect(body).not.toContain(token);
    expect(site.lines.join('\n')).not.toContain(token);
    expect(site.lines.join('\n')).not.toContain(key);
    const page = await site.post('/my/edit', { key });
    expect(page.headers['cache-control']).toBe('private, no-store');
    const files = readdirSync(site.state).filter((name) => !name.endsWith('-shm'));
    expect(files.length).toBeGreaterThan(0);
    for (const name of files) {
      const kept = readFileSync(path.join(site.state, name));
      expect(kept.includes(key) || kept.includes(token), `secrets in ${name}`).toBe(false);
    }
  });

  it('changes from P01 to P02 and back from a day on, seen by a client that sends If-Modified-Since alone', async () => {
    const { key, feed } = await create('L01', 'P01');
    const look = subscribe(feed);
    expect((await look()).fresh).toBe(true);
    expect((await look()).fresh).toBe(false);
    const save = (ids: string[], from: string) => site.post('/my/save', { key, section: sections(...ids), from });

    await save(['L01', 'P02'], '2018-10-12');
    const changed = await look();
    expect(changed.fresh).toBe(true);
    const days = changed.feed.events.filter(({ summary }) => summary.includes('P0'));
    for (const { start, summary } of days) {
      expect(summary.includes('P01'), new Date(start).toISOString()).toBe(start < Date.parse('2018-10-12T04:00:00Z'));
    }
    expect(count(changed.feed, 'P01')).toBe(4);
    expect(count(changed.feed, 'P02')).toBe(8);
    expect(count(changed.feed, 'L01')).toBe(24);

    await save(['L01', 'P01'], '2018-10-12');
    const back = await look();
    expect(back.fresh).toBe(true);
    expect(count(back.feed, 'P01')).toBe(12);
    expect(count(back.feed, 'P02')).toBe(0);

    await save(['L01', 'P01'], '2018-10-12');
    expect((await look()).fresh, 'saving the same writes nothing').toBe(false);
  });

  it('raises only the events that look different, and moves its validators at every edit', async () => {
    const { key, feed } = await create('L01', 'P01');
    const look = subscribe(feed);
    let before = await look();
    const save = async (ids: string[], options: Record<string, string> = {}) => {
      await site.post('/my/save', { key, section: sections(...ids), from: '2018-10-10', ...options });
      const after = await look();
      expect(after.fresh).toBe(true);
      const last = new Map(before.feed.events.map((event) => [event.uid, event]));
      const raised = after.feed.events.filter(
        ({ uid, sequence }) => sequence !== (last.get(uid)?.sequence ?? sequence),
      );
      for (const { uid, sequence } of raised) expect(sequence).toBe((last.get(uid)?.sequence ?? -1) + 1);
      before = after;
      return { body: after.body, raised: new Set(raised.map(({ summary }) => /COS 418 (\S+)/.exec(summary)?.[1])) };
    };
    expect((await save(['L01', 'P01', 'P02'])).raised).toEqual(new Set());
    const unheld = await save(['L01', 'P01', 'P02'], { 'reminder-lab': '10' });
    expect(unheld.raised).toEqual(new Set());
    const reminded = await save(['L01', 'P01', 'P02'], { 'reminder-precept': '10' });
    expect(reminded.body.match(/TRIGGER:-PT10M/g)).toHaveLength(24);
    expect(reminded.raised).toEqual(new Set(['P01', 'P02']));
    const plain = await save(['L01', 'P01', 'P02']);
    expect(plain.body).not.toContain('VALARM');
    expect(plain.raised).toEqual(new Set(['P01', 'P02']));
    const named = await save(['L01', 'P01', 'P02'], { name: '  Mine,\n and\tyours ' });
    expect(named.raised).toEqual(new Set());
    expect(named.body).toContain('X-WR-CALNAME:Mine\\, and yours\r\n');
    const shown = await site.post('/my/edit', { key });
    expect(shown.body).toContain('value="Mine, and yours"');
    expect((await save(['L01', 'P01', 'P02'])).body).toContain('X-WR-CALNAME:My courses\r\n');

    const eventsOf = (body: string) => body.slice(body.indexOf('BEGIN:VEVENT'));
    const rotated = readCalendar((await site.post('/my/rotate', { key })).body);
    expect(eventsOf((await site.get(rotated.feed)).body)).toBe(eventsOf(before.body));
  });

  it('shows cancelled meetings as configured, and follows its courses', async () => {
    const { key, feed } = await create('P03');
    const look = subscribe(feed);
    await look();
    const rules = await site.get('/fall-2018/cos418/P03.ics');
    await site.write({
      'terms/fall-2018.yaml': `title: Fall 2018
zone: America/New_York
weekStarts: Monday
classes: Wed 2018-09-12 to Fri 2018-12-14
breaks:
  - {name: Fall recess, dates: Sat 2018-10-27 to Sun 2018-11-04}
  - {name: Thanksgiving recess, dates: Wed 2018-11-21 to Sun 2018-11-25}
closings: [{name: Snow, date: 2018-10-19}]
`,
    });
    const after = await look();
    expect(after.fresh).toBe(true);
    expect(after.feed.events.filter(({ summary }) => summary.startsWith('CANCELLED'))).toHaveLength(1);
    expect(Date.parse(rules.headers['last-modified'] ?? '')).toBeLessThan(
      Date.parse((await site.get(feed)).headers['last-modified'] ?? ''),
    );
    const show = async (cancelled: string) => {
      await site.post('/my/save', { key, section: sections('P03'), cancelled });
      return (await look()).feed;
    };
    expect((await show('removed')).events).toHaveLength(11);
    expect((await show('cancelled')).events.filter(({ status }) => status === 'CANCELLED')).toHaveLength(1);
  });

  it('can get a new address, and can be deleted', async () => {
    const { key, feed } = await create('L01');
    const rotated = readCalendar((await site.post('/my/rotate', { key })).body);
    expect(rotated.key).toBe(key);
    expect(rotated.feed).not.toBe(feed);
    expect((await site.get(feed)).status).toBe(410);
    expect((await site.get(rotated.feed)).status).toBe(200);
    expect(readCalendar((await site.post('/my/edit', { key })).body).feed).toBe(rotated.feed);
    expect((await site.post('/my/delete', { key })).status).toBe(410);
    for (const address of [feed, rotated.feed]) expect((await site.get(address)).status).toBe(410);
    // Calendar programs get plain text, browsers an HTML page with links.
    const line = await site.get(feed, { accept: '*/*' });
    expect(line.headers['content-type']).toBe('text/plain; charset=utf-8');
    const page = await site.get(feed, { accept: 'text/html,*/*;q=0.8' });
    expect([page.status, page.headers['content-type']]).toEqual([410, 'text/html; charset=utf-8']);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.body).toContain(line.body.trim());
    expect(page.body).toContain('<a href="/">');
    expect((await site.post('/my/edit', { key })).status).toBe(410);
    expect((await site.post('/my/save', { key, section: sections('L01') })).status).toBe(410);
  });

  it('marks clashes across courses, and offers what a course’s page brought', async () => {
    const page = await site.get('/my?add=fall-2018/cos418/P02+P03+nonsense');
    expect(textOf(page.body)).toContain('COS 418 Distributed Systems, Fall 2018: P02, P03');
    const { key } = await create('P02');
    const { body } = await site.post('/my/edit', { key, add: `${NAME}P03` });
    expect(textOf(body)).toContain('Clashes with COS 418 P03');
    expect(textOf(body)).toContain('Added COS 418 P03. Undo');
    const undone = await site.post('/my/undo', { key, section: sections('P03') });
    expect(textOf(undone.body)).not.toContain('Clashes');
  });
});

describe('how meetings look', () => {
  it('has short titles, and single sections free or without reminders; only what looks different is raised', async () => {
    const { key, feed } = await create('L01', 'P01');
    const save = async (options: Record<string, string>) => {
      await site.post('/my/save', { key, section: sections('L01', 'P01'), from: '2018-10-10', ...options });
      return readFeed((await site.get(feed)).body).events;
    };
    const reminders = { 'reminder-lecture': '10', 'reminder-precept': '10' };
    const before = await save(reminders);
    const after = await save({
      ...reminders,
      titles: 'short',
      [`show-${NAME}P01`]: 'free',
      [`show-${NAME}L01`]: 'muted',
    });
    const titles = new Set(after.map(({ summary }) => summary.replace('CANCELLED: ', '')));
    expect(titles).toEqual(new Set(['COS 418 L01', 'COS 418 P01']));
    const shownOf = (id: string) =>
      new Set(after.filter(({ summary }) => summary.endsWith(id)).map(({ transp }) => transp));
    expect([[...shownOf('L01')], [...shownOf('P01')]]).toEqual([['OPAQUE'], ['TRANSPARENT']]);
    const { body } = await site.get(feed);
    expect(body.match(/TRIGGER/g)).toHaveLength(after.filter(({ summary }) => summary === 'COS 418 P01').length);
    expect(after.map(({ sequence }) => sequence)).toEqual(before.map(({ sequence }) => sequence + 1));
    const same = await save({
      ...reminders,
      titles: 'short',
      [`show-${NAME}P01`]: 'free',
      [`show-${NAME}L01`]: 'muted',
    });
    expect(same.map(({ sequence }) => sequence)).toEqual(after.map(({ sequence }) => sequence));
    expect((await save({ ...reminders, titles: 'kind' })).some(({ summary }) => summary === 'Precept')).toBe(true);
  });
});

describe('a lost key', () => {
  it('is replaced by a copy, for who pastes the feed’s own address; the calendar itself is not theirs to change', async () => {
    const { key, feed } = await create('L01', 'P02');
    const { status, body } = await site.post('/my/edit', { key: `webcal://127.0.0.1${feed}` });
    expect(status).toBe(201);
    const copy = readCalendar(body);
    expect([copy.key === key, copy.feed === feed]).toEqual([false, false]);
    expect(titlesOf(readFeed((await site.get(copy.feed)).body))).toEqual(
      titlesOf(readFeed((await site.get(feed)).body)),
    );
    expect(textOf(body)).toContain('delete the old calendar');
    const page = await site.get(feed.replace('.ics', ''));
    expect(page.headers['referrer-policy']).toBe('no-referrer');
    expect(page.body).not.toContain(key);
    expect(textOf(page.body)).toContain('COS 418: 36 meetings.');
  });
});

describe('what is refused', () => {
  it('forms from other sites', async () => {
    const { key } = await create('L01');
    const elsewhere: Record<string, string>[] = [
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
      { Origin: 'https://elsewhere.example' },
      { Origin: 'null' },
    ];
    for (const headers of elsewhere) {
      expect((await site.post('/my/delete', { key }, headers)).status, JSON.stringify(headers)).toBe(403);
    }
    expect((await site.post('/my/edit', { key }, { Origin: site.base })).status).toBe(200);
  });

  it('addresses and keys that are none', async () => {
    for (const address of ['/my/short.ics', `/my/${'x'.repeat(32)}.ics`, '/my/..%2f.ics']) {
      expect((await site.get(address)).status, address).toBe(404);
    }
    for (const key of ['', 'x', 'x'.repeat(32), '"><script>']) {
      const { status, body } = await site.post('/my/edit', { key });
      expect(status).toBe(404);
      expect(body).not.toContain('<script>');
    }
    const { feed } = await create('L01');
    // The feed's address alone does not allow changes.
    expect((await site.post('/my/delete', { key: feed.slice(4, -4) })).status).toBe(404);
  });

  it('making calendars without end, for a while', async () => {
    const statuses = new Set<number>();
    let wait = '';
    for (let n = 0; n < 160; n += 1) {
      const { status, headers } = await site.post('/my', {});
      statuses.add(status);
      wait = headers['retry-after'] ?? wait;
    }
    expect(statuses).toEqual(new Set([201, 429]));
    expect(Number(wait)).toBeGreaterThan(0);
    site.at('2018-10-10T15:30:00Z');
    expect((await site.post('/my', {})).status).toBe(201);
  });
});

describe('a form in a browser that keeps cookies', () => {
  /** A minimal browser: one cookie; redirects are followed explicitly. */
  const openBrowser = () => {
    let cookie = '';
    const keep = (answer: Awaited<ReturnType<PagesSite['get']>>) => {
      for (const set of answer.headers['set-cookie'] ?? []) {
        expect(set).toMatch(/^belltower-my=[^;]+; Path=\/my; Max-Age=1800; HttpOnly; SameSite=Strict$/);
        cookie = set.split(';')[0] ?? '';
      }
      return answer;
    };
    return {
      get: async (target: string) => keep(await site.get(target, cookie === '' ? {} : { Cookie: cookie })),
      post: async (target: string, form: Record<string, string | readonly string[]>) =>
        keep(await site.post(target, form, { Cookie: cookie })),
    };
  };
  const hiddenKey = (body: string): string => /name="key" value="([\w-]{32})"/.exec(body)?.[1] ?? '';

  it('redirects to a page that a reload only shows again', async () => {
    const browser = openBrowser();
    const home = await browser.get('/my?add=fall-2018/cos418/L01');
    const form = { key: hiddenKey(home.body), section: sections('L01') };
    const made = await browser.post('/my', form);
    expect([made.status, made.headers.location, made.body]).toEqual([303, '/my/edit', '']);
    const first = await browser.get('/my/edit');
    expect(textOf(first.body)).toContain('Made. Subscribe to it');
    const calendar = readCalendar(first.body);
    expect(calendar.key).toBe(form.key);
    const again = await browser.get('/my/edit');
    expect(readCalendar(again.body)).toEqual(calendar);
    expect(textOf(again.body)).not.toContain('Made.');
    // Submits the same form again, as after going back.
    await browser.post('/my', form);
    expect(readCalendar((await browser.get('/my/edit')).body)).toEqual(calendar);
    for (const secret of [calendar.key, calendar.feed.slice(4, -4)])
      expect(site.lines.join('\n')).not.toContain(secret);
  });

  it('saves, gives one new address however often it is sent, and deletes', async () => {
    const browser = openBrowser();
    const key = hiddenKey((await browser.get('/my')).body);
    await browser.post('/my', { key, section: sections('L01') });
    expect((await browser.post('/my/save', { key, section: sections('L01', 'P02'), from: '2018-10-10' })).status).toBe(
      303,
    );
    const saved = await browser.get('/my/edit');
    expect(textOf(saved.body)).toContain('Saved.');
    const old = readCalendar(saved.body);
    const ends = /name="ends" value="([\w-]+)"/.exec(saved.body)?.[1] ?? '';
    expect((await browser.post('/my/rotate', { key, ends })).status).toBe(303);
    const rotated = await browser.get('/my/edit');
    expect(textOf(rotated.body)).toContain('has a new address');
    const { feed } = readCalendar(rotated.body);
    expect(feed).not.toBe(old.feed);
    await browser.post('/my/rotate', { key, ends });
    expect(readCalendar((await browser.get('/my/edit')).body).feed).toBe(feed);
    expect((await site.get(feed)).status).toBe(200);
    expect((await browser.post('/my/delete', { key })).status).toBe(303);
    const gone = await browser.get('/my/edit');
    expect(gone.status).toBe(410);
    expect(gone.body).toContain(`data-forget="${key}"`);
    expect((await browser.get('/my/edit')).status).toBe(200);
    // Resubmitting the form that created a deleted calendar does not restore it.
    await browser.post('/my', { key, section: sections('L01') });
    expect(readCalendar((await browser.get('/my/edit')).body).key).not.toBe(key);
  });

  it('that adds sections saves them at once, and undoes it', async () => {
    const browser = openBrowser();
    const key = hiddenKey((await browser.get('/my')).body);
    await browser.post('/my', { key, section: sections('L01') });
    const opened = await browser.post('/my/edit', { key, add: `${NAME}P03` });
    expect(opened.headers.location).toBe('/my/edit?add=fall-2018%2Fcos418%2FP03');
    const { body } = await browser.get(String(opened.headers.location));
    expect(textOf(body)).toContain('Added COS 418 P03. Undo');
    const { feed } = readCalendar(body);
    expect(titlesOf(readFeed((await site.get(feed)).body))).toContain('P03');
    await browser.post('/my/undo', { key, section: sections('P03') });
    expect(titlesOf(readFeed((await site.get(feed)).body))).not.toContain('P03');
  });
});
