/** Web app manifest, icons and link previews. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPagesSite, type PagesSite } from '../site/pages-site.ts';

let site: PagesSite;
beforeAll(async () => {
  site = await openPagesSite({ publicUrl: 'https://cal.example.edu' });
});
afterAll(() => site.stop());

describe('the site’s icons', () => {
  it('are at their usual addresses', async () => {
    for (const [address, type] of [
      ['/favicon.ico', 'image/x-icon'],
      ['/apple-touch-icon.png', 'image/png'],
    ] as const) {
      const { status, headers } = await site.get(address);
      expect([status, headers['content-type']], address).toEqual([200, type]);
    }
  });

  it('are in a manifest with which the site can be installed', async () => {
    const { headers, body } = await site.get('/site.webmanifest');
    expect(headers['content-type']).toBe('application/manifest+json');
    const manifest = JSON.parse(body);
    expect(manifest).toMatchObject({ name: 'Belltower', start_url: '/', display: 'standalone' });
    expect(manifest.icons.map(({ sizes, purpose }: Record<string, string>) => `${sizes} ${purpose}`)).toEqual([
      '192x192 any',
      '512x512 any',
      '512x512 maskable',
    ]);
    for (const { src } of manifest.icons) expect((await site.get(src)).status, src).toBe(200);
    expect((await site.get('/')).body).toContain('<link rel="manifest" href="/site.webmanifest"');
  });

  it('stand beside a picture for links from elsewhere, at the public address', async () => {
    const { body } = await site.get('/fall-2018/cos418');
    const picture = /property="og:image" content="([^"]+)"/.exec(body)?.[1] ?? '';
    expect(picture).toMatch(/^https:\/\/cal\.example\.edu\/assets\/link-preview\.\w+\.png$/);
    expect((await site.get(new URL(picture).pathname)).headers['content-type']).toBe('image/png');
    expect(body).toContain('property="og:title" content="COS 418 Distributed Systems, Fall 2018"');
  });
});
