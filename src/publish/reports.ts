/** Log messages and conditions about reading and publishing rules. */

import { utcDateOf } from '../domain/date.ts';
import type { ServiceLog } from '../domain/log.ts';
import { type CourseKey, courseKey } from '../domain/model.ts';
import { formatProblem, isError, type Problem, sortProblems } from '../domain/problem.ts';
import type { HeldEdit } from '../store/agreed.ts';
import type { CourseEntry } from '../store/course-entry.ts';
import { inVoice } from '../words/voice.ts';
import type { Unreached } from './agreed-rules.ts';
import { nameEdit } from './agreeing.ts';
import type { Conditions, ConditionText } from './conditions.ts';
import { LARGE_HINT, sayLarge } from './feed-sizes.ts';
import { sayEdit } from './plan-words.ts';
import { NO_RULES } from './published-from.ts';
import type { Publication } from './publisher.ts';
import { mayHaveCourse, type Rules } from './rules.ts';

/** The problems of the rules that were read. */
export interface Findings extends Pick<Rules, 'problems' | 'unread'> {
  /** Courses that cannot be read. */
  readonly broken: ReadonlySet<CourseKey>;
}

export function findingsOf({ problems, unread, catalog }: Rules): Findings {
  return { problems, unread, broken: catalog.broken };
}

/** Findings of several readings; a problem that all of them found, such as one in site.yaml, is listed once. */
export function joinFindings(all: readonly Findings[]): Findings {
  const problems = new Map(all.flatMap((one) => one.problems.map((problem) => [formatProblem(problem), problem])));
  return {
    problems: [...problems.values()],
    unread: new Map(all.flatMap(({ unread }) => [...unread])),
    broken: new Set(all.flatMap(({ broken }) => [...broken])),
  };
}

export function reportProblems(rules: Findings, before: Findings | null, log: ServiceLog): void {
  // Unreadable files become conditions.
  const errors = sortProblems(rules.problems.filter((problem) => isError(problem) && !isUnread(rules, problem)));
  // The same rules (a second event for one save) are not reported twice.
  const said = new Set(
    before?.problems.filter((problem) => isError(problem) && !isUnread(before, problem)).map(formatProblem),
  );
  if (errors.length === said.size && errors.every((problem) => said.has(formatProblem(problem)))) return;
  for (const problem of errors.slice(0, 20)) log.error({}, printForLog(problem));
  if (errors.length > 20) log.error({}, `… and ${errors.length - 20} more errors: see \`belltower check\``);
}

/** Registers unreadable files, and the courses and files with errors. */
export function reportRules({ broken: courses, problems, unread }: Findings, conditions: Conditions): void {
  const named = [...unread].map(([path, { message, hint }]): [string, ConditionText] => [
    path,
    { message, ...(hint === undefined ? {} : { hint }) },
  ]);
  conditions.replace('rules-unreadable', new Map(named));
  const broken = new Map<string, ConditionText>();
  for (const key of courses) {
    broken.set(key, { message: 'its rules have errors: it stays as it was last published', hint: CHECK });
  }
  conditions.replace('course-broken', broken);
  const files = new Map<string, ConditionText>();
  for (const { at, message } of problems.filter(isError)) {
    const file = at?.file ?? 'the folder of rules';
    if (!files.has(file) && !unread.has(file) && !isOfCourse(file, courses)) files.set(file, { message, hint: CHECK });
  }
  conditions.replace('rules-broken', files);
}

const CHECK = '`belltower check` says what and where';

function isOfCourse(file: string, broken: ReadonlySet<CourseKey>): boolean {
  const [, term, course] = /^(?:courses|imported)\/([^/]+)\/([^/]+)\.ya?ml$/.exec(file) ?? [];
  return term !== undefined && course !== undefined && broken.has(courseKey(term, course));
}

function isUnread({ unread }: Findings, { at }: Problem): boolean {
  return at !== undefined && unread.has(at.file);
}

