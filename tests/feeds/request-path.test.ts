import { expect, it } from 'vitest';
import { loggedPath, pathOf } from '../../src/feeds/request-path.ts';

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
  expect(loggedPath(`/${'a+'.repeat(5000)}`).length).toBeLessThan(250);
});

const SECRET = 'kYv3-9_'.repeat(7).slice(0, 32);
it.each([
  [`/MY/${SECRET}.ics`, '/MY/….ics'],
  [`/Desk/Sign-In/${SECRET}`, '/Desk/Sign-In/…'],
  [`//my/${SECRET}.ics`, '//my/….ics'],
  [`/%6dy/${SECRET}.ics`, '/my/….ics'],
  [`/my/%6B${SECRET.slice(1)}.ics`, '/my/….ics'],
  [`/fall-2018/${SECRET}/L01.ics`, '/fall-2018/…/L01.ics'],
  [`/webcal%3A%2F%2Fhost%2Fmy%2F${SECRET}.ics`, '/webcal%3A%2F%2Fhost%2Fmy%….ics'],
])('leaves the secret out of %s, which a client may send as well', (path, logged) => {
  expect(loggedPath(path)).toBe(logged);
});
