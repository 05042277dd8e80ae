import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ODD_COURSES, withChanges } from '../catalogue.ts';
import { openPagesSite, type PagesSite, textOf } from '../pages-site.ts';

const COS418 = 'courses/fall-2018/cos418.yaml';
const shipped = readFileSync(path.resolve(import.meta.dirname, '../../../data', COS418), 'utf8');
const COURSE = '/fall-2018/cos418';
let site: PagesSite;

beforeAll(async () => {
  site = await openPagesSite({
    files: { ...ODD_COURSES, [COS418]: withChanges(shipped) },
    publicUrl: 'https://calendar.example.edu',
    frameAncestors: ['https://www.example.edu'],
  });
});
afterAll(() => site.stop());

const read = async (target: string, headers?: Record<string, string>): Promise<string> => {
  const { status, body } = await site.get(target, headers);
  expect(status, target).toBe(200);
  return textOf(body);
};

describe('a course’s page', () => {
  it('says every meeting in full words, in order, ahead of everything that is drawn', async () => {
    const { body } = await site.get(`${COURSE}?choose=P02`);
    const lines = [...body.matchAll(/<li class="meeting [\s\S]*?<\/li>/g)].map(([item]) => textOf(item).trim());
    expect(lines).toHaveLength(12);
    expect(lines[0]).toContain('Friday 14 September, 11 to 11:50 am, P02');
    expect(lines.some((line) => line.startsWith('Friday 12 October, 11 to 11:50 am, P02, cancelled'))).toBe(true);
    expect(lines.some((line) => line.includes('No precept this week; join P01 or P03.'))).toBe(true);
    expect(body.indexOf('class="meetings"')).toBeLessThan(body.indexOf('role="img"', body.indexOf('id="meetings"')));
  });

  it('says what moved, from where and to where', async () => {
    const text = await read(`${COURSE}?choose=OH`);
    expect(text).toMatch(/Thursday 11 October, 4 to 5 pm, OH[\s\S]{0,120}Moved from Tuesday 9 October, 6 pm\./);
  });

  it('says in one line what changed of several sections at once', async () => {
    const { body } = await site.get(`${COURSE}?choose=L01+OH-Lloyd`);
    const lines = [...body.matchAll(/<li><time[\s\S]*?<\/li>/g)].map(([item]) => textOf(item).trim());
    expect(lines).toEqual([expect.stringMatching(/L01, OH-Lloyd, Wednesday 26 September: room Friend Center 008/)]);
  });

  it('shows what its feed says, and nothing else', async () => {
    const { body: feed } = await site.get(`${COURSE}/L01+OH.ics`);
    const events = feed.match(/BEGIN:VEVENT/g) ?? [];
    const { body } = await site.get(`${COURSE}?choose=OH+L01`);
    expect(body.match(/<li class="meeting /g)).toHaveLength(events.length);
  });

  it('tells what is under way, next, and off today', async () => {
    site.at('2018-10-12T15:20:00Z');
    const friday = await read(`${COURSE}?choose=P02+P03+L01`);
    expect(friday).toMatch(/Now\s+until 11:50 am, P03/);
    expect(friday).toMatch(/Today\s+11 to 11:50 am, P02, cancelled/);
    expect(friday).toMatch(/Next\s+Monday 15 October, 10 to 10:50 am, L01, Bowen Hall 222 · in 3 days/);
    site.at('2018-07-01T12:00:00Z');
    expect(await read(`${COURSE}?choose=L01`)).toMatch(
      /First\s+Wednesday 12 September, 10 to 10:50 am, L01[\s\S]*24 meetings, 12 September to 12 December 2018/,
    );
    site.at('2026-11-22T12:00:00Z');
    expect(await read(`${COURSE}?choose=L01`)).toMatch(
      /These meetings are over\. There were 24 meetings, 12 September to 12 December 2018\./,
    );
    site.at('2018-10-10T15:00:00Z');
  });

  it('offers the choice of a term that is over last', async () => {
    const placesAt = async (now: string) => {
      site.at(now);
      const { body } = await site.get(COURSE);
      return body.indexOf('id="choose"') - body.indexOf('id="meetings"');
    };
    expect(await placesAt('2026-11-22T12:00:00Z')).toBeGreaterThan(0);
    expect(await placesAt('2018-10-10T15:00:00Z')).toBeLessThan(0);
  });

  it('opens the week that is asked for', async () => {
    expect(await read(`${COURSE}/week?week=2018-11-07`)).toContain('Week of 5 November');
    expect(await read(`${COURSE}/week?week=tomorrow`)).toContain('This week, from 8 October');
  });

  it('joins what is chosen to one address, in the course’s order', async () => {
    const { body } = await site.get(`${COURSE}?choose=oh&choose=P02&choose=L01`);
    expect(body).toContain('value="https://calendar.example.edu/fall-2018/cos418/L01+P02+OH.ics"');
    expect(textOf(body)).toContain('cannot be changed later');
  });

  it('chooses what has no alternative, unless the address says what is chosen', async () => {
    const checked = async (target: string) =>
      [...(await site.get(target)).body.matchAll(/value="([^"]+)" id="choose-[^>]* checked/g)].map(([, id]) => id);
    expect(await checked(COURSE)).toEqual(['L01']);
    expect(await checked(`${COURSE}?choose=P02`)).toEqual(['P02']);
    expect(await checked(`${COURSE}?choose=`)).toEqual([]);
    expect(await read(`${COURSE}?choose=`)).toContain('Choose your sections first');
  });

  it('marks what clashes with the choice, and no alternative before', async () => {
    expect(await read(COURSE)).not.toContain('Same time as');
    const text = await read(`${COURSE}?choose=P02+P03`);
    expect(text).toMatch(/P02[^\n]*[\s\S]{0,80}Same time as P03/);
    expect(text).not.toMatch(/OH-Lloyd[^\n]*Same time/);
  });

  it('opens at what comes next: past weeks are folded, also where they are few', async () => {
    site.at('2018-10-13T15:00:00Z');
    const { body } = await site.get(`${COURSE}?choose=P01`);
    site.at('2018-10-10T15:00:00Z');
    expect(body).toMatch(/<details class="fold">\s*<summary>\s*<span>Earlier/);
    expect(textOf(body)).toContain('Week of 15 October');
  });

  it('offers the staff’s feed last, by name', async () => {
    const page = (await site.get(`${COURSE}?choose=L01`)).body;
    const body = page.slice(page.indexOf('<body'));
    expect(body.indexOf('all.ics')).toBeGreaterThan(body.indexOf('outlook.office.com'));
    expect(textOf(body)).toContain('Everything, for staff:');
  });

  it('takes former, cross-listed and oddly written ids; says which section there is none of', async () => {
    expect(await read('/spring-2019/egr333')).toContain('EGR 333');
    expect(await read('/Fall-2018/COS418?choose=l01+P9')).toContain('There is no section P9 here.');
  });

  it('keeps names from other directions apart, and never lets a title be markup', async () => {
    const { body } = await site.get('/fall-2018/nes201');
    expect(body).toContain('<bdi>نور القاسم</bdi>');
    const thesis = await site.get('/fall-2018/sen999');
    expect(thesis.body).toContain('Thèse d’État &amp; &lt;b>Études&lt;/b>');
    expect(textOf(thesis.body)).toContain('No meetings have been announced yet.');
    // With a single section there is no choice, so the feed's address is shown at once.
    expect(thesis.body).toContain('/fall-2018/sen999/S01.ics"');
  });

  it('has links in HTML and Markdown for the course’s own site', async () => {
    const text = await read(COURSE);
    expect(text).toContain(
      '<a href="https://calendar.example.edu/fall-2018/cos418?choose=P02">COS 418 P02, Precept</a>',
    );
    expect(text).toContain('- [COS 418 P02, Precept](https://calendar.example.edu/fall-2018/cos418?choose=P02)');
  });

  it('may be framed as a bare week only, and only by whom the setting names', async () => {
    const week = await site.get(`${COURSE}/week`);
    expect(week.headers['content-security-policy']).toContain('frame-ancestors https://www.example.edu');
    expect(week.headers['x-frame-options']).toBeUndefined();
    const page = await site.get(COURSE);
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });

  it('makes a door sign of a section, with a code that leads to its page', async () => {
    const { body } = await site.get(`${COURSE}/P01/sign`);
    expect(textOf(body)).toMatch(/Fridays 10 to 10:50 am Friend Center 008/);
    expect(body).toContain('QR code of https://calendar.example.edu/fall-2018/cos418?choose=P01');
    expect((await site.get(`${COURSE}/P09/sign`)).status).toBe(404);
  });

  it('is validated by its ETag and holds no style or script of its own', async () => {
    const first = await site.get(COURSE);
    const again = await site.get(COURSE, { 'If-None-Match': String(first.headers.etag) });
    expect(again.status).toBe(304);
    expect(again.body).toBe('');
    expect(first.body).not.toMatch(
      /<style|style="|<script(?![^>]* src="\/assets\/)|https?:\/\/(?!calendar\.example\.edu)[^"]*\.(js|css)/,
    );
  });
});
