/** Generators of random terms, courses and changes that satisfy the catalog's checks. */
import fc from 'fast-check';
import type { Change, ChangeEffect } from '../../src/domain/change.ts';
import type { DateSpan, LocalDate, Weekday } from '../../src/domain/date.ts';
import type { Audience, Closing, Course, Deadline, OtherHours, Section, Term } from '../../src/domain/model.ts';
import type { NthOfMonth } from '../../src/domain/month-week.ts';
import type { DatedPattern, MeetingPattern, RelativePattern, WeeklyPattern } from '../../src/domain/pattern.ts';
import type { Venue } from '../../src/domain/place.ts';
import { change, makeCourse, makeSection, makeTerm, person, room } from '../schedule/rules.ts';

const ZONES = [
  'UTC',
  'America/New_York',
  'Europe/London',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Asia/Tehran',
  'Pacific/Apia',
  'Pacific/Chatham',
];
const WEEKDAYS: readonly Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

function plus(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

const weekday = fc.constantFrom(...WEEKDAYS);
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 10, 15, 30, 50))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
/** Null once in `weight` + 1 times. */
const maybe = <T>(one: fc.Arbitrary<T>, weight = 2): fc.Arbitrary<T | null> =>
  fc.option(one, { nil: null, freq: weight + 1 });
const venues: fc.Arbitrary<readonly Venue[]> = fc.constantFrom<readonly Venue[]>(
  [],
  room('A'),
  room('B'),
  [...room('A'), ...room('B')],
  [{ type: 'online', url: null }],
);
const staff = fc.constantFrom([], [person('x', 'Xia')], [person('x', 'Xia'), person('y', 'Yao')]);

/** Dates by offset from the term's first day. */
function dateNear(first: LocalDate, days: number): fc.Arbitrary<LocalDate> {
  return fc.integer({ min: -4, max: days + 12 }).map((day) => plus(first, day));
}

function spanNear(first: LocalDate, days: number, longest: number): fc.Arbitrary<DateSpan> {
  return fc
    .tuple(dateNear(first, days), fc.integer({ min: 0, max: longest }))
    .map(([from, length]) => ({ from, until: plus(from, length) }));
}

const hours = fc
  .tuple(maybe(time), maybe(time))
  .map(([from, until]) => (from !== null && until !== null && until <= from ? { from, until: null } : { from, until }));

/** Mostly for everybody. */
const audience: fc.Arbitrary<{ audience?: Audience }> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc
      .record({
        courses: fc.constantFrom<readonly string[] | null>(null, ['c'], ['other', 'c'], ['other']),
        kinds: fc.constantFrom<Audience['kinds']>(null, ['precept'], ['lecture', 'office hours']),
        campuses: fc.constantFrom<readonly string[] | null>(null, null, ['north'], ['north', 'south']),
      })
      .map((context) => ({ audience: { ...context, at: { file: 'f', line: 1, column: 1, length: 1 } } })),
  },
);

/** Times that random patterns have often enough: `time` takes ten minutes' steps. */
function otherHours(first: LocalDate, days: number): fc.Arbitrary<Omit<OtherHours, 'audience'>> {
  const from = fc.record({ start: time, end: maybe(time), to: fc.record({ start: time, end: maybe(time) }) });
  const replace = fc.uniqueArray(from, { maxLength: 60, selector: ({ start, end }) => `${start} ${end}` });
  return fc
    .record({ span: spanNear(first, days, 40), replace, name: fc.constantFrom(null, 'Ramadan') })
    .map(({ span, ...rest }) => ({ ...span, ...rest }));
}

export interface RandomRules {
  readonly term: Term;
  readonly course: Course;
  readonly first: LocalDate;
  readonly days: number;
}

