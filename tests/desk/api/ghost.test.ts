/** Every address over a course or a term answers 404 where there is none, or where what stands there is no id. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { API_ROUTES } from '../../../src/desk/api/routes.ts';
import { listDeskRoutes } from '../../../src/desk/course/routes.ts';
import { COMMAND_LINE } from '../../../src/desk/desk-context.ts';
import { makeToken } from '../../../src/desk/staff/api-tokens.ts';
import { type Browser, COURSE, type DeskSite, openDeskSite } from '../desk-site.ts';
import { openScript, type Script } from './api-client.ts';

let site: DeskSite;
let script: Script;
let owner: Browser;
beforeAll(async () => {
  site = await openDeskSite();
  script = await openScript(site, 'all', 'owner', '*');
  owner = await site.signedIn('owner@example.edu', 'owner', '*');
});
afterAll(() => site.stop());

/** A course and a term that are not there, and texts that are no ids, one of them the address of a course. */
const GHOSTS = [
  ['fall-2018', 'future101'],
  ['fall-2099', 'cos418'],
  ['fall-2018', '%0A'],
  ['%0A', '%0A'],
  ['fall-2018%2Fcos418', 'cos418'],
] as const;

function haunt(path: string, [term, course]: readonly [string, string]): string {
  return path
    .replace(/:term|\{term\}/, path.includes('course') ? term : term === 'fall-2018' ? 'fall-2097' : term)
    .replace(/:course|\{course\}/, course)
    .replace(/:mail|\{mail\}/, 'x@example.edu')
    .replace(/:id|\{id\}/, 'x');
}

const over = (needs: unknown): boolean =>
  typeof needs === 'object' && (needs as { over?: string } | null)?.over !== 'site';

describe.each(API_ROUTES.filter(({ needs }) => over(needs)).map(({ operation }) => operation))(
  '$method $path',
  ({ method, path }) => {
    test.each(GHOSTS)('of %s and %s', async (...ghost) => {
      const answer = await script(
        method.toUpperCase(),
        haunt(path, ghost).replace(/^\/api/, ''),
        method === 'get' ? undefined : {},
      );
      expect([answer.status, answer.type]).toEqual([404, 'application/problem+json; charset=utf-8']);
    });
  },
);

describe.each(listDeskRoutes().filter(({ needs }) => over(needs)))('$method $path', ({ method, path }) => {
  test.each(GHOSTS)('of %s and %s', async (...ghost) => {
    const target = haunt(path, ghost);
    expect((method === 'get' ? await owner.get(target) : await owner.post(target)).status).toBe(404);
  });
});

test('nothing is revealed to a token without the right', async () => {
  const other = await openScript(site, 'other', 'editor', COURSE);
  expect((await other('GET', '/courses/fall-2018/future101/changes')).status).toBe(403);
});

test.each([
  ['head', 'fall-2018/future101', /there is no course fall-2018\/future101/],
  ['publisher', 'fall-2099', /there is no term fall-2099/],
  ['head', 'fall-2018/\n', /no token can be head there/],
])('no token is made as %s over %j', async (role, scope, words) => {
  const outcome = await makeToken(site.desk, COMMAND_LINE, { label: 'early', role, scope, days: null });
  expect(outcome).toMatchObject({ type: 'refused', why: expect.stringMatching(words) });
});
