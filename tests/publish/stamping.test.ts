/** Plans made with a provisional instant are, once stamped, those that are made with the publication's instant. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PublishedCourse } from '../../src/domain/published.ts';
import type { CourseSchedule } from '../../src/domain/schedule.ts';
import { localTimeIn } from '../../src/domain/zone.ts';
import { nextInstant, provisionalInstant } from '../../src/publication/instant.ts';
import { reviseCourse } from '../../src/publication/revise.ts';
import { listVisible, packVisible } from '../../src/publish/differences.ts';
import { type CoursePlan, planCourse, planSchedule } from '../../src/publish/plan.ts';
import { readRules } from '../../src/publish/rules.ts';
import { stampPlan } from '../../src/publish/stamping.ts';
import { readDocument } from '../../src/store/document.ts';
import { replaceInstant } from '../../src/store/document-instants.ts';
import { createPacker, documentOf, indexRowOf } from '../../src/store/packed-course.ts';
import { aSchedule } from '../publication/random-edits.ts';
import { courseFacts, edit, PUBLISHED, sectionFacts } from '../publication/schedules.ts';

const ZONE = 'America/New_York';
const HOUR = 3_600_000;
const packer = createPacker();

/** All that is made of a plan. */
function describe(plan: CoursePlan): unknown {
  const { before: _, next, visible: __, ...rest } = plan;
  return { ...rest, document: documentOf(next), row: indexRowOf(next), visible: JSON.stringify(listVisible(plan)) };
}

/** As a thread returns it. */
function pack(plan: CoursePlan): CoursePlan {
  return { ...plan, visible: packVisible(plan.visible), next: packer.pack(plan.next) };
}

/** The same rules, with texts that look like parts of a document with this instant. */
function feign(rules: CourseSchedule, instant: number): CourseSchedule {
  const notes = [
    `"at":${instant},`,
    `{"lastModified":${instant}}`,
    String.raw`\"at\":${instant},"lastModified":${instant},`,
  ];
  const [first, ...others] = rules.sections;
  const written = edit(
    rules,
    ({ facts }) => facts.section === 'P01',
    (facts) => ({ ...facts, notes }),
  );
  return {
    ...written,
    course: courseFacts({ note: notes.join(), title: `${instant}` }),
    sections: first ? [sectionFacts(first.id, { note: `,"lastModified":${instant},` }), ...others] : [],
  };
}

const publishAll = (term: readonly CourseSchedule[]): PublishedCourse | null =>
  term.reduce<PublishedCourse | null>(
    (last, rules, index) => reviseCourse(last, rules, PUBLISHED + index * 1000).next,
    null,
  );

test('whatever is edited, and whenever it is published', () => {
  let other = 0;
  fc.assert(
    fc.property(
      fc.array(aSchedule, { minLength: 1, maxLength: 4 }),
      aSchedule,
      fc.boolean(),
      // Until the plan is made, and then until it is published; the course's last instant may be in the future.
      fc.integer({ min: -2, max: 4 * 24 * 60 }).map((minutes) => minutes * 60_000),
      fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: -2000, max: 26 * HOUR })),
      (term, edited, isFeigned, later, took) => {
        const last = publishAll(term);
        if (!last) throw new RangeError('nothing was published');
        const now = last.lastModified + later;
        const provisional = provisionalInstant(now, 0);
        const rules = isFeigned ? feign(edited, provisionalInstant(provisional, last.lastModified)) : edited;
        const publication = nextInstant(now + took, 0);
        const plan = (instant: number): CoursePlan => pack(planSchedule('d', last, rules, { instant, now }));
        const ahead = plan(provisional);
        const stamped = stampPlan(ahead, publication, packer);
        if (stamped) expect(describe(stamped)).toEqual(describe(plan(publication)));
        else {
          other += 1;
          const [at, until] = [nextInstant(publication, last.lastModified), ahead.provisional?.instant ?? 0];
          expect(at < until - 1 || localTimeIn(ZONE, at).date !== localTimeIn(ZONE, until).date).toBe(true);
        }
      },
    ),
    { numRuns: 150, seed: 27 },
  );
  expect(other).toBeGreaterThan(0);
});

const NOTE = 'Read the notes before class. '.repeat(60);
const SECTIONS = ['L01', 'L02', 'L03'];
const KEY = 'fall-2026/c';

async function planTerm(
  note: string,
  last: PublishedCourse | null,
  instant: number,
  sequencesFrom = 0,
): Promise<CoursePlan> {
  const rules = readRules([
    { path: 'site.yaml', text: 'uidDomain: example.edu\n' },
    { path: 'terms/fall-2026.yaml', text: `title: F\nzone: ${ZONE}\nclasses: 2026-09-07 to 2026-12-11\n` },
    {
      path: `courses/${KEY}.yaml`,
      text: `code: C\ntitle: C\nnote: ${NOTE}\nsections:\n${SECTIONS.map((id) => `  ${id}: {kind: lecture, meets: Mon Tue Wed Thu Fri 9am-10am, note: ${note} ${NOTE}}\n`).join('')}`,
    },
  ]);
  const course = rules.catalog.courses.get(KEY);
  const term = rules.catalog.terms.get('fall-2026');
  if (!course || !term) throw new RangeError('the rules were not read');
  const found = { course, term, site: rules.catalog.site, digest: note };
  const context = { instant, now: instant, deskChanges: () => ({ changes: [], digest: '' }), sequencesFrom };
  return await planCourse(found, last, context, () => Promise.resolve());
}

test('a large course is planned again where its publication comes on another day, or is earlier', async () => {
  const { next: last } = await planTerm('One', null, 0);
  const midnight = Date.UTC(2026, 8, 10, 4);
  const before = midnight - 3000;
  const ahead = pack(await planTerm('Other', last, provisionalInstant(before, 0)));
  expect(ahead.next.sizes).toBeDefined();
  for (const instant of [before, midnight - 1000]) {
    const stamped = stampPlan(ahead, instant, packer);
    expect(stamped && describe(stamped)).toEqual(describe(pack(await planTerm('Other', last, instant))));
  }
  for (const instant of [before - 1000, midnight, midnight + HOUR]) {
    expect(stampPlan(ahead, instant, packer)).toBeNull();
  }
});

test('a first publication, also after a loss', async () => {
  for (const sequencesFrom of [0, 5000]) {
    const begun = Date.UTC(2026, 8, 10, 12);
    const ahead = pack(await planTerm('One', null, provisionalInstant(begun, 0), sequencesFrom));
    const stamped = stampPlan(ahead, begun + 2000, packer);
    expect(stamped && describe(stamped)).toEqual(
      describe(pack(await planTerm('One', null, begun + 2000, sequencesFrom))),
    );
  }
});

test('an instant is replaced only where it stands for one', () => {
  const [from, to] = [1_790_000_000_001, 1_790_000_007_000];
  const course = { at: from, lastModified: from, taken: from, history: [{ at: from, line: `"at":${from},` }] };
  const text = JSON.stringify({ ...course, later: { at: Number(`${from}0`) }, key: `"lastModified":${from}}` });
  const replace = (one: string): string => {
    const bytes = Buffer.from(one);
    replaceInstant(bytes, from, to);
    return bytes.toString();
  };
  expect(JSON.parse(replace(text))).toEqual({
    ...JSON.parse(text),
    at: to,
    lastModified: to,
    history: [{ at: to, line: `"at":${from},` }],
  });
  expect(() => readDocument(replace('{'))).toThrow(SyntaxError);
  expect(() => replaceInstant(Buffer.from(text), from, 1)).toThrow(RangeError);
});
