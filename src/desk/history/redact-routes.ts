/** Pages with which an owner redacts words everywhere. */
import { say } from '../../words/say.ts';
import { type DeskRoute, fieldOf, type SignedInVisit } from '../access/route.ts';
import { goTo, sendDesk } from '../course/desk-layout.ts';
import { renderRedact, renderRedaction } from './redact-view.ts';
import { redact } from './redaction.ts';

const OWN = { may: 'own', over: 'site' } as const;

export function listRedactRoutes(): readonly DeskRoute[] {
  return [
    { method: 'get', path: '/desk/redact', needs: OWN, answer: showRedact },
    { method: 'post', path: '/desk/redact', needs: OWN, answer: previewRedaction },
    { method: 'post', path: '/desk/redact/confirm', needs: OWN, answer: redactWords },
  ];
}

function showRedact(visit: SignedInVisit): void {
  const done = Number(fieldOf(visit.fields, 'done'));
  const said =
    Number.isSafeInteger(done) && done > 0
      ? say('deskStaff.redactedRecorded', { places: say('count.places', { count: done }) })
      : null;
  sendDesk(visit, 200, renderRedact(visit, { said, problem: null }));
}

async function previewRedaction(visit: SignedInVisit): Promise<void> {
  const { context, fields, visitor } = visit;
  const words = fieldOf(fields, 'words');
  const outcome = await redact(context.desk, visitor.name, words, false);
  if (outcome.type === 'refused') refuseRedaction(visit, outcome.why);
  else sendDesk(visit, 200, renderRedaction(visit, words, outcome));
}

async function redactWords(visit: SignedInVisit): Promise<void> {
  const { context, fields, visitor } = visit;
  const outcome = await redact(context.desk, visitor.name, fieldOf(fields, 'words'), true);
  if (outcome.type !== 'redacted') return refuseRedaction(visit, outcome.type === 'refused' ? outcome.why : '');
  await context.desk.catchUp();
  if (outcome.unscrubbed === null) return goTo(visit, `/desk/redact?done=${outcome.places}`);
  const said = say('deskStaff.redactedIn', { places: say('count.places', { count: outcome.places }) });
  const problem = say('deskStaff.unscrubbed', { unscrubbed: outcome.unscrubbed });
  sendDesk(visit, 200, renderRedact(visit, { said, problem }));
}

function refuseRedaction(visit: SignedInVisit, why: string): void {
  sendDesk(visit, 422, renderRedact(visit, { said: null, problem: say('deskStaff.nothingWasRedacted', { why }) }));
}
