import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findTokenHolder, findVisitor } from '../../../src/desk/access/visitors.ts';
import { COMMAND_LINE } from '../../../src/desk/desk-context.ts';
import { makeRenewal, signIn, signOutMember } from '../../../src/desk/sign-in/signing-in.ts';
import { addStaff } from '../../../src/desk/staff/adding.ts';
import { makeToken, revokeToken } from '../../../src/desk/staff/api-tokens.ts';
import { describeStaff } from '../../../src/desk/staff/listing.ts';
import { removeStaff } from '../../../src/desk/staff/removing.ts';
import { importRoster } from '../../../src/desk/staff/roster.ts';
import { COURSE, type DeskTrial, openDeskTrial } from '../desk-trial.ts';

let desk: DeskTrial;
beforeEach(async () => {
  desk = await openDeskTrial();
});
afterEach(() => desk.stop());

const head = () => desk.visitor('head@example.edu', { role: 'head', scope: COURSE });
const editor = () => desk.visitor('editor@example.edu', { role: 'editor', scope: COURSE });
const add = (mail: string, role: string, scope: string, maker = COMMAND_LINE) =>
  addStaff(desk, maker, { mail, name: null, role, scope });

describe('nobody comes to more rights than were given', () => {
  test('inviting somebody who may do more elsewhere gives no link to their account', async () => {
    await add('owner@example.edu', 'owner', '*');
    const outcome = await add('owner@example.edu', 'editor', COURSE, head());
    expect(outcome).toMatchObject({ type: 'added', secret: null });
    expect(await makeRenewal(desk, head(), 'owner@example.edu', COURSE)).toBeNull();
  });

  test('an editor shows a sign-in code to a colleague, never to the head; and who did is in the history', async () => {
    await add('colleague@example.edu', 'editor', COURSE);
    await add('head@example.edu', 'head', COURSE);
    await add('editor@example.edu', 'editor', COURSE);
    const renewal = await makeRenewal(desk, editor(), 'colleague@example.edu', COURSE);
    expect(await signIn(desk, renewal?.secret ?? '', { name: 'x', previous: null })).toMatchObject({
      mail: 'colleague@example.edu',
    });
    expect(await makeRenewal(desk, editor(), 'head@example.edu', COURSE)).toBeNull();
    expect(await makeRenewal(desk, editor(), 'nobody@example.edu', COURSE)).toBeNull();
    const [entry] = await desk.store.auditTrail(1, COURSE);
    expect(entry).toMatchObject({
      who: 'editor@example.edu',
      what: 'sign-in link',
      after: { mail: 'colleague@example.edu' },
    });
  });

  test.each([
    ['a head over another course', 'editor', 'fall-2018/other'],
    ['a head over the term', 'publisher', 'fall-2018'],
    ['a head over the site', 'owner', '*'],
  ])('%s gives nothing', async (_name, role, scope) => {
    expect((await add('x@example.edu', role, scope, head())).type).toBe('refused');
    expect(await desk.store.staffMember('x@example.edu')).toBeNull();
  });

  test('a token does no more than its maker may, then and later', async () => {
    await add('head@example.edu', 'head', COURSE);
    expect((await makeToken(desk, head(), { label: 'x', role: 'owner', scope: '*', days: null })).type).toBe('refused');
    const made = await makeToken(desk, head(), { label: 'x', role: 'head', scope: COURSE, days: 30 });
    const secret = made.type === 'made' ? made.secret : '';
    const holder = () => findTokenHolder(desk, secret);
    expect(await holder()).toMatchObject({ grants: [{ role: 'head', scope: COURSE }] });
    await add('head@example.edu', 'editor', COURSE);
    expect(await holder()).toBeNull();
    await add('head@example.edu', 'head', COURSE);
    expect(await holder()).not.toBeNull();
    desk.now += 31 * 86_400_000;
    expect(await holder()).toBeNull();
    desk.now -= 31 * 86_400_000;
    expect(await revokeToken(desk, COMMAND_LINE, made.type === 'made' ? made.token.id : '', 'fall-2018/other')).toBe(
      false,
    );
    expect(await revokeToken(desk, COMMAND_LINE, made.type === 'made' ? made.token.id : '', COURSE)).toBe(true);
    expect(await holder()).toBeNull();
  });
});