export const randomTerm: fc.Arbitrary<{ term: Term; first: LocalDate; days: number }> = fc
  .record({
    start: fc.integer({ min: 0, max: 3600 }),
    days: fc.integer({ min: 5, max: 110 }),
  })
  .chain(({ start, days }) => {
    const first = plus('2017-06-01', start);
    const last = plus(first, days);
    return fc
      .record({
        zone: fc.constantFrom(...ZONES),
        weekStarts: fc.constantFrom<Weekday>('MO', 'MO', 'SU', 'SA'),
        breaks: fc.array(spanNear(first, days, 12), { maxLength: 3 }),
        audiences: fc.array(audience, { minLength: 6, maxLength: 6 }),
        partOfDay: maybe(hours, 1),
        swaps: fc.uniqueArray(fc.record({ date: dateNear(first, days), follows: weekday }), {
          maxLength: 3,
          selector: ({ date }) => date,
        }),
        closings: fc.array(fc.record({ date: dateNear(first, days), hours }), { maxLength: 2 }),
        reading: fc.boolean(),
        hours: fc.array(otherHours(first, days), { maxLength: 2 }),
        halves: fc.boolean(),
        counting: fc.boolean(),
        firstWeek: fc.constantFrom(0 as const, 1 as const),
        byHand: maybe(fc.uniqueArray(fc.integer({ min: 0, max: 15 }), { maxLength: 6 }), 1),
      })
      .map((fields) => {
        const middle = plus(first, Math.floor(days / 2));
        const closings: Closing[] = fields.closings.map(({ date, hours: { from, until } }, index) => ({
          date,
          from,
          until,
          name: 'Storm',
          ...fields.audiences[4 + index],
        }));
        const term = makeTerm({
          zone: fields.zone,
          weekStarts: fields.weekStarts,
          periods: [
            { name: 'classes', from: first, until: last },
            ...(fields.reading ? [{ name: 'reading', from: plus(last, 1), until: plus(last, 9) }] : []),
          ],
          breaks: fields.breaks.map((gap, index) => ({
            ...gap,
            name: 'Break',
            counts: fields.counting && index === 0,
            ...fields.audiences[index],
          })),
          firstWeek: fields.firstWeek,
          swaps: fields.swaps.map((swap, index) => ({
            ...swap,
            name: 'Swap',
            ...fields.audiences[3 + index],
            ...(index === 0 ? fields.partOfDay : {}),
          })),
          closings,
          hours: fields.hours.map((one, index) => ({ ...one, ...fields.audiences[(index + 2) % 6] })),
          halves: fields.halves
            ? { first: { from: first, until: middle }, second: { from: plus(middle, 3), until: last } }
            : null,
          weeks:
            fields.byHand?.map((number) => ({
              number,
              from: plus(first, (number - 1) * 7),
              until: plus(first, (number - 1) * 7 + 4),
            })) ?? null,
        });
        return { term, first, days };
      });
  });

/** Mostly none; else a week's dates, so that a weekly pattern has one among them. */
function exceptions(first: LocalDate, days: number): fc.Arbitrary<readonly LocalDate[]> {
  const week = dateNear(first, days).map((date) => [0, 1, 2, 3, 4, 5, 6].map((day) => plus(date, day)));
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.uniqueArray(dateNear(first, days), { maxLength: 4 }) },
    { weight: 1, arbitrary: week },
  );
}

function weeklyPattern(first: LocalDate, days: number): fc.Arbitrary<Omit<WeeklyPattern, 'id' | 'at'>> {
  return fc
    .record({
      type: fc.constant('weekly' as const),
      weekdays: fc.uniqueArray(weekday, { minLength: 1, maxLength: 4 }),
      start: time,
      end: maybe(time, 8),
      from: maybe(dateNear(first, days), 1),
      until: maybe(dateNear(first, days), 1),
      rhythm: fc.constantFrom(
        'week' as const,
        'week' as const,
        'second-teaching-week' as const,
        'second-calendar-week' as const,
        'third-teaching-week' as const,
        'fourth-calendar-week' as const,
      ),
      ofMonth: maybe(fc.constantFrom<NthOfMonth[]>([1], [2, 4], [5, -1]), 1),
      weeks: maybe(fc.uniqueArray(fc.integer({ min: 0, max: 16 }), { minLength: 1, maxLength: 9 }), 1),
      half: maybe(fc.constantFrom('first' as const, 'second' as const), 1),
      except: exceptions(first, days),
      during: fc.constantFrom(['classes'], ['classes'], ['reading'], ['classes', 'reading']),
      where: venues,
      staff,
      copies: fc.integer({ min: 1, max: 2 }),
      note: fc.constantFrom(null, 'Note'),
    })
    .map(({ ofMonth, ...rest }) => (ofMonth ? { ...rest, rhythm: 'week' as const, ofMonth } : rest));
}