const WHY = /(?<=\bwhy["']?\s*:\s*)(?:"(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?|[^\s,}][^,}]*)/g;

/** Replaces reasons meant for staff by blanks of the same length: logs are read by others. */
function printForLog(problem: Problem): string {
  const source = problem.source?.replaceAll(WHY, (reason) => reason.replaceAll(/\S/g, '·'));
  return formatProblem(source === undefined ? problem : { ...problem, source });
}

/** Logs what was published. */
export function reportPublication(publication: Publication, log: ServiceLog): void {
  const published = publication.plans.filter((plan) => !plan.held);
  for (const { problems } of publication.plans) for (const problem of problems) log.warn({}, printForLog(problem));
  if (published.length > 20) log.info({}, `published ${published.length} courses`);
  else for (const plan of published) log.info({}, `published ${plan.key}: ${inVoice({}, () => sayEdit(plan))}`);
}

/** Registers courses that this Node's zone data is too old for. */
export function reportOutdated(found: readonly Unreached[], conditions: Conditions): void {
  conditions.replace('course-outdated', new Map(found.map(({ key, why }) => [key, { message: why }])));
}

/** Registers held edits, whichever process read them, and courses whose end is held. */
export function reportHeld(edits: readonly HeldEdit[], conditions: Conditions): void {
  const held = new Map<string, ConditionText>();
  const missing = new Map<string, ConditionText>();
  for (const { key, rules, summary } of edits) {
    const agree = `\`belltower publish --confirm ${nameEdit(key, rules)}\` agrees to it, or an owner at the desk`;
    if (rules === NO_RULES) missing.set(key, { message: `held: ${summary}`, hint: `${BACK}; ${agree}` });
    else held.set(key, { message: `held: ${summary}`, hint: agree });
  }
  conditions.replace('edit-held', held);
  conditions.replace('course-missing', missing);
}

/** Registers courses that continue without rules and that nobody has ended. */
export function reportMissing(rules: Rules, going: Iterable<CourseKey>, conditions: Conditions): void {
  const missing = [...going].filter((key) => !mayHaveCourse(rules, key));
  const text: ConditionText = { message: 'its file is gone: its feeds are served as last published', hint: BACK };
  conditions.replace('course-missing', new Map(missing.map((key) => [key, text])));
}

/** What to do if a course's file was removed on purpose. */
export const BACK = 'bring the file back, or name the id in `formerly:` of the file it became';

const LONG_AGO_MS = 7 * 86_400_000;

/** The courses of an empty store's first publication that began long ago: "fall-2018/cos418 began on 2018-09-05". */
export function describeEarlierStart(publication: Publication, now: number): string | null {
  const old = publication.plans.filter(
    ({ before, next }) => before === null && next.firstPublished < now - LONG_AGO_MS,
  );
  const [first] = old;
  if (!first) return null;
  const others = old.length === 1 ? '' : ` and ${old.length - 1} more courses`;
  const date = utcDateOf(first.next.firstPublished);
  return `${first.key}${others} began on ${date}`;
}

/**
 * An empty store beside rules that were published long ago may have been lost, with the SEQUENCEs that calendars
 * remember.
 */
export function warnOfEmptyStore(publication: Publication, now: number, log: ServiceLog): void {
  const earlier = describeEarlierStart(publication, now);
  if (earlier === null) return;
  log.warn(
    {},
    `this store is new, but ${earlier}. If calendars subscribe already, their revisions ` +
      'are in another store: stop, and bring it back with `belltower restore`',
  );
}

/** Registers feeds that are too large for calendar programs. */
export function reportLarge(entries: Iterable<CourseEntry>, conditions: Conditions): void {
  const found = new Map<string, ConditionText>();
  for (const { key, large } of entries) {
    if (!large) continue;
    for (const [feed, bytes] of Object.entries(large)) {
      found.set(`/${key}/${feed}.ics`, { message: sayLarge(bytes), hint: LARGE_HINT });
    }
  }
  conditions.replace('feed-large', found);
}
