import { expect, it } from 'vitest';
import { loggedPath, pathOf } from '../../src/http/request-path.ts';

it.each([
  [undefined, '/'],
  ['/a/b?c=d', '/a/b'],
  ['/a#b', '/a'],
  ['http://example.edu/fall-2018/cos418/L01.ics?x', '/fall-2018/cos418/L01.ics'],
  ['http://example.edu', '/'],
  ['*', '*'],
  ['//', '//'],
])('pathOf(%s) is %s', (target, path) => {
  expect(pathOf(target)).toBe(path);
});

it('keeps the secrets of personal feeds and sign-in links out of logs', () => {
  expect(loggedPath('/my/kYv3tokentokentokentoken.ics')).toBe('/my/….ics');
  expect(loggedPath('/my/kYv3tokentokentokentoken/edit')).toBe('/my/…/edit');
  expect(loggedPath('/desk/sign-in/secretsecret')).toBe('/desk/sign-in/…');
  expect(loggedPath('/fall-2018/cos418/L01.ics')).toBe('/fall-2018/cos418/L01.ics');
  expect(loggedPath(`/${'a'.repeat(5000)}`).length).toBeLessThan(250);
});
