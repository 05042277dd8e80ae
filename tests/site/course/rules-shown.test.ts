/** Small rules wherever a course is shown: by appointment, asynchronous, TBA; a 24-hour clock; titles in another language. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPagesSite, type PagesSite, textOf } from '../pages-site.ts';

const COURSE = `code: CS 1
title: First
staff: {lloyd: Wyatt Lloyd}
sections:
  OH: {kind: office hours, meets: [Thu 13-14, by appointment: https://cal.example.edu/lloyd], where: CS 304, staff: lloyd}
  ONL: {kind: lecture, meets: asynchronous}
  P01: {kind: precept, meets: Thu TBA}
`;

const ARABIC = `code: MATH 101
title: مقدمة في الجبر
titleLanguage: ar
staff: {sara: سارة العلي, john: John Smith}
sections: {L01: {kind: lecture, meets: Sun 9-10, where: قاعة ٣, staff: [sara, john]}}
`;

let site: PagesSite;
beforeAll(async () => {
  site = await openPagesSite({
    now: '2026-11-20T15:00:00Z',
    files: {
      'terms/t.yaml': 'title: Autumn\nzone: Europe/Vienna\nclock: 24\nclasses: 2026-10-01 to 2027-01-29\n',
      'courses/t/cs1.yaml': COURSE,
      'courses/t/math101.yaml': ARABIC,
    },
  });
});
afterAll(() => site.stop());

const line = 'OH by appointment · Wyatt Lloyd · CS 304 · Arrange a time';
const read = async (target: string): Promise<string> => textOf((await site.get(target)).body).replaceAll(/\s+/g, ' ');

it('is in the rows of the sections', async () => {
  const page = await read('/t/cs1?choose=');
  expect(page).toContain('OH Thu 13:00 to 14:00; by appointment CS 304 · Wyatt Lloyd');
  expect(page).toContain('ONL Asynchronous, no set times');
  expect(page).toContain('P01 Thursdays, time to be announced');
});

it('is with the list of meetings, of the chosen sections only', async () => {
  expect(await read('/t/cs1?choose=OH')).toContain(line);
  expect(await read('/t/cs1?choose=P01')).not.toContain(line);
  expect((await site.get('/t/cs1?choose=OH')).body).toContain('<a href="https://cal.example.edu/lloyd">');
});

it('is why there are no meetings; nothing is to be announced where nothing will be', async () => {
  const page = await read('/t/cs1?choose=ONL');
  expect(page).toContain('Asynchronous, no set times.');
  expect(page.slice(page.indexOf('Meetings'))).not.toMatch(/announced/);
});

it('is beside the bare week and on the door sign, with its address', async () => {
  expect(await read('/t/cs1/week?choose=OH')).toContain(line);
  expect(await read('/t/cs1/OH/sign')).toContain('By appointment cal.example.edu/lloyd CS 304');
  expect(await read('/t/cs1/ONL/sign')).toContain('Asynchronous, no set times');
});

it('is in the JSON', async () => {
  const { sections } = JSON.parse((await site.get('/t/cs1.json')).body);
  const facts = { type: 'appointment', weekdays: [], url: 'https://cal.example.edu/lloyd', where: ['CS 304'] };
  expect(sections[0].arrangements).toEqual([{ ...facts, staff: ['Wyatt Lloyd'], note: null }]);
  expect(sections[2]).toMatchObject({ toBeAnnounced: true, arrangements: [{ type: 'later', weekdays: ['TH'] }] });
});

it('times are by the term’s clock', async () => {
  const page = await read('/t/cs1?choose=OH');
  expect(page).toContain('Thursday 26 November, 13:00 to 14:00, OH');
  expect(page).not.toMatch(/\d (?:am|pm)\b/);
  expect(await read('/t/cs1/OH/sign')).toContain('Thursdays 13:00 to 14:00');
});

describe('a title in another language', () => {
  it('says so on the course’s page and in lists, and so do names in its letters', async () => {
    const { body } = await site.get('/t/math101');
    expect(body).toContain('<bdi class="course-title" lang="ar" dir="rtl">مقدمة في الجبر</bdi>');
    expect(body).toContain('<bdi lang="ar" dir="rtl">سارة العلي</bdi>');
    expect(body).toContain('<bdi lang="ar" dir="rtl">قاعة ٣</bdi>');
    expect(body).toContain('<bdi>John Smith</bdi>');
    expect((await site.get('/t')).body).toContain('<bdi class="course-name" lang="ar" dir="rtl">مقدمة في الجبر</bdi>');
    expect((await site.get('/t/math101/L01/sign')).body).toContain('<h1><bdi lang="ar" dir="rtl">');
  });

  it('is in the JSON; a course that does not say has none', async () => {
    expect(JSON.parse((await site.get('/t/math101.json')).body).titleLanguage).toBe('ar');
    expect(JSON.parse((await site.get('/t/cs1.json')).body)).toMatchObject({ language: 'en', titleLanguage: null });
    expect((await site.get('/t/cs1')).body).toContain('<bdi class="course-title">First</bdi>');
  });
});