function datedPattern(first: LocalDate, days: number): fc.Arbitrary<Omit<DatedPattern, 'id' | 'at'>> {
  return fc
    .record({
      type: fc.constant('dated' as const),
      dates: fc.uniqueArray(dateNear(first, days), { minLength: 1, maxLength: 3 }),
      start: time,
      end: maybe(time, 8),
      where: venues,
      staff,
      copies: fc.constant(1),
      note: fc.constant(null),
      wholeDays: maybe(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 3, maxLength: 3 }), 1),
    })
    .map(({ wholeDays, ...rest }) =>
      wholeDays
        ? { ...rest, start: '00:00', end: '00:00', days: rest.dates.map((_, index) => wholeDays[index] as number) }
        : rest,
    );
}

function relativePattern(
  first: LocalDate,
  days: number,
  base: string,
): fc.Arbitrary<Omit<RelativePattern, 'id' | 'at'>> {
  return fc.record({
    type: fc.constant('relative' as const),
    side: fc.constantFrom('before' as const, 'after' as const),
    section: fc.constant(base),
    gap: fc.constantFrom(0, 0, 10, 600),
    minutes: maybe(fc.constantFrom(30, 90, 600), 8),
    from: maybe(dateNear(first, days), 1),
    until: maybe(dateNear(first, days), 1),
    weeks: maybe(fc.uniqueArray(fc.integer({ min: 1, max: 16 }), { minLength: 1, maxLength: 9 }), 1),
    half: maybe(fc.constantFrom('first' as const, 'second' as const), 1),
    except: exceptions(first, days),
    where: venues,
    staff,
    copies: fc.constant(1),
    note: fc.constant(null),
  });
}

/** Patterns with distinct ids, the first without one. */
function patternsOf(first: LocalDate, days: number, bases: readonly string[]): fc.Arbitrary<MeetingPattern[]> {
  const kinds: fc.Arbitrary<
    Omit<WeeklyPattern, 'id' | 'at'> | Omit<DatedPattern, 'id' | 'at'> | Omit<RelativePattern, 'id' | 'at'>
  >[] = [
    weeklyPattern(first, days),
    weeklyPattern(first, days),
    datedPattern(first, days),
    ...bases.map((base) => relativePattern(first, days, base)),
  ];
  const at = { file: 'f', line: 1, column: 1, length: 1 };
  return fc
    .array(fc.oneof(...kinds), { minLength: 1, maxLength: 3 })
    .map((all) => all.map((one, index) => ({ ...one, id: index === 0 ? '' : `p${index}`, at }) as MeetingPattern));
}

const SECTIONS = ['A', 'B', 'C'];

const DEADLINES = ['d0', 'd1'];

function deadlinesNear(first: LocalDate, days: number): fc.Arbitrary<Deadline[]> {
  const at = { file: 'f', line: 1, column: 1, length: 1 };
  const one = fc.record({ date: dateNear(first, days), time, for: fc.constantFrom([], ['A']) });
  const rest = { url: null, note: null, at };
  return fc
    .array(one, { maxLength: DEADLINES.length })
    .map((all) => all.map((due, index) => ({ id: DEADLINES[index] as string, title: `HW ${index}`, ...due, ...rest })));
}

