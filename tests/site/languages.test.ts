/** Which parts of an answer are in the course's language, and which in the visitor's. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPagesSite, type PagesSite, textOf } from './pages-site.ts';

const TERM = 'title: Automne\nzone: Europe/Paris\nclasses: 2026-09-02 to 2026-12-11\n';
const COURSE = (more: string): string =>
  `code: INF 1\ntitle: Programmation\n${more}sections:\n  L01: {kind: lecture, meets: Mon Wed 10:00am-11:30am}\n`;
const FRENCH = { 'accept-language': 'fr-CA,fr;q=0.8,en;q=0.5' };

let site: PagesSite;
beforeAll(async () => {
  site = await openPagesSite({
    empty: true,
    now: '2026-09-20T15:00:00Z',
    frameAncestors: ['*'],
    files: {
      'terms/t.yaml': TERM,
      'courses/t/inf1.yaml': COURSE(
        'language: fr\nchanges:\n  - {announced: 2026-09-19, sections: L01, on: 2026-09-21, cancel: yes, say: Grève.}\n',
      ),
      'courses/t/cs1.yaml': COURSE(''),
    },
  });
});
afterAll(() => site.stop());

const varies = (vary: unknown): boolean => String(vary).includes('Accept-Language');

describe('a course’s page', () => {
  it('is in the course’s language, in a frame in the visitor’s', async () => {
    const { body, headers } = await site.get('/t/inf1', { 'accept-language': 'en-GB' });
    expect(headers['content-language']).toBe('fr');
    expect(varies(headers.vary)).toBe(true);
    expect(body).toMatch(/^<!doctype html><html lang="fr">/);
    expect(body).toMatch(/<header[^>]* lang="en"/);
    const text = textOf(body);
    expect(text).toMatch(/My calendar|Skip/);
    expect(text).toContain('mercredi');
    expect(text).toContain('10:00');
    expect(text).not.toMatch(/Subscribe|Monday|Mondays|Wednesday|10 am|meetings|Times are/);
    expect(body).toContain('S’abonner');
  });

  it('has one language where the visitor’s is the course’s', async () => {
    const { body } = await site.get('/t/inf1', FRENCH);
    expect(body.match(/ lang="[a-z]+"/g)).toEqual([' lang="fr"']);
  });

  it('is English for an English course, whoever reads it', async () => {
    const { body, headers } = await site.get('/t/cs1', FRENCH);
    expect(headers['content-language']).toBe('en');
    expect(body).toMatch(/^<!doctype html><html lang="en">/);
    expect(textOf(body)).toContain('Monday');
  });

  it('does not vary without a frame', async () => {
    const answers = [
      await site.get('/t/inf1/week', FRENCH),
      await site.get('/t/inf1/week', { 'accept-language': 'en' }),
    ];
    const [french, english] = answers;
    expect(english?.body).toBe(french?.body);
    expect(french?.headers['content-language']).toBe('fr');
    expect(varies(french?.headers.vary)).toBe(false);
  });
});

describe('other pages', () => {
  it('are in the visitor’s language, each with an ETag of its own', async () => {
    const [french, english] = [await site.get('/', FRENCH), await site.get('/', { 'accept-language': 'en' })];
    expect(french.body).toContain('<html lang="fr">');
    expect(english.body).toContain('<html lang="en">');
    expect(french.headers.etag).not.toBe(english.headers.etag);
    expect(varies(french.headers.vary)).toBe(true);
    const again = await site.get('/', { ...FRENCH, 'if-none-match': String(french.headers.etag) });
    expect([again.status, varies(again.headers.vary)]).toEqual([304, true]);
  });

  it('are in the site’s language where a visitor asks for none that there is', async () => {
    expect((await site.get('/', { 'accept-language': 'tlh' })).body).toContain('<html lang="en">');
    await site.write({ 'site.yaml': 'name: Site\nuidDomain: example.edu\nlanguage: fr\n' });
    expect((await site.get('/', { 'accept-language': 'tlh' })).body).toContain('<html lang="fr">');
    expect((await site.get('/')).body).toContain('<html lang="fr">');
    await site.write({ 'site.yaml': 'name: Site\nuidDomain: example.edu\n' });
  });

  it('say in the visitor’s language that nothing is there', async () => {
    const { status, body } = await site.get('/nowhere', { ...FRENCH, accept: 'text/html' });
    expect(status).toBe(404);
    expect(body).toContain('<html lang="fr">');
  });
});

describe('what programs read', () => {
  it('has the site’s language where it is about all courses', async () => {
    await site.write({ 'site.yaml': 'name: Site\nuidDomain: example.edu\nlanguage: de\n' });
    const { body } = await site.get('/changes.atom', FRENCH);
    expect(body).toContain('xml:lang="de"');
    expect(body).toContain('annulé');
    await site.write({ 'site.yaml': 'name: Site\nuidDomain: example.edu\n' });
  });

  it('never varies', async () => {
    for (const path of ['/t/inf1/L01.ics', '/t/inf1/all.download.ics', '/t/inf1/changes.atom', '/t/inf1.json']) {
      const [plain, french] = [await site.get(path), await site.get(path, FRENCH)];
      expect([path, french.body]).toEqual([path, plain.body]);
      expect([path, varies(french.headers.vary)]).toEqual([path, false]);
    }
    const atom = (await site.get('/t/inf1/changes.atom')).body;
    expect(atom).toContain('xml:lang="fr"');
    expect(atom).toContain('annulé');
  });

  it('is English in problem details', async () => {
    const { body } = await site.get('/api/v1/courses?page=x', FRENCH);
    expect(JSON.parse(body).detail).toMatch(/^[A-Z][a-z ]+/);
    expect(body).toBe((await site.get('/api/v1/courses?page=x')).body);
  });
});
