/** Agreement to held edits: to exactly the edit that was shown, course by course. */

import type { Clock } from '../domain/clock.ts';
import type { CourseKey } from '../domain/model.ts';
import type { Store } from '../store/store.ts';
import type { CoursePlan } from './plan.ts';
import { sayEdit } from './plan-words.ts';
import type { Agreement } from './planner.ts';
import { rulesOfDigest } from './published-from.ts';
import { previewPublication } from './publisher.ts';
import type { Rules } from './rules.ts';

/** The edits that somebody agrees to. */
export type Consent =
  /** Any held edit of the course. */
  | { readonly type: 'only' }
  | { readonly type: 'all' }
  /** By course, the code of the edit that was shown; null: the one last stored as shown. */
  | { readonly type: 'courses'; readonly codes: ReadonlyMap<CourseKey, string | null> };

export type ConsentOutcome =
  | {
      readonly type: 'agreed';
      readonly agreement: Agreement;
      /** What was not agreed to and why, in sentences. */
      readonly remarks: readonly string[];
    }
  | { readonly type: 'refused'; readonly why: string };

const CODE_LENGTH = 8;

/** Names an edit for people: 'fall-2018/cos418@1f0c9a27'. */
export function nameEdit(key: CourseKey, rules: string): string {
  return `${key}@${rules.slice(0, CODE_LENGTH)}`;
}

/** The same for a held plan. */
export function nameHeld({ key, digest }: CoursePlan): string {
  return nameEdit(key, rulesOfDigest(digest));
}

/** Finds the named edits among those that these rules would have held. */
export async function findConsent(
  store: Store,
  clock: Clock,
  rules: Rules,
  consent: Consent,
  by: string,
): Promise<ConsentOutcome> {
  const { plans } = await previewPublication(store, clock, rules);
  const held = plans.filter((plan) => plan.held);
  if (consent.type === 'only' && held.length > 1) {
    const names = held.map((plan) => `${nameHeld(plan)} (${sayEdit(plan)})`).join(', ');
    const why = `${held.length} edits are held: ${names}. Name the courses to agree to, or “all”`;
    return { type: 'refused', why };
  }
  const meant = consent.type === 'courses' ? held.filter(({ key }) => consent.codes.has(key)) : held;
  const shown = new Map((await store.heldEdits()).map(({ key, rules: digest }) => [key, digest]));
  const codes: ReadonlyMap<CourseKey, string | null> = consent.type === 'courses' ? consent.codes : new Map();
  const remarks: string[] = [];
  const edits = new Map<CourseKey, string>();
  for (const plan of meant) {
    const digest = rulesOfDigest(plan.digest);
    if (isAsShown(digest, codes.get(plan.key) ?? null, shown.get(plan.key))) edits.set(plan.key, digest);
    else {
      remarks.push(`the edit of ${plan.key} changed since it was shown; it is now ${nameHeld(plan)}: ${sayEdit(plan)}`);
    }
  }
  for (const key of codes.keys()) {
    if (!held.some((plan) => plan.key === key)) remarks.push(`no edit of ${key} is held`);
  }
  return { type: 'agreed', agreement: { edits, by }, remarks };
}

/** Whether this edit is the one named by its code or, without a code, the one last shown. */
function isAsShown(digest: string, code: string | null, shownLast: string | undefined): boolean {
  return code === null ? (shownLast ?? digest) === digest : digest.startsWith(code);
}