export const randomRules: fc.Arbitrary<RandomRules> = randomTerm.chain(({ term, first, days }) =>
  fc
    .tuple(deadlinesNear(first, days), ...SECTIONS.map((_, index) => patternsOf(first, days, SECTIONS.slice(0, index))))
    .map(([deadlines, ...all]): RandomRules => {
      const kinds: Section['kind'][] = ['lecture', 'precept', 'office hours'];
      const campuses = ['north', 'south', null];
      const sections = all.map((patterns, index) =>
        makeSection(SECTIONS[index] as string, patterns, {
          kind: kinds[index] as Section['kind'],
          campus: campuses[index] as string | null,
        }),
      );
      return { term, course: makeCourse(sections, { deadlines }), first, days };
    }),
);

function randomEffect(first: LocalDate, days: number): fc.Arbitrary<Partial<ChangeEffect>> {
  const at = { file: 'f', line: 1, column: 1, length: 1 };
  const fields = fc.record({
    cancel: fc.boolean(),
    move: maybe(fc.record({ date: maybe(dateNear(first, days)), start: maybe(time), end: maybe(time) })),
    where: maybe(venues, 1),
    staff: maybe(staff, 1),
  });
  return fc.oneof(
    { weight: 5, arbitrary: fields },
    { weight: 2, arbitrary: fc.record({ close: hours }) },
    {
      weight: 2,
      arbitrary: fc.record({ extra: fc.record({ date: dateNear(first, days), start: time, end: maybe(time, 8) }) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        instead: weeklyPattern(first, days).chain((weekly) =>
          datedPattern(first, days).map((dated): MeetingPattern[] => [
            { ...weekly, id: '', at },
            { ...dated, id: 'p1', at },
          ]),
        ),
      }),
    },
  );
}

/** Changes over random scopes, including several at one instant and all sources. */
export function randomChanges(
  { first, days }: Pick<RandomRules, 'first' | 'days'>,
  maxLength = 6,
): fc.Arbitrary<Change[]> {
  const one = fc.record({
    source: fc.constantFrom<Change['source']>('term', 'course', 'desk'),
    announced: fc.integer({ min: 0, max: 4 }),
    laidOver: maybe(fc.record({ 'fall-2018': fc.nat(4), 'fall-2018/c': fc.nat(4) }, { requiredKeys: [] })),
    sections: maybe(fc.uniqueArray(fc.constantFrom(...SECTIONS), { minLength: 1 }), 4),
    kinds: maybe(fc.constantFrom<Section['kind'][]>(['lecture'], ['precept', 'office hours']), 1),
    dates: spanNear(first, days, 30),
    pattern: maybe(fc.constantFrom('', 'p1'), 1),
    deadline: fc.option(fc.constantFrom(...DEADLINES), { nil: null, freq: 2 }),
    effect: randomEffect(first, days),
    say: maybe(fc.constantFrom('Illness', 'Snow')),
  });
  return fc.array(one, { maxLength }).map((all) =>
    all.map(({ source, announced, laidOver, sections, kinds, dates, pattern, deadline, effect, say }, index) => {
      const parts = { id: `c${index}`, source, announced, ...(source === 'desk' && laidOver ? { laidOver } : {}), say };
      if (deadline !== null && source !== 'term') {
        const { cancel = effect.move === undefined, move } = effect;
        const due = move ? { move: { ...move, end: null } } : {};
        return change('deadlines', null, { cancel, ...due }, { ...parts, scope: { pattern: deadline } });
      }
      return change(sections?.join(' ') ?? null, `${dates.from} ${dates.until}`, effect, {
        ...parts,
        scope: { kinds, pattern },
      });
    }),
  );
}

/** The same rules with changes placed in the files where they are written. */
export function place(
  { term, course }: RandomRules,
  changes: readonly Change[],
): { term: Term; course: Course; desk: Change[] } {
  const from = (source: Change['source']): Change[] => changes.filter((one) => one.source === source);
  return {
    term: { ...term, changes: from('term') },
    course: { ...course, changes: from('course') },
    desk: from('desk'),
  };
}
