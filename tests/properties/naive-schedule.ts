/**
 * A second implementation of the schedule as a test oracle: day by day, meeting by meeting, with the platform's Intl
 * for zones. Shares only the input types with the application; slow by design.
 */
import type { Change } from '../../src/domain/change.ts';
import type { Course, Section, Term } from '../../src/domain/model.ts';
import type { MeetingPattern, WeeklyPattern } from '../../src/domain/pattern.ts';
import type { Venue } from '../../src/domain/place.ts';

export interface NaiveMeeting {
  identity: string;
  section: string;
  pattern: string;
  original: string;
  date: string;
  startTime: string;
  endTime: string | null;
  start: number;
  end: number | null;
  days: number | null;
  where: string[];
  staff: string[];
  copies: number;
  status: 'confirmed' | 'cancelled';
  reason: string | null;
  movedFrom: string | null;
}

interface Slot {
  date: string;
  start: string;
  end: string | null;
  /** Whole days. */
  days?: number;
}

interface Work {
  identity: string;
  pattern: string;
  original: string;
  rule: Slot;
  now: Slot;
  where: readonly Venue[];
  staff: string[];
  copies: number;
  cancelled: boolean;
  reason: string | null;
  /** Index in the order of changes. */
  statusBy: number;
  bornBy: number;
  isExtra: boolean;
}

const NAMES = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const utc = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const plus = (date: string, days: number): string => new Date(utc(date) + days * DAY).toISOString().slice(0, 10);
const weekdayOf = (date: string): string => NAMES[new Date(utc(date)).getUTCDay()] as string;
const inSpan = (date: string, span: { from: string; until: string }): boolean =>
  date >= span.from && date <= span.until;
const weekOf = (date: string, starts: string): string => {
  let day = date;
  while (weekdayOf(day) !== starts) day = plus(day, -1);
  return day;
};

const formats = new Map<string, Intl.DateTimeFormat>();

function offset(instant: number, zone: string): number {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', dateStyle: 'short', timeStyle: 'medium' });
  formats.set(zone, format);
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = (
    format.format(instant).match(/\d+/g) ?? []
  ).map(Number);
  return Date.UTC(2000 + year, month - 1, day, hour, minute, second) - instant;
}

/** The first instant with this wall time; in a gap, the one by the previous day's offset. */
function instant(date: string, time: string, zone: string): number {
  const key = `${zone} ${date} ${time}`;
  const at = known.get(key) ?? findInstant(date, time, zone);
  known.set(key, at);
  return at;
}

const known = new Map<string, number>();

function findInstant(date: string, time: string, zone: string): number {
  const wall = Date.parse(`${date}T${time}:00Z`);
  const before = offset(wall - DAY, zone);
  const shown = [before, offset(wall + DAY, zone)]
    .map((one) => wall - one)
    .filter((at) => at + offset(at, zone) === wall);
  return shown.length > 0 ? Math.min(...shown) : wall - before;
}

function add(time: string, minutes: number): { days: number; time: string } {
  let total = Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + minutes;
  let days = 0;
  for (; total < 0; total += 1440) days -= 1;
  for (; total >= 1440; total -= 1440) days += 1;
  return { days, time: new Date(total * 60_000).toISOString().slice(11, 16) };
}

function between(start: string, end: string): number {
  const minutes = (Date.parse(`2000-01-01T${end}:00Z`) - Date.parse(`2000-01-01T${start}:00Z`)) / 60_000;
  return minutes > 0 ? minutes : minutes + 1440;
}

function instants(slot: Work['now'], zone: string): { start: number; end: number | null } {
  const start = instant(slot.date, slot.start, zone);
  if (slot.end === null) return { start, end: null };
  const end = instant(slot.end > slot.start ? slot.date : plus(slot.date, slot.days ?? 1), slot.end, zone);
  return { start, end: end <= start ? start + between(slot.start, slot.end) * 60_000 : end };
}

/** Memoises by term and date: the naive computation is slow. */
function remember<T>(ask: (term: Term, date: string) => T): (term: Term, date?: string) => T {
  const known = new WeakMap<Term, Map<string, T>>();
  return (term, date = '') => {
    const answers = known.get(term) ?? new Map<string, T>();
    known.set(term, answers);
    if (!answers.has(date)) answers.set(date, ask(term, date));
    return answers.get(date) as T;
  };
}

