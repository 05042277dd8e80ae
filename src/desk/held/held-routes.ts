/** The pages of held edits. */
import { say } from '../../words/say.ts';
import { renderRefusal } from '../access/refusal-view.ts';
import { may } from '../access/role.ts';
import { type DeskRoute, fieldOf, type SignedInVisit } from '../access/route.ts';
import { describeSubject } from '../access/subject.ts';
import { goTo, sendDesk } from '../course/desk-layout.ts';
import { agreeToHeld, openHeld } from './held-desk.ts';
import { renderHeld } from './held-view.ts';

const HELD = '/desk/courses/:term/:course/held';

export function listHeldRoutes(): readonly DeskRoute[] {
  return [
    {
      method: 'get',
      path: HELD,
      needs: { may: 'view', over: 'course' },
      answer: (visit: SignedInVisit) => showHeld(visit, false),
    },
    { method: 'post', path: HELD, needs: { may: 'own', over: 'course' }, answer: agree },
  ];
}

async function showHeld(visit: SignedInVisit, isOther: boolean): Promise<void> {
  const { context, subject, visitor } = visit;
  const held = await openHeld(context.desk, subject);
  const { name, zone } = describeSubject(context.desk.courses, subject);
  const path = `/desk/courses/${subject}`;
  if (!held) {
    const text = say('deskCourse.noHeldEdit');
    return sendDesk(
      visit,
      404,
      renderRefusal(visit, { title: say('deskCourse.notHere'), text, action: { href: path, label: name } }),
    );
  }
  if (held.type === 'refused') return refuse(visit, held.why);
  const mayAgree = may(visitor.grants, 'own', subject);
  const status = isOther ? 409 : 200;
  sendDesk(visit, status, renderHeld(visit, { target: { path, name, zone }, held, mayAgree, isOther }));
}

async function agree(visit: SignedInVisit): Promise<void> {
  const { context, subject, visitor, fields } = visit;
  const outcome = await agreeToHeld(context.desk, visitor, subject, fieldOf(fields, 'edit'));
  if (outcome.type === 'changed') return showHeld(visit, true);
  if (outcome.type === 'refused') return refuse(visit, outcome.why);
  goTo(visit, `/desk/courses/${subject}/history`);
}

function refuse(visit: SignedInVisit, why: string): void {
  const { context, subject } = visit;
  const action = { href: `/desk/courses/${subject}`, label: describeSubject(context.desk.courses, subject).name };
  sendDesk(visit, 422, renderRefusal(visit, { title: say('problem.not-changeable'), text: why, action }));
}
