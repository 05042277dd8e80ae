/** The page of a course's staff. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { COURSE, type DeskSite, openDeskSite } from '../desk-site.ts';

let site: DeskSite;
beforeAll(async () => {
  site = await openDeskSite();
});
afterAll(() => site.stop());

it('asks before it removes somebody or signs them out', async () => {
  const head = await site.signedIn('asks@example.edu', 'head', COURSE);
  await site.invite('asked@example.edu', 'editor', COURSE);
  const { body } = await head.get(`/desk/courses/${COURSE}/staff`);
  const asks = [...body.matchAll(/<details class="desk-ask">([\s\S]*?)<\/details>/g)].map(([, ask]) => ask ?? '');
  for (const act of ['remove', 'sign-out']) {
    const ask = asks.find((one) => one.includes(`/staff/${act}"`) && one.includes('asked@example.edu'));
    expect(ask, act).toMatch(/asked@example\.edu[^<]*\?/);
  }
});
