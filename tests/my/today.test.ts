/** What is on today, as the home page of a device with a personal calendar asks for it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPagesSite, type PagesSite, textOf } from '../site/pages-site.ts';

const FILES = {
  'site.yaml': 'name: Test\nuidDomain: example.edu\n',
  'terms/t.yaml': 'title: Autumn\nzone: Europe/Zurich\nclasses: Mon 2018-09-17 to Fri 2018-12-21\n',
  'courses/t/k1.yaml': `code: K 1
title: First
allow: [unknown-place]
sections:
  L: {kind: lecture, meets: [Mon 10am-10:50am, Wed 10am-10:50am], where: Hall A}
  P: {kind: precept, meets: Wed 1pm-1:50pm, where: Room 2}
changes:
  - {announced: 2018-10-01 08:00, sections: L, on: Wed 2018-10-10, where: Lab 12}
  - {announced: 2018-10-01 08:01, sections: P, on: Wed 2018-10-10, cancel: yes, say: TA is ill.}
`,
};

let site: PagesSite;
let key: string;

beforeAll(async () => {
  site = await openPagesSite({ files: FILES });
  const { body } = await site.post('/my', { section: ['t/k1/L', 't/k1/P'] });
  key = /data-key="([^"]+)"/.exec(body)?.[1] ?? '';
});
afterAll(() => site.stop());

const ask = async (at: string, ...keys: string[]): Promise<string> => {
  site.at(at);
  const { status, body, headers } = await site.post('/my/today', { key: keys });
  expect(headers['cache-control']).toBe('private, no-store');
  return status === 204 ? '' : textOf(body).replaceAll(/\s+/g, ' ').trim();
};

describe('today', () => {
  it('shows the time to the next meeting, and a room that differs from the usual one', async () => {
    const text = await ask('2018-10-10T07:48:00Z', key);
    expect(text).toMatch(/^Today ?Wednesday 10 October/);
    expect(text).toMatch(/In 12 min, 10 am.*K 1 L Lecture.*Lab 12 \(instead of Hall A\)/);
    expect(text).toMatch(/1 to 1:50 pm.*K 1 P Cancelled.*TA is ill\./);
  });

  it('shows the current meeting, and the next day if today has no more', async () => {
    expect(await ask('2018-10-10T08:20:00Z', key)).toContain('Now, until 10:50 am');
    const later = await ask('2018-10-10T18:00:00Z', key);
    expect(later).toMatch(/^Monday 15 October ?in 5 days/);
    expect(later).not.toContain('instead of');
  });

  it('is nothing after the term, and for keys that are none', async () => {
    expect(await ask('2019-03-01T08:00:00Z', key)).toBe('');
    expect(await ask('2018-10-10T07:48:00Z', 'x'.repeat(32))).toBe('');
  });

  it('has a place at the head of the home page, and no other', async () => {
    expect((await site.get('/')).body).toContain('<div id="today" hidden');
    expect((await site.get('/fall-2018')).body).not.toContain('id="today"');
  });
});