/** The terms that a section's own term was made of: dates and weeks are those of the whole term. */
const wholes = new WeakMap<Term, Term>();
const wholeOf = (term: Term): Term => wholes.get(term) ?? term;

/** Whether a break, closing or swap is for the section. */
function isFor({ audience }: Pick<Term['breaks'][number], 'audience'>, section: Section, course: Course): boolean {
  if (!audience) return true;
  if (audience.courses && !audience.courses.includes(course.id)) return false;
  if (audience.kinds && !audience.kinds.includes(section.kind)) return false;
  return audience.campuses === null || audience.campuses.some((campus) => campus === section.campus);
}

const ownTerms = new WeakMap<Term, Map<string, Term>>();

/** The term as a section has it, for classes that begin at a time. */
function ownTerm(term: Term, section: Section, course: Course, start: string): Term {
  const terms = ownTerms.get(term) ?? new Map<string, Term>();
  ownTerms.set(term, terms);
  const key = [section.id, section.kind, section.campus, start].join(' ');
  const known = terms.get(key);
  if (known) return known;
  const own = {
    ...term,
    breaks: term.breaks.filter((gap) => isFor(gap, section, course)),
    swaps: term.swaps.filter(
      (swap) =>
        isFor(swap, section, course) && !(swap.from && start < swap.from) && !(swap.until && start >= swap.until),
    ),
  };
  wholes.set(own, term);
  terms.set(key, own);
  return own;
}

/** All dates on which a term's meetings may fall. */
const allDates = (term: Term): string[] => datesOfWhole(wholeOf(term));
const datesOfWhole = remember(findDates);

function findDates(term: Term): string[] {
  const ends = [
    ...term.periods.flatMap(({ from, until }) => [from, until]),
    ...term.swaps.map(({ date }) => date),
  ].sort();
  const dates = [];
  for (let date = ends[0] as string; date <= (ends.at(-1) as string); date = plus(date, 1)) dates.push(date);
  return dates;
}

/** Teaching weeks as lists of their dates, numbered. */
const teachingWeeks = (term: Term): { number: number; dates: string[] }[] => weeksOfWhole(wholeOf(term));
const weeksOfWhole = remember(findTeachingWeeks);

function findTeachingWeeks(term: Term): { number: number; dates: string[] }[] {
  if (term.weeks) {
    const sorted = [...term.weeks].sort((a, b) => a.from.localeCompare(b.from));
    return sorted.map((week) => ({
      number: week.number,
      dates: Array.from({ length: (utc(week.until) - utc(week.from)) / DAY + 1 }, (_, index) => plus(week.from, index)),
    }));
  }
  const isSwap = (date: string): boolean => term.swaps.some((swap) => swap.date === date && !swap.audience);
  const classDays = allDates(term).filter(
    (date) =>
      isSwap(date) ||
      (term.periods.some((period) => period.name === 'classes' && inSpan(date, period)) &&
        !term.breaks.some((gap) => inSpan(date, gap) && gap.counts !== true && !gap.audience)),
  );
  const real = classDays.filter((date) => !['SA', 'SU'].includes(weekdayOf(date)) || isSwap(date));
  const starts = [...new Set((real.length > 0 ? real : classDays).map((date) => weekOf(date, term.weekStarts)))];
  return starts.map((start, index) => ({
    number: term.firstWeek + index,
    dates: [0, 1, 2, 3, 4, 5, 6].map((day) => plus(start, day)),
  }));
}

/** The teaching week of a date; a swapped day outside of all takes the first in the same calendar week. */
const weekFor = remember(findWeek);

function findWeek(term: Term, date: string): { number: number; place: number } | null {
  const weeks = teachingWeeks(term);
  let place = weeks.findIndex(({ dates }) => dates.includes(date));
  if (place < 0 && term.swaps.some((swap) => swap.date === date)) {
    const mine = weekOf(date, term.weekStarts);
    place = weeks.findIndex(({ dates }) => dates.some((other) => weekOf(other, term.weekStarts) === mine));
  }
  return place < 0 ? null : { number: (weeks[place] as { number: number }).number, place };
}

