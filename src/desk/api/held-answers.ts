/** Answers of the operations on held edits. */
import type { z } from 'zod';
import { stamp } from '../../web/meeting-json.ts';
import { sendJson, sendProblem } from '../../web/problem-details.ts';
import { say } from '../../words/say.ts';
import { agreeToHeld, openHeld } from '../held/held-desk.ts';
import * as schemas from './api-schemas.ts';
import { writeMeeting } from './change-answers.ts';
import { type ApiVisit, bodyAs, isDryRun } from './route.ts';

export async function showHeld({ context, subject, response }: ApiVisit): Promise<void> {
  const held = await openHeld(context.desk, subject);
  if (!held) return sendJson(response, 200, { held: null } satisfies z.infer<typeof schemas.heldAnswer>);
  if (held.type === 'refused') return sendProblem(response, 'not-changeable', held.why);
  const { edit, preview } = held;
  const now = context.desk.clock();
  const answer: z.infer<typeof schemas.heldAnswer> = {
    held: {
      edit: edit.rules,
      since: stamp(edit.since),
      summary: edit.summary,
      courses: preview.courses.map((course) => ({ ...course, sections: [...course.sections] })),
      meetings: preview.meetings.map((meeting) => writeMeeting(meeting, now)),
      more: preview.more,
      personalFeeds: preview.personalFeeds,
    },
  };
  sendJson(response, 200, answer);
}

export async function agreeToOne(visit: ApiVisit): Promise<void> {
  const { context, subject, visitor, response } = visit;
  const { edit } = bodyAs(schemas.agreeBody, visit);
  const outcome = await agreeToHeld(context.desk, visitor, subject, edit);
  if (outcome.type === 'changed') {
    return sendProblem(response, 'held-edit-changed', say('deskAccess.editReplaced'));
  }
  if (outcome.type === 'refused') return sendProblem(response, 'not-changeable', outcome.why);
  sendJson(response, 200, { published: !isDryRun(visit) } satisfies z.infer<typeof schemas.agreeAnswer>);
}
