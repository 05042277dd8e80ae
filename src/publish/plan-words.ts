/** Describes an edit in one line, as subscribers will see it. */
import { summariseDelta } from '../publication/summary.ts';
import type { CoursePlan, Ending } from './plan.ts';

const ENDINGS: Readonly<Record<Ending, string>> = {
  gone: 'its file is gone',
  draft: 'it is a draft now',
  retired: 'it was ended by command',
};

/** "its file is gone: cancels 28, …; 1 and all" */
export function sayEdit({ delta, ending, formerKey, next, before }: CoursePlan): string {
  const summary = summariseDelta(delta);
  const joined = next.sections.filter(
    ({ id, heldWith }) => heldWith && !before?.sections.find((one) => one.id === id)?.heldWith,
  );
  const notes = [
    ...(ending === undefined ? [] : [ENDINGS[ending]]),
    ...(formerKey === undefined ? [] : [`it was ${formerKey}`]),
    ...joined.map(({ id, heldWith }) => `${id} is held together with ${heldWith?.code} ${heldWith?.section}`),
  ];
  return notes.length === 0 ? summary : `${notes.join('; ')}: ${summary}`;
}
