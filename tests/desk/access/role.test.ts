import { describe, expect, test } from 'vitest';
import {
  type Action,
  covers,
  fitsScope,
  type Grant,
  may,
  meet,
  ROLES,
  rolesToGive,
} from '../../../src/desk/access/role.ts';

const SUBJECTS = [
  'fall-2018/cos418',
  'fall-2018/cos226',
  'fall-2018',
  'fall-2018-b/cos418',
  'spring-2019',
  '*',
] as const;
const ACTIONS: readonly Action[] = ['view', 'change', 'staff', 'own'];

/** Everything that a grant allows, written out by hand. */
const ALLOWED: readonly [Grant, readonly string[]][] = [
  [{ role: 'viewer', scope: 'fall-2018/cos418' }, ['view fall-2018/cos418']],
  [{ role: 'editor', scope: 'fall-2018/cos418' }, ['view fall-2018/cos418', 'change fall-2018/cos418']],
  [
    { role: 'head', scope: 'fall-2018/cos418' },
    ['view fall-2018/cos418', 'change fall-2018/cos418', 'staff fall-2018/cos418'],
  ],
  [
    { role: 'publisher', scope: 'fall-2018' },
    [
      'view fall-2018/cos418',
      'change fall-2018/cos418',
      'view fall-2018/cos226',
      'change fall-2018/cos226',
      'view fall-2018',
      'change fall-2018',
    ],
  ],
  [{ role: 'owner', scope: '*' }, SUBJECTS.flatMap((subject) => ACTIONS.map((action) => `${action} ${subject}`))],
  // Roles over scopes that they cannot have allow nothing, however they came into the store.
  [{ role: 'owner', scope: 'fall-2018/cos418' }, []],
  [{ role: 'head', scope: '*' }, []],
  [{ role: 'editor', scope: 'fall-2018' }, []],
  [{ role: 'publisher', scope: 'fall-2018/cos418' }, []],
];

describe('what a grant allows', () => {
  test.each(ALLOWED)('%o', (grant, allowed) => {
    const found = SUBJECTS.flatMap((subject) =>
      ACTIONS.filter((action) => may([grant], action, subject)).map((action) => `${action} ${subject}`),
    );
    expect(found.sort()).toEqual([...allowed].sort());
  });

  test('nobody without a grant may do anything', () => {
    expect(SUBJECTS.some((subject) => ACTIONS.some((action) => may([], action, subject)))).toBe(false);
  });
});

test('a scope fits its role only', () => {
  const fitting = ROLES.flatMap((role) =>
    ['*', 'fall-2018', 'fall-2018/cos418', '', '/', 'a/b/c', '*/cos418', 'fall-2018/*']
      .filter((scope) => fitsScope(role, scope))
      .map((scope) => `${role} ${scope}`),
  );
  expect(fitting).toEqual([
    'viewer fall-2018/cos418',
    'editor fall-2018/cos418',
    'head fall-2018/cos418',
    'publisher fall-2018',
    'owner *',
  ]);
});

test('nobody covers a person with more rights', () => {
  const editor: Grant = { role: 'editor', scope: 'fall-2018/cos418' };
  const head: Grant = { role: 'head', scope: 'fall-2018/cos418' };
  const publisher: Grant = { role: 'publisher', scope: 'fall-2018' };
  const owner: Grant = { role: 'owner', scope: '*' };
  expect(covers([editor], [editor])).toBe(true);
  expect(covers([editor], [head])).toBe(false);
  expect(covers([head], [editor])).toBe(true);
  expect(covers([head], [editor, { role: 'viewer', scope: 'fall-2018/cos226' }])).toBe(false);
  expect(covers([head], [owner])).toBe(false);
  expect(covers([publisher], [editor])).toBe(true);
  expect(covers([publisher], [head])).toBe(false);
  expect(covers([owner], [owner, publisher, head])).toBe(true);
});

test('heads give roles over their course, owners over anything, others none', () => {
  const give = (grant: Grant, subject: string) => rolesToGive([grant], subject);
  const course = 'fall-2018/cos418';
  expect(give({ role: 'head', scope: course }, course)).toEqual(['viewer', 'editor', 'head']);
  expect(give({ role: 'head', scope: course }, 'fall-2018/cos226')).toEqual([]);
  expect(give({ role: 'editor', scope: course }, course)).toEqual([]);
  expect(give({ role: 'publisher', scope: 'fall-2018' }, course)).toEqual([]);
  expect(give({ role: 'owner', scope: '*' }, 'fall-2018')).toEqual(['publisher']);
  expect(give({ role: 'owner', scope: '*' }, '*')).toEqual(['owner']);
});

test('what two lists of grants have in common allows exactly what both allow', () => {
  const grants: Grant[] = SUBJECTS.flatMap((scope) =>
    ROLES.filter((role) => fitsScope(role, scope)).map((role) => ({ role, scope })),
  );
  const pairs = grants.flatMap((one, index) => grants.slice(index).map((other) => [one, other]));
  const lists = [[], ...pairs];
  for (const one of lists) {
    for (const other of lists) {
      const both = meet(one, other);
      for (const subject of SUBJECTS) {
        for (const action of ACTIONS) {
          const expected = may(one, action, subject) && may(other, action, subject);
          if (may(both, action, subject) !== expected) expect({ one, other, both, action, subject }).toBe(expected);
        }
      }
    }
  }
});
