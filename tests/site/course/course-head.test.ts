/** The head of a course's page: next meeting, past term, and missing data. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPagesSite, type PagesSite, textOf } from '../pages-site.ts';

const COURSE = `code: CS 1
title: First
allow: [unknown-place]
sections:
  L01: {kind: lecture, meets: Mon Wed 10am-10:50am, where: Hall A}
`;
const FILES = {
  'terms/y1.yaml': 'title: Year one\nzone: Europe/London\nclasses: 2025-09-01 to 2025-12-12\n',
  'terms/y2.yaml': 'title: Year two\nzone: Europe/London\nclasses: 2026-09-01 to 2026-12-11\n',
  'courses/y1/cs1.yaml': COURSE,
  'courses/y2/cs1-new.yaml': `${COURSE}changes:\n  - {announced: 2026-11-20 08:00, sections: L01, on: Mon 2026-11-23, where: Lab 12}\n`,
  'courses/y2/phil9.yaml': 'code: PHIL 9\ntitle: Reading\nsections:\n  S01: {kind: seminar, meets: []}\n',
};

let site: PagesSite;
beforeAll(async () => {
  site = await openPagesSite({ now: '2026-11-23T09:48:00Z', files: FILES });
});
afterAll(() => site.stop());

describe('a course’s head', () => {
  it('leads from a term that is over to the one in which the course is taught now', async () => {
    const { body } = await site.get('/y1/cs1');
    expect(body).toMatch(/<a class="button is-first" href="\/y2\/cs1-new">CS 1 in Year two<\/a>/);
    expect((await site.get('/y2/cs1-new')).body).not.toContain('in Year two</a>');
  });

  it('says in how many minutes the next meeting begins, and which room it has instead', async () => {
    const text = textOf((await site.get('/y2/cs1-new')).body);
    expect(text).toMatch(/Lab 12 \(instead of Hall A\)\s*· in 12 min/);
  });

  it('says why there are no times', async () => {
    expect(textOf((await site.get('/y2/phil9')).body)).toContain('No set times: this is held by arrangement');
  });
});
