import { describe, expect, it } from 'vitest';
import { guessDevice } from '../../src/timetable/browser/device.ts';
import { listPrograms } from '../../src/timetable/programs.ts';
import { judgeAddress } from '../../src/web/public-address.ts';

const LINKS = {
  url: 'https://calendar.example.edu/fall-2018/cos418/L01+P02.ics',
  download: '/fall-2018/cos418/L01+P02.download.ics',
  name: 'COS 418 L01 P02 · Fall 2018',
  page: 'https://calendar.example.edu/fall-2018/cos418?choose=L01+P02',
};
const AGENTS = {
  android: 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/125.0 Mobile Safari/537.36',
  iphone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile Safari/604.1',
  mac: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 Version/17.5 Safari/605.1.15',
  windows: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/125.0 Safari/537.36',
  'iphone-browser':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 CriOS/125.0 Mobile/15E148 Safari/604.1',
  'in-app':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 330.0',
  other: 'Mozilla/5.0 (X11; Linux x86_64; rv:126.0) Gecko/20100101 Firefox/126.0',
} as const;

describe('how to subscribe', () => {
  it.each(Object.entries(AGENTS))('knows %s', (device, agent) => {
    expect(guessDevice(agent)).toBe(device);
  });

  it('offers first what works on the device, and everything everywhere', () => {
    const firstOn = (device: keyof typeof AGENTS) => listPrograms(LINKS, device)[0]?.name;
    expect(firstOn('android')).toBe('app');
    expect(firstOn('iphone')).toBe('apple');
    expect(firstOn('mac')).toBe('apple');
    expect(firstOn('windows')).toBe('outlook');
    expect(firstOn('other')).toBe('google');
    expect(firstOn('iphone-browser')).toBe('safari');
    expect(firstOn('in-app')).toBe('browser');
    for (const device of Object.keys(AGENTS) as (keyof typeof AGENTS)[]) {
      const names = listPrograms(LINKS, device).map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(['outlook', 'microsoft365', 'download']));
      expect(names.at(-1)).toBe('download');
      for (const { steps } of listPrograms(LINKS, device)) expect(steps.length).toBeLessThanOrEqual(3);
    }
    // The link cannot add a feed on that device, so it is not offered.
    expect(listPrograms(LINKS, 'android').map(({ name }) => name)).not.toContain('google');
  });

  it('knows the browsers inside other apps', () => {
    const android =
      'Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 Version/4.0 Chrome/125.0 Mobile Safari/537.36';
    expect(guessDevice(android)).toBe('in-app');
    expect(guessDevice(`${AGENTS.android} [FB_IAB/FB4A;FBAV/460.0]`)).toBe('in-app');
    expect(guessDevice(AGENTS.iphone.replace(' Safari/604.1', ''))).toBe('in-app');
  });

  it('opens an app on Android, or else the page that says what to do', () => {
    const { href } = listPrograms(LINKS, 'android')[0] ?? {};
    expect(href).toMatch(/^intent:\/\/calendar\.example\.edu\/fall-2018\/cos418\/L01\+P02\.ics#Intent;scheme=webcal;/);
    const fallback = /S\.browser_fallback_url=([^;]+);end$/.exec(href ?? '')?.[1] ?? '';
    expect(decodeURIComponent(fallback)).toBe(`${LINKS.page}#no-app`);
  });

  it('makes links that each program reads back as the very address', () => {
    const hrefs = new Map(listPrograms(LINKS, 'mac').map(({ name, href }) => [name, href ?? '']));
    const webcal = LINKS.url.replace('https:', 'webcal:');
    expect(new URL(hrefs.get('google') ?? '').searchParams.get('cid')).toBe(webcal);
    expect(hrefs.get('apple')).toBe(webcal);
    for (const name of ['outlook', 'microsoft365'] as const) {
      const url = new URL(hrefs.get(name) ?? '');
      expect(url.pathname).toBe('/calendar/0/addfromweb');
      expect(url.searchParams.get('url')).toBe(LINKS.url);
      expect(url.searchParams.get('name')).toBe(LINKS.name);
    }
  });
});

describe('where the site can be reached', () => {
  it.each([
    ['https://calendar.example.edu', null],
    ['http://calendar.example.edu', 'not encrypted'],
    ['http://localhost:4180', 'cannot be reached from the internet'],
    ['https://127.0.0.1', 'cannot be reached from the internet'],
    ['https://192.168.1.20:8443', 'cannot be reached from the internet'],
    ['https://[::1]', 'cannot be reached from the internet'],
    ['https://timetable', 'cannot be reached from the internet'],
    ['https://172.200.1.1', null],
  ])('%s', (address, words) => {
    const { warning, base } = judgeAddress(address, 'http://elsewhere');
    expect(base).toBe(address);
    if (words === null) expect(warning).toBeNull();
    else expect(warning).toContain(words);
  });

  it('warns where PUBLIC_URL is not set, and uses what the visitor came to', () => {
    expect(judgeAddress(null, 'http://localhost:4180')).toMatchObject({ base: 'http://localhost:4180' });
    expect(judgeAddress(null, 'http://localhost:4180').warning).toContain('PUBLIC_URL is not set');
  });
});
