/** What the console is told of a reading and a publication. */
import type { CourseKey } from '../domain/model.ts';
import { formatProblem, isError, type Problem, sortProblems } from '../domain/problem.ts';
import { summariseDelta } from '../publication/summary.ts';
import type { ServiceLog } from './log.ts';
import type { Publication } from './publisher.ts';
import type { Rules } from './rules.ts';

export function reportProblems(rules: Rules, before: Rules | null, log: ServiceLog): void {
  const errors = sortProblems(rules.problems.filter(isError));
  // The same rules again (a second event for one save) are not reported twice.
  const said = new Set(before?.problems.filter(isError).map(formatProblem));
  if (errors.length === said.size && errors.every((problem) => said.has(formatProblem(problem)))) return;
  for (const problem of errors.slice(0, 20)) log.error({}, printForLog(problem));
  if (errors.length > 20) log.error({}, `… and ${errors.length - 20} more errors: see \`belltower check\``);
  if (errors.length > 0) log.error({}, 'what is wrong is not published; the last good feeds stay');
}

const WHY = /(?<=\bwhy["']?\s*:\s*)(?:"(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?|[^\s,}][^,}]*)/g;

/** Logs are kept, and read by others than staff: a reason that only staff may read is blacked out, at its length. */
function printForLog(problem: Problem): string {
  const source = problem.source?.replaceAll(WHY, (reason) => reason.replaceAll(/\S/g, '·'));
  return formatProblem(source === undefined ? problem : { ...problem, source });
}

/** @returns the digests of the edits that are held, by course */
export function reportPublication(publication: Publication, log: ServiceLog): ReadonlyMap<CourseKey, string> {
  const held = new Map<CourseKey, string>();
  const published = publication.plans.filter((plan) => !plan.held);
  for (const plan of publication.plans) {
    for (const problem of plan.problems) log.warn({}, printForLog(problem));
    if (!plan.held) continue;
    held.set(plan.key, plan.digest);
    log.warn({}, `held: ${plan.key}: ${summariseDelta(plan.delta)}. \`belltower publish --confirm\` agrees to it`);
  }
  if (published.length > 20) log.info({}, `published ${published.length} courses`);
  else for (const plan of published) log.info({}, `published ${plan.key}: ${summariseDelta(plan.delta)}`);
  return held;
}

const LONG_AGO_MS = 7 * 86_400_000;

/** An empty store beside rules that were published long ago may have lost what calendars remember. */
export function warnOfEmptyStore(publication: Publication, now: number, log: ServiceLog): void {
  const old = publication.plans.filter(
    ({ before, next }) => before === null && next.firstPublished < now - LONG_AGO_MS,
  );
  const [first] = old;
  if (!first) return;
  const others = old.length === 1 ? '' : ` and ${old.length - 1} more courses`;
  const date = new Date(first.next.firstPublished).toISOString().slice(0, 10);
  log.warn(
    {},
    `this store is new, but ${first.key}${others} began on ${date}. If calendars subscribe already, their revisions ` +
      'are in another store: stop, and bring it back with `belltower restore`',
  );
}
