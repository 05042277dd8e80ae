import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, type DeskSite, openDeskSite } from './desk-site.ts';

let site: DeskSite;
let owner: Browser;
beforeAll(async () => {
  site = await openDeskSite();
  owner = await site.signedIn('owner@example.edu', 'owner', '*');
});
afterAll(() => site.stop());

// Found by fuzzing: owners may act on any scope, and were redirected to a URL that is not a valid header value.
test.each(['%0Dfull/ful101', 'full%0D%0AX-Evil:%201/ful101', 'full%E2%80%AE/ful-1', 'full/%F0%9F%98%80'])(
  'a token of the course %s, which there cannot be, is answered without a failure',
  async (course) => {
    const { status, headers } = await owner.post(`/desk/courses/${course}/tokens/x/revoke`);
    // There is no such course, so there is no redirect.
    expect(status).toBe(404);
    expect(headers['x-evil']).toBeUndefined();
    expect(headers.location).toBeUndefined();
  },
);
