/** Gives plans that were made with a provisional instant that of their publication. All else in them is final. */
import { nextInstant } from '../publication/instant.ts';
import { replaceInstant } from '../store/document-instants.ts';
import { encodedDocumentOf, indexRowOf, type Packer } from '../store/packed-course.ts';
import { packVisible } from './differences.ts';
import type { CoursePlan } from './plan.ts';

const SECOND = 1000;

/**
 * The plan as it would have been made with the publication's instant, written over the one given, which is of no use any
 * more; null: the instant is earlier or on another day, and the plan has to be made with it.
 * @param plan its `next` is packed
 */
export function stampPlan(plan: CoursePlan, publication: number, packer: Packer): CoursePlan | null {
  const { provisional, ...rest } = plan;
  if (!provisional) return plan;
  const { instant, last, until } = provisional;
  const own = last === null ? publication : nextInstant(publication, last);
  if (own <= instant - SECOND || own >= until) return null;
  const document = encodedDocumentOf(plan.next);
  const visible = packVisible(plan.visible);
  for (const text of [document, visible?.meetings]) if (text) replaceInstant(text, instant, own);
  const lastModified = plan.next.lastModified === instant ? own : plan.next.lastModified;
  return {
    ...rest,
    visible,
    next: packer.wrapIntact(plan.key, document, { lastModified, row: indexRowOf(plan.next) }),
  };
}
