/** Every release must open what earlier ones wrote; see tests/fixtures/frozen/README.md. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { compareFeeds, type Difference } from './differences.ts';
import { EXCEPTIONS } from './exceptions.ts';
import { BUILT, FEEDS, OPENED_AT, type Secrets } from './fixture.ts';
import { type Client, openRelease, type Server } from './release.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FIXTURES = path.join(ROOT, 'tests/fixtures/frozen');
const RELEASES = readdirSync(FIXTURES, { withFileTypes: true }).filter((entry) => entry.isDirectory());

// Servers and commands run as separate processes here, possibly on busy machines.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const used = new Set<(typeof EXCEPTIONS)[number]>();

/** Throws for differences that no exception covers. */
function refuse(differences: readonly Difference[]): readonly Difference[] {
  return differences.filter((difference) => {
    const exception = EXCEPTIONS.find(({ allows }) => allows(difference));
    if (exception) used.add(exception);
    return exception === undefined;
  });
}

describe.each(RELEASES.map(({ name }) => name))('what %s wrote', (name) => {
  const fixture = path.join(FIXTURES, name);
  const secrets: Secrets = JSON.parse(readFileSync(path.join(fixture, 'secrets.json'), 'utf8'));
  const work = mkdtempSync(path.join(tmpdir(), 'belltower-frozen-'));
  const data = path.join(work, 'data');
  const inside = (...parts: string[]): string => path.join(work, ...parts);
  const open = (state: string) => openRelease(ROOT, { data, state: inside(state) });
  afterAll(() => rmSync(work, { recursive: true, force: true }));
  beforeAll(() => {
    cpSync(path.join(fixture, 'data'), data, { recursive: true });
    mkdirSync(inside('kept'));
    cpSync(path.join(fixture, 'belltower.sqlite'), inside('kept', 'belltower.sqlite'));
    for (const file of ['state.jsonl', 'revisions.json']) {
      writeFileSync(inside(file), gunzipSync(readFileSync(path.join(fixture, `${file}.gz`))));
    }
  });

  async function compareServed(client: Client): Promise<Difference[]> {
    const personal = secrets.calendars.filter(({ status }) => status === 200).map(({ feed }) => feed);
    const found: Difference[] = [];
    for (const feed of [...FEEDS, ...personal]) {
      const { status, body } = await client.get(feed);
      if (status !== 200) found.push({ feed, what: 'address', uid: '', was: '200', is: String(status) });
      else found.push(...compareFeeds(feed, readFileSync(path.join(fixture, 'feeds', feed), 'utf8'), body));
    }
    return found;
  }

  async function openCalendars(client: Client): Promise<unknown[]> {
    return Promise.all(
      secrets.calendars.map(async ({ key, feed }) => {
        const { status } = await client.get(feed);
        const page = await client.post('/my/edit', { key });
        return { key, feed, status, opens: page.status === 200 };
      }),
    );
  }

  async function useTokens(client: Client): Promise<unknown[]> {
    return Promise.all(
      secrets.tokens.map(async ({ secret, label }) => {
        const { status } = await client.get('/api/me', { authorization: `Bearer ${secret}` });
        return { secret, label, opens: status === 200 };
      }),
    );
  }

  describe('opened from its store', () => {
    let server: Server;
    beforeAll(async () => {
      server = await open('kept').serve(OPENED_AT);
    });
    afterAll(() => server.stop());

    it('serves every feed with every meeting as it was, and raises nothing', async () => {
      expect(refuse(await compareServed(server))).toEqual([]);
    });

    it('opens personal calendars by their keys, and lets tokens do what they did', async () => {
      expect(await openCalendars(server)).toEqual(secrets.calendars);
      expect(await useTokens(server)).toEqual(secrets.tokens);
    });

    it('knows sessions and sign-in links, open ones and ended ones', async () => {
      const sessions = await Promise.all(
        secrets.sessions.map(async ({ cookie, mail }) => {
          const { body } = await server.get('/desk/devices', { cookie });
          return { cookie, mail, opens: body.includes(mail) };
        }),
      );
      expect(sessions).toEqual(secrets.sessions);
      for (const { path: link, mail, state } of secrets.links) {
        const { status, body } = await server.get(link);
        expect([link, status, body.includes(mail)]).toEqual([link, state === 'open' ? 200 : 410, state === 'open']);
      }
    });

    it('shows the history and the changes made at the desk', async () => {
      const [site] = secrets.tokens;
      const authorization = `Bearer ${site?.secret}`;
      const counts = { 'fall-2018/cos418': 8, 'spring-2019/bio101': 3, 'spring-2019/phy20': 1 };
      for (const [course, count] of Object.entries(counts)) {
        const { body } = await server.get(`/api/courses/${course}/changes`, { authorization });
        expect(JSON.parse(body).changes.length, course).toBe(count);
      }
      const history = JSON.parse((await server.get('/api/history', { authorization })).body);
      expect(history.entries.length).toBeGreaterThan(20);
    });
  });

  it('is restored from its export: the same feeds, personal calendars and tokens', async () => {
    await open('restored').run(OPENED_AT, 'restore', inside('state.jsonl'));
    const server = await open('restored').serve(OPENED_AT);
    try {
      expect(refuse(await compareServed(server))).toEqual([]);
      expect(await openCalendars(server)).toEqual(secrets.calendars);
      expect(await useTokens(server)).toEqual(secrets.tokens);
    } finally {
      await server.stop();
    }
  });

  it('is built upon from its revisions.json: the same files, and nothing raised', async () => {
    await open('none').run(OPENED_AT, 'build', '--out', inside('public'), '--previous', work);
    const differences = BUILT.flatMap((feed) =>
      compareFeeds(
        `built ${feed}`,
        readFileSync(path.join(fixture, 'built', feed), 'utf8'),
        readFileSync(inside('public', feed), 'utf8'),
      ),
    );
    expect(refuse(differences)).toEqual([]);
  });
});

it('needs every exception that is listed', () => {
  expect(EXCEPTIONS.filter((exception) => !used.has(exception)).map(({ why }) => why)).toEqual([]);
});
