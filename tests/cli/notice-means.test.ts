import { expect, it } from 'vitest';
import { describeMeans, findMeans } from '../../src/cli/notice-means.ts';
import { readConfig } from '../../src/config.ts';

const SITE = { PUBLIC_URL: 'https://calendar.example.edu', SMTP_URL: 'smtp://localhost', MAIL_FROM: 'a@example.edu' };

it.each([
  [SITE, { address: SITE.PUBLIC_URL, mail: true }, 'by mail: offered'],
  [{ ...SITE, NOTICES: 'off' }, { address: null, mail: false }, 'are not delivered: NOTICES is off'],
  [{ ...SITE, PUBLIC_URL: 'http://calendar.example.edu' }, { address: null, mail: false }, 'does not begin with https'],
])('%j offers %j', (environment, means, line) => {
  const config = readConfig({}, environment);
  expect(findMeans(config)).toEqual(means);
  expect(describeMeans(config).join('\n')).toContain(line);
});

it('refuses another word than on and off', () => {
  expect(() => readConfig({}, { NOTICES: 'no' })).toThrow(/NOTICES/);
});