const halfFor = remember(findHalf);

function findHalf(term: Term, date: string): string | null {
  if (!term.halves) return null;
  const { first, second } = term.halves;
  if (inSpan(date, first)) return 'first';
  if (inSpan(date, second)) return 'second';
  if (!term.swaps.some((swap) => swap.date === date)) return null;
  const monday = weekOf(date, term.weekStarts);
  const days = [0, 1, 2, 3, 4, 5, 6].map((day) => plus(monday, day));
  if (days.some((day) => inSpan(day, first))) return 'first';
  if (days.some((day) => inSpan(day, second))) return 'second';
  return date > second.until ? 'second' : 'first';
}

type Narrow = Pick<WeeklyPattern, 'from' | 'until' | 'weeks' | 'half'>;

const isExcepted = (date: string, { except }: Pick<WeeklyPattern, 'except'>): boolean =>
  except?.includes(date) ?? false;

function isNarrowed(term: Term, date: string, { from, until, weeks, half }: Narrow): boolean {
  if ((from !== null && date < from) || (until !== null && date > until)) return false;
  if (half !== null && halfFor(term, date) !== half) return false;
  if (weeks === null) return true;
  const week = weekFor(term, date);
  return week !== null && weeks.includes(week.number);
}

/** Counts the dates of the weekday through the month; a swapped day is the borrowed weekday's of its own week. */
function isNthInMonth(term: Term, date: string, follows: string | undefined, nth: number): boolean {
  const week = [0, 1, 2, 3, 4, 5, 6].map((day) => plus(weekOf(date, term.weekStarts), day));
  const own = follows === undefined ? date : (week.find((day) => weekdayOf(day) === follows) as string);
  const month = Array.from({ length: 31 }, (_, day) => plus(`${own.slice(0, 7)}-01`, day));
  const same = month.filter((day) => day.slice(0, 7) === own.slice(0, 7) && weekdayOf(day) === weekdayOf(own));
  return same.at(nth === -1 ? -1 : nth - 1) === own;
}

function weeklyDates(term: Term, pattern: WeeklyPattern): string[] {
  const possible = allDates(term).filter((date) => {
    const swap = term.swaps.find((one) => one.date === date);
    const runs = swap ? swap.follows : weekdayOf(date);
    if (!pattern.weekdays.some((weekday) => weekday === runs)) return false;
    if (pattern.ofMonth && !pattern.ofMonth.some((nth) => isNthInMonth(term, date, swap?.follows, nth))) return false;
    const periods = term.periods.filter((period) => inSpan(date, period)).map(({ name }) => name);
    if (swap) periods.push('classes');
    return periods.some((name) => pattern.during.includes(name)) && isNarrowed(term, date, pattern);
  });
  const inRhythm = possible.filter((date) => {
    if (pattern.rhythm === 'week') return true;
    const [word = '', counting] = pattern.rhythm.split('-');
    const every = { second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6 }[word] ?? 0;
    if (counting === 'calendar') {
      const weeks =
        (utc(weekOf(date, term.weekStarts)) - utc(weekOf(possible[0] as string, term.weekStarts))) / (7 * DAY);
      return weeks % every === 0;
    }
    const first = possible.map((one) => weekFor(term, one)).find((week) => week !== null);
    const week = weekFor(term, date);
    return first != null && week !== null && (week.place - first.place) % every === 0;
  });
  return inRhythm.filter(
    (date) =>
      !isExcepted(date, pattern) &&
      (term.swaps.some((swap) => swap.date === date) || !term.breaks.some((gap) => inSpan(date, gap))),
  );
}