test('a head removes an editor, who is signed out; the last owner stays', async () => {
  const added = await add('editor@example.edu', 'editor', COURSE);
  const signedIn = await signIn(desk, added.type === 'added' ? (added.secret ?? '') : '', {
    name: 'x',
    previous: null,
  });
  const secret = 'secret' in signedIn ? signedIn.secret : '';
  expect((await findVisitor(desk, secret))?.grants).toEqual([{ role: 'editor', scope: COURSE }]);
  expect(await removeStaff(desk, head(), 'editor@example.edu', COURSE)).toEqual({ type: 'removed' });
  expect(await findVisitor(desk, secret)).toBeNull();
  const again = await add('lost@example.edu', 'editor', COURSE);
  const lost = await signIn(desk, again.type === 'added' ? (again.secret ?? '') : '', { name: 'x', previous: null });
  expect(await signOutMember(desk, editor(), 'head@example.edu', COURSE)).toBe(false);
  expect(await signOutMember(desk, head(), 'lost@example.edu', COURSE)).toBe(true);
  expect(await findVisitor(desk, 'secret' in lost ? lost.secret : '')).toBeNull();
  expect(await desk.store.staffMember('lost@example.edu')).not.toBeNull();
  await add('owner@example.edu', 'owner', '*');
  expect((await removeStaff(desk, COMMAND_LINE, 'owner@example.edu', null)).type).toBe('refused');
  expect((await removeStaff(desk, editor(), 'head@example.edu', COURSE)).type).toBe('refused');
});

describe('somebody who may do more than a head', () => {
  const rename = (maker = COMMAND_LINE, name = 'Not The Owner') =>
    addStaff(desk, maker, { mail: 'owner@example.edu', name, role: 'viewer', scope: COURSE });

  test('keeps the name and the sign-in links, whatever the head does', async () => {
    const owner = { mail: 'owner@example.edu', name: 'Dean', role: 'owner', scope: '*' };
    const added = await addStaff(desk, COMMAND_LINE, owner);
    const link = added.type === 'added' ? (added.secret ?? '') : '';
    expect(await rename(head())).toMatchObject({ type: 'added', member: { name: 'Dean' }, nameKept: true });
    const roster = 'mail,name\nowner@example.edu,Nobody\n';
    const given = { role: 'viewer', scope: COURSE };
    expect(await importRoster(desk, head(), roster, given)).toMatchObject({ namesKept: ['owner@example.edu'] });
    expect((await desk.store.staffMember('owner@example.edu'))?.name).toBe('Dean');
    expect(await removeStaff(desk, head(), 'owner@example.edu', COURSE)).toEqual({ type: 'removed' });
    expect(await signIn(desk, link, { name: 'x', previous: null })).toMatchObject({ mail: 'owner@example.edu' });
    expect(await rename()).toMatchObject({ member: { name: 'Not The Owner' }, nameKept: false });
  });
});

test('whoever looks at the staff is offered only what they may do', async () => {
  await add('head@example.edu', 'head', COURSE);
  await add('editor@example.edu', 'editor', COURSE);
  const offers = async (visitor: ReturnType<typeof head>) =>
    (await describeStaff(desk, visitor, COURSE)).map(({ mail, canRenew, canRemove }) => [mail, canRenew, canRemove]);
  expect(await offers(head())).toEqual([
    ['editor@example.edu', true, true],
    ['head@example.edu', true, false],
  ]);
  expect(await offers(editor())).toEqual([
    ['editor@example.edu', true, false],
    ['head@example.edu', false, false],
  ]);
});
