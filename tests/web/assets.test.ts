/** The browser's files as a running server sends them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHIPPED } from '../cli/terminal.ts';
import { openSite, type RunningSite } from '../site/site.ts';

let site: RunningSite;

beforeAll(async () => {
  site = await openSite({ data: SHIPPED });
});
afterAll(async () => {
  await site.stop();
  await site.forget();
});

/** What a page links to: its style sheets, icon and scripts. */
async function listAssets(page: string): Promise<readonly string[]> {
  const { status, body } = await site.get(page);
  expect(status, page).toBe(200);
  return [...body.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, address]) => address ?? '');
}

describe('assets', () => {
  it.each(['/', '/fall-2018/cos418', '/fall-2018/cos418/P01/sign', '/my', '/desk'])(
    'serves every file that %s names',
    async (page) => {
      const named = await listAssets(page);
      expect(named.filter((address) => address.endsWith('.css'))).not.toEqual([]);
      for (const address of named) expect((await site.get(address)).status, address).toBe(200);
    },
  );
});