/** All meetings of the course, by identity. */
export function scheduleNaively(course: Course, term: Term, desk: readonly Change[] = []): NaiveMeeting[] {
  const rank = { term: 0, course: 1, desk: 2 };
  // A desk change comes after the change that it was laid over and after all earlier desk changes.
  const reachOf = ({ laidOver, announced }: Change): number =>
    laidOver ? Math.max(laidOver[course.term] ?? -1, laidOver[course.key] ?? -1) : announced;
  const deskPlaces = desk.map((_, index) => Math.max(...desk.slice(0, index + 1).map(reachOf)));
  const changes = [
    ...[...term.changes, ...course.changes].map((change) => ({ change, place: change.announced })),
    ...desk.map((change, index) => ({ change, place: deskPlaces[index] as number })),
  ]
    .map((one, index) => ({ ...one, index }))
    .sort((a, b) => a.place - b.place || rank[a.change.source] - rank[b.change.source] || a.index - b.index)
    .map(({ change }) => change);
  const prefix = (section: Section): string => `${course.term}/${course.firstId}/${section.firstId}`;

  const give = (section: Section, pattern: MeetingPattern): Work[] => {
    const parts = {
      pattern: pattern.id,
      staff: pattern.staff.map(({ name }) => name),
      copies: pattern.copies,
      statusBy: -1,
      bornBy: -1,
      isExtra: false,
    };
    if (pattern.type === 'relative') {
      const base = course.sections.find(({ id }) => id === pattern.section) as Section;
      const works: Work[] = [];
      for (const other of settle(base)) {
        if (!isNarrowed(term, other.original, pattern) || isExcepted(other.original, pattern)) continue;
        const gap = term.breaks.find(
          (one) => one.audience && isFor(one, section, course) && inSpan(other.original, one),
        );
        if (gap) continue;
        const now = lean(other.now);
        if (!now) continue;
        works.push({
          ...parts,
          identity: `${prefix(section)}/${pattern.id}/by/${other.identity}`,
          original: other.original,
          rule: lean(other.rule) ?? now,
          now,
          where: pattern.where.length > 0 ? pattern.where : other.where,
          cancelled: other.cancelled,
          reason: other.reason,
        });
      }
      return works;
    }
    const dates =
      pattern.type === 'weekly'
        ? weeklyDates(ownTerm(term, section, course, pattern.start), pattern)
        : [...new Set(pattern.dates)];
    return dates.map((date) => {
      const days = pattern.type === 'dated' ? pattern.days?.[pattern.dates.indexOf(date)] : undefined;
      const slot: Slot = { date, start: pattern.start, end: pattern.end };
      if (days !== undefined) slot.days = days;
      const identity = `${prefix(section)}/${pattern.id}/${date}`;
      return {
        ...parts,
        identity,
        original: date,
        rule: slot,
        now: { ...slot },
        where: pattern.where,
        cancelled: false,
        reason: null,
      };
    });

    function lean(slot: Work['now']): Work['now'] | null {
      if (pattern.type !== 'relative') return null;
      if (pattern.side === 'before') {
        if (pattern.minutes === null) return null;
        const start = add(slot.start, -pattern.gap - pattern.minutes);
        return { date: plus(slot.date, start.days), start: start.time, end: add(slot.start, -pattern.gap).time };
      }
      if (slot.end === null) return null;
      const start = add(slot.end, pattern.gap);
      const nextDay = slot.end > slot.start ? 0 : (slot.days ?? 1);
      return {
        date: plus(slot.date, start.days + nextDay),
        start: start.time,
        end: pattern.minutes === null ? null : add(start.time, pattern.minutes).time,
      };
    }
  };

  const known = new Map<string, Work[]>();
  const settle = (section: Section): Work[] => {
    const before = known.get(section.id);
    if (before) return before;
    let works = section.toBeAnnounced
      ? []
      : section.patterns.flatMap((pattern) => give(section, pattern).map((work) => atHours(work, pattern, section)));
    changes.forEach((change, place) => {
      if (!isAbout(change, section)) return;
      if (change.effect.instead) works = replace(works, section, change, place);
      else if (change.effect.extra) works.push(extraOf(section, change, place));
      else for (const work of works) if (isMeant(change, work)) apply(work, change, place);
    });
    works = works.filter(
      ({ now, original }) => !section.ended || (now.date <= section.ended.on && original <= section.ended.on),
    );
    works = works.filter(
      ({ original, pattern }) =>
        !course.withdrawn.some(
          (one) => one.section === section.id && one.date === original && (one.pattern ?? pattern) === pattern,
        ),
    );
    works = works.filter((work) => surviveTerm(work, section));
    for (const work of works) closeByChanges(work, section);
    works = joinTwins(works);
    known.set(section.id, works);
    return works;
  };

  /** At the term's other hours for its date; the first entry that lists its time counts. */
  function atHours(work: Work, pattern: MeetingPattern, section: Section): Work {
    if (pattern.type !== 'weekly') return work;
    const { start, end } = pattern;
    for (const hours of term.hours) {
      if (!isFor(hours, section, course) || !inSpan(work.original, hours)) continue;
      const exact = hours.replace.find((one) => one.start === start && one.end !== null && one.end === end);
      const to = (exact ?? hours.replace.find((one) => one.start === start && one.end === null))?.to;
      if (!to) continue;
      const kept = end === null ? null : add(to.start, between(start, end)).time;
      const slot = { date: work.original, start: to.start, end: to.end ?? kept };
      return { ...work, rule: slot, now: { ...slot } };
    }
    return work;
  }

  const isAbout = ({ scope }: Change, section: Section): boolean =>
    (scope.sections === null || scope.sections.includes(section.id)) &&
    (scope.kinds === null || scope.kinds.includes(section.kind));
  const isMeant = ({ scope }: Change, work: Work): boolean =>
    scope.dates !== null && inSpan(work.original, scope.dates) && (scope.pattern ?? work.pattern) === work.pattern;

  function apply(work: Work, change: Change, place: number): void {
    const { cancel, move, where, staff } = change.effect;
    if (move && work.now.days !== undefined) {
      const { days, ...slot } = work.now;
      const hours = { date: move.date ?? slot.date, start: move.start ?? slot.start, end: move.end };
      const isDay = move.start === null && move.end === null;
      work.now = isDay ? { ...slot, days, date: move.date ?? slot.date } : hours;
      Object.assign(work, { cancelled: false, reason: null, statusBy: place });
    } else if (move) {
      const length = work.now.end === null ? null : between(work.now.start, work.now.end);
      const start = move.start ?? work.now.start;
      const end = move.end ?? (move.start !== null && length !== null ? add(start, length).time : work.now.end);
      work.now = { date: move.date ?? work.now.date, start, end };
      Object.assign(work, { cancelled: false, reason: null, statusBy: place });
    }
    if (where) work.where = where;
    if (staff) work.staff = staff.map(({ name }) => name);
    if (cancel) Object.assign(work, { cancelled: true, reason: change.say, statusBy: place });
  }

  function extraOf(section: Section, change: Change, place: number): Work {
    const { extra, where, staff } = change.effect;
    const slot = extra as Work['now'];
    return {
      identity: `${prefix(section)}/extra/${change.id}/${slot.date}`,
      pattern: change.id,
      original: slot.date,
      rule: slot,
      now: { ...slot },
      where: where ?? [],
      staff: (staff ?? []).map(({ name }) => name),
      copies: 1,
      cancelled: false,
      reason: null,
      statusBy: -1,
      bornBy: place,
      isExtra: true,
    };
  }

  function replace(works: Work[], section: Section, change: Change, place: number): Work[] {
    const span = change.scope.dates as { from: string; until: string };
    const fresh = (change.effect.instead ?? []).flatMap((pattern) => {
      const given = give(section, pattern);
      if (pattern.type === 'dated') return given;
      // The interval of a weekly pattern counts from its first date within the span.
      if (pattern.type === 'relative') return given.filter(({ original }) => inSpan(original, span));
      const from = pattern.from !== null && pattern.from > span.from ? pattern.from : span.from;
      const until = pattern.until !== null && pattern.until < span.until ? pattern.until : span.until;
      return give(section, { ...pattern, from, until });
    });
    for (const work of works) {
      const other = fresh.find(({ identity }) => identity === work.identity);
      if (other) {
        Object.assign(work, {
          now: other.now,
          copies: other.copies,
          cancelled: other.cancelled,
          reason: other.reason,
          statusBy: place,
        });
        if (other.where.length > 0) work.where = other.where;
        if (other.staff.length > 0) work.staff = other.staff;
      } else if (!work.isExtra && isMeant(change, work)) {
        Object.assign(work, { cancelled: true, reason: change.say, statusBy: place });
      }
    }
    const added = fresh.filter(({ identity }) => !works.some((work) => work.identity === identity));
    return [...works, ...added.map((work) => ({ ...work, bornBy: place }))];
  }

  /** Whether it starts within the closing hours; a meeting that runs into them is shortened. */
  function isShut(work: Work, date: string, from: string | null, until: string | null): boolean {
    const begin = instant(date, from ?? '00:00', term.zone);
    const end = until === null ? instant(plus(date, 1), '00:00', term.zone) : instant(date, until, term.zone);
    const at = instants(work.now, term.zone);
    const isLong = end - begin >= 22 * HOUR;
    if (at.start >= begin && at.start < end)
      return work.now.days === undefined || isLong || end - at.start >= 22 * HOUR;
    if (work.now.days !== undefined) return false;
    // Some zones skip midnight; the closing then ends at the first time after the gap.
    const shown = new Date(begin + offset(begin, term.zone)).toISOString().slice(11, 16);
    if (at.end !== null && at.start < begin && at.end > begin) work.now = { ...work.now, end: shown };
    return false;
  }

  function surviveTerm(work: Work, section: Section): boolean {
    const closings = term.closings.filter((one) => isFor(one, section, course));
    return closings.every(({ date, from, until }) => !isShut(work, date, from, until));
  }

  function closeByChanges(work: Work, section: Section): void {
    changes.forEach((change, place) => {
      const { close } = change.effect;
      const { dates, pattern } = change.scope;
      if (!close || !dates || !isAbout(change, section) || (pattern ?? work.pattern) !== work.pattern) return;
      if (work.bornBy > place || work.statusBy > place) return;
      for (let date = dates.from; date <= dates.until; date = plus(date, 1)) {
        if (isShut(work, date, close.from, close.until)) {
          Object.assign(work, { cancelled: true, reason: change.say, statusBy: place });
        }
      }
    });
  }

  function joinTwins(works: Work[]): Work[] {
    const joined = new Map<string, Work>();
    for (const work of [...works].sort((a, b) => (a.identity < b.identity ? -1 : 1))) {
      const moved = work.now.date !== work.rule.date || work.now.start !== work.rule.start;
      const { now, where, staff, cancelled, reason } = work;
      // For a moved meeting, the original date and start are reported, but not the end.
      const from = moved ? [work.rule.date, work.rule.start] : null;
      const key = JSON.stringify([now, where, staff, cancelled, reason, from]);
      const twin = joined.get(key);
      if (twin) twin.copies += work.copies;
      else joined.set(key, { ...work });
    }
    return [...joined.values()];
  }

  const deadlines = course.deadlines.map((deadline): NaiveMeeting => {
    const { id, date, time } = deadline;
    let [due, off, reason] = [{ date, time }, false, null as string | null];
    for (const { scope, effect, say } of changes) {
      if (scope.dates !== null || scope.pattern !== id || scope.sections?.join() !== 'deadlines') continue;
      if (effect.move) {
        due = { date: effect.move.date ?? due.date, time: effect.move.start ?? due.time };
        [off, reason] = [false, null];
      }
      if (effect.cancel) [off, reason] = [true, say];
    }
    return {
      identity: `${course.term}/${course.firstId}/deadlines/${id}`,
      ...{ section: 'deadlines', pattern: id, original: date, date: due.date, startTime: due.time, endTime: null },
      days: null,
      ...{ start: instant(due.date, due.time, term.zone), end: null, where: [], staff: [], copies: 1 },
      status: off ? 'cancelled' : 'confirmed',
      reason,
      movedFrom: due.date !== date || due.time !== time ? `${date} ${time}` : null,
    };
  });

  return course.sections
    .flatMap((section) =>
      settle(section).map((work): NaiveMeeting => {
        const { now, rule } = work;
        return {
          identity: work.identity,
          section: section.id,
          pattern: work.pattern,
          original: work.original,
          date: now.date,
          startTime: now.start,
          endTime: now.end,
          ...instants(now, term.zone),
          days: now.days ?? null,
          where: work.where.map((venue) => (venue.type === 'text' ? venue.text : venue.type)),
          staff: work.staff,
          copies: work.copies,
          status: work.cancelled ? 'cancelled' : 'confirmed',
          reason: work.cancelled ? work.reason : null,
          movedFrom: now.date !== rule.date || now.start !== rule.start ? `${rule.date} ${rule.start}` : null,
        };
      }),
    )
    .concat(deadlines)
    .sort((a, b) => (a.identity < b.identity ? -1 : 1));
}
