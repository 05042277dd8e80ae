/** A folder for each problem code; «…» marks the expected caret position. */
import type { SourceFile } from '../../src/catalog/catalog.ts';
import { decodeFile } from '../../src/catalog/decode.ts';
import type { ProblemCode } from '../../src/domain/problem-codes.ts';

export interface ProblemCase {
  readonly code: ProblemCode;
  /** The file with the problem, in its marked text. */
  readonly path: string;
  readonly marked: string;
  /** Additional or replaced files; null removes one. */
  readonly others?: Readonly<Record<string, string | null>>;
  /** Overrides how the file is read, if not as its text. */
  readonly reads?: (path: string, text: string) => SourceFile;
}

const SITE = 'uidDomain: example.edu\n';
const TERM = `title: Fall 2018
zone: America/New_York
classes: 2018-09-12 to 2018-12-14
`;
const COURSE = `code: COS 418
title: Distributed Systems
sections:
  L01: {kind: lecture, meets: Mon Wed 10:00am-10:50am}
`;
const SITE_PATH = 'site.yaml';
const TERM_PATH = 'terms/fall-2018.yaml';
const COURSE_PATH = 'courses/fall-2018/cos418.yaml';
const HEAD = 'code: COS 418\ntitle: Distributed Systems\n';

const site = (code: ProblemCode, lines: string): ProblemCase => ({ code, path: SITE_PATH, marked: lines });
const term = (code: ProblemCode, lines: string): ProblemCase => ({ code, path: TERM_PATH, marked: TERM + lines });
const course = (code: ProblemCode, lines: string, others?: ProblemCase['others']): ProblemCase => ({
  code,
  path: COURSE_PATH,
  marked: HEAD + lines,
  ...(others ? { others } : {}),
});
/** A section's line in flow style. */
const section = (code: ProblemCode, keys: string, others?: ProblemCase['others']): ProblemCase =>
  course(code, `sections:\n  L01: {kind: lecture, ${keys}}\n`, others);
const change = (code: ProblemCode, lines: string): ProblemCase =>
  course(code, `${COURSE.slice(HEAD.length)}changes:\n${lines}`);

const deadlines = (code: ProblemCode, lines: string): ProblemCase =>
  course(code, `${COURSE.slice(HEAD.length)}deadlines:\n${lines}`);

const LONG = 'Bring your card. '.repeat(115).trim();
const HOURS = [13, 14, 15, 16, 17, 18].map((hour) => `{id: h${hour}, on: Mon-Fri ${hour}:00-${hour}:50}`).join(', ');

export const PROBLEM_CASES: readonly ProblemCase[] = [
  course('yaml-syntax', 'links: {Forum: https://example.edu/forum\n«s»ections: {}\n'),
  course('yaml-colon', 'note: «B»ring: a laptop\nsections: {}\n'),
  course('yaml-quotes', 'note: «@»everyone\nsections: {}\n'),
  course('yaml-tab', 'sections:\n«\t»L01: {kind: lecture, meets: TBA}\n'),
  course('yaml-tag', 'note: !!str «Hello»\nsections: {L01: {kind: lecture, meets: TBA}}\n'),
  course('yaml-anchor', 'sections:\n  L01: {kind: lecture, meets: &time «Mon 10am-11am»}\n'),
  course('yaml-merge', 'sections:\n  L01: {«<<»: {kind: lecture}, meets: TBA}\n'),
  course('yaml-documents', 'sections: {L01: {kind: lecture, meets: TBA}}\n«---»\ncode: COS 126\n'),
  course('duplicate-key', 'sections:\n  L01: {kind: lecture, meets: TBA}\n  «L01»: {kind: lecture, meets: TBA}\n'),
  course('lost-comment', 'sections:\n  L01:\n    kind: lecture\n    meets: Mon 10am-11am\n    where: Room «#5»\n'),
  course('control-character', 'note: «"a bell: \\u0007"»\nsections: {L01: {kind: lecture, meets: TBA}}\n'),
  {
    ...course('unreadable', ''),
    marked: '«c»',
    reads: (file) => {
      const at = { file, line: 1, column: 1, length: 1 };
      const message = 'This file cannot be read: permission denied.';
      const hint = 'Let the user who runs Belltower read it.';
      return { path: file, text: '', unread: { code: 'unreadable', severity: 'error', message, hint, at } };
    },
  },
  {
    ...course('not-utf8', 'staff: {wm: M«ü»ller}\nsections: {}\n'),
    reads: (file, text) => decodeFile(file, Buffer.from(text, 'latin1')),
  },
  { code: 'file-name', path: 'courses/fall-2018/cos 418.yaml', marked: `«c»${COURSE.slice(1)}` },
  { code: 'file-twice', path: 'courses/fall-2018/cos418.yml', marked: `«c»${COURSE.slice(1)}` },
  { code: 'site-missing', path: SITE_PATH, marked: '«»', others: { [SITE_PATH]: null } },
  { code: 'term-missing', path: COURSE_PATH, marked: `«c»${COURSE.slice(1)}`, others: { [TERM_PATH]: null } },
  course('too-large', `note: «${'x'.repeat(2001)}»\nsections: {L01: {kind: lecture, meets: TBA}}\n`),
  section('unknown-key', '«meet»: Mon 10am-11am'),
  course('missing-key', 'sections:\n  L01: {«meets»: TBA}\n'),
  section('wrong-shape', 'meets: TBA, title: «[Lecture]»'),
  section('empty-text', 'meets: TBA, title: «""»'),
  course('unknown-word', 'sections:\n  OH: {kind: «ofice hours», meets: TBA}\n'),
  section('key-combination', 'meets: {on: 2018-10-24 7pm-9pm, «every»: second week}'),
  course('bad-id', 'sections:\n  «L 01»: {kind: lecture, meets: TBA}\n'),
  course('reserved-id', 'sections:\n  «all»: {kind: lecture, meets: TBA}\n'),
  course('id-taken', 'sections:\n  L01: {kind: lecture, meets: TBA}\n  «l01»: {kind: lecture, meets: TBA}\n'),
  course('bad-url', 'url: «www.example.edu/cos418»\nsections: {L01: {kind: lecture, meets: TBA}}\n'),
  site('bad-domain', 'uidDomain: «https://example.edu»\n'),
  section('bad-date', 'meets: TBA, ended: «12/10/2018»'),
  section('no-such-date', 'meets: TBA, ended: «2018-11-31»'),
  term('weekday-disagrees', 'breaks:\n  - {name: Recess, dates: «Sun 2018-10-27» to 2018-11-04}\n'),
  term('bad-span', 'breaks:\n  - {name: Recess, dates: «2018-10-27 to 2018-11-01 to 2018-11-04»}\n'),
  term('span-backwards', 'breaks:\n  - {name: Recess, dates: «2018-10-27 to 2018-10-04»}\n'),
  section('bad-time', 'meets: Mon 10am-«10:75am»'),
  section('ambiguous-time', 'meets: Wed «3-4»'),
  section('no-length', 'meets: Mon «10am-10am»'),
  section('bad-weekday', 'meets: «Mondy» 10am-11am'),
  section('ambiguous-weekday', 'meets: «TTh» 10am-11am'),
  course('bad-instant', 'published: «last August»\nsections: {L01: {kind: lecture, meets: TBA}}\n'),
  course(
    'bad-length',
    `${COURSE.slice(HEAD.length)}  OH: {kind: office hours, meets: {after: L01, for: «half an hour»}}\n`,
  ),
  section('bad-weeks', 'meets: {on: Mon 10am-11am, weeks: «first»}'),
  { code: 'unknown-zone', path: TERM_PATH, marked: TERM.replace('America/New_York', '«America/NewYork»') },
  {
    code: 'term-too-long',
    path: TERM_PATH,
    marked: TERM.replace('2018-09-12 to 2018-12-14', '«2018-09-12 to 2028-12-14»'),
  },
  term('weeks-overlap', 'weeks: {1: 2018-09-12 to 2018-09-18, 2: «2018-09-17 to 2018-09-23»}\n'),
  term('swap-twice', 'swaps:\n  - {date: 2018-10-09, follows: Monday}\n  - {date: «2018-10-09», follows: Friday}\n'),
  section('pattern-incomplete', 'meets: «Mon Wed»'),
  section('pattern-id-needed', 'meets: [Mon 10am-11am, «Mon 2pm-3pm»]'),
  section('pattern-id-twice', 'meets: [{id: a, on: Mon 10am-11am}, «{id: a, on: Mon 2pm-3pm}»]'),
  section('no-such-week', 'meets: {on: Mon 10am-11am, weeks: «1-40»}'),
  section('no-halves', 'meets: {on: Mon 10am-11am, half: «first»}'),
  section('unknown-period', 'meets: {on: Mon 10am-11am, during: «exams»}'),
  course('unknown-section', `${COURSE.slice(HEAD.length)}  Final: {kind: exam, meets: TBA, with: «L02»}\n`),
  change('unknown-deadline', '  - {announced: 2018-10-10, deadline: «hw1», cancel: yes}\n'),
  deadlines('deadline-time-missing', '  - {id: hw1, title: HW 1, due: «2018-10-01»}\n'),
  deadlines(
    'deadline-twice',
    '  - {id: hw1, title: HW 1, due: 2018-10-01 11:59pm}\n  - {id: hw2, title: «HW 1», due: 2018-10-01 11:59pm}\n',
  ),
  deadlines('deadline-midnight', '  - {id: hw1, title: HW 1, due: «Tue 2018-10-02 12am»}\n'),
  section('unknown-campus', 'meets: TBA, campus: «north»'),
  term('unknown-course', 'breaks:\n  - {dates: 2018-10-29 to 2018-11-02, for: «{courses: [cos481]}»}\n'),
  section('unknown-person', 'meets: TBA, staff: «loyd»'),
  change(
    'unknown-pattern',
    '  - {announced: 2018-10-10, sections: L01, on: 2018-10-15, pattern: «late», cancel: yes}\n',
  ),
  section('refers-to-itself', 'meets: TBA, with: «L01»'),
  course(
    'circle',
    'sections:\n  A: {kind: lab, meets: {after: «B», for: 1 hour}}\n  B: {kind: lab, meets: {after: A, for: 1 hour}}\n',
  ),
  course(
    'base-without-end',
    'sections:\n  A: {kind: lab, meets: Fri 14:00}\n  B: {kind: lab, meets: {after: «A», for: 1 hour}}\n',
  ),
  site(
    'ambiguous-place',
    'uidDomain: example.edu\nplaces:\n  fc-010: {name: Friend Center 010}\n  «fc010»: Friend 010\n',
  ),
  change('change-empty', '  - {«announced»: 2018-10-10, sections: L01, on: 2018-10-15, say: Hello}\n'),
  change('change-scope', '  - {«announced»: 2018-10-10, sections: L01, cancel: yes}\n'),
  change(
    'change-refers-to-nothing',
    '  - «{id: snow, announced: 2018-10-10, sections: L01, on: Tue 2018-10-16, cancel: yes}»\n',
  ),
  course(
    'topic-refers-to-nothing',
    'sections:\n  «L01»: {kind: lecture, meets: Mon 10am-11am, topics: {2018-09-18: Paxos}}\n',
  ),
  course('course-empty', '«sections»: {}\n'),
  term('outside-term', 'breaks:\n  - {name: Recess, dates: «2019-10-27 to 2019-11-04»}\n'),
  { code: 'zone-utc', path: TERM_PATH, marked: TERM.replace('America/New_York', '«UTC»') },
  { code: 'weekend-unsaid', path: TERM_PATH, marked: TERM.replace('America/New_York', '«Asia/Jerusalem»') },
  {
    code: 'term-length',
    path: TERM_PATH,
    marked: TERM.replace('2018-09-12 to 2018-12-14', '«2018-09-12 to 2019-12-14»'),
  },
  term('break-length', 'breaks:\n  - {name: Recess, dates: «2018-10-01 to 2018-11-30»}\nallow: [unusual-count]\n'),
  {
    code: 'year-disagrees',
    path: TERM_PATH,
    marked: TERM.replace('2018-09-12 to 2018-12-14', '«2017-09-12 to 2017-12-14»'),
  },
  term(
    'swap-in-break',
    'breaks:\n  - {name: Recess, dates: 2018-10-29 to 2018-11-02}\nswaps:\n  - {date: «2018-10-30», follows: Monday}\n',
  ),
  course('unnumbered-week', 'sections:\n  L01: {kind: lecture, meets: «Sun 10am-11am»}\n', {
    [TERM_PATH]: `${TERM}breaks:\n  - {name: Recess, dates: 2018-10-29 to 2018-11-02}\n`,
  }),
  term('swap-without-effect', 'swaps:\n  - {date: «2018-10-09», follows: Tuesday}\n'),
  section('except-without-effect', 'meets: {on: Mon 10am-11am, except: «2018-10-09»}'),
  section('never-meets', 'meets: «{on: Mon 10am-11am, from: 2019-01-07}»'),
  course(
    'hours-missing',
    'sections:\n  L01: {kind: lecture, meets: «Mon 10am-11am»}\n  L02: {kind: lecture, meets: Mon 8am-9am}\n',
    { [TERM_PATH]: `${TERM}hours: {name: Ramadan, dates: 2018-10-01 to 2018-10-26, replace: {8am: 9am}}\n` },
  ),
  {
    code: 'hours-unused',
    path: TERM_PATH,
    marked: `${TERM}hours: {dates: 2018-10-01 to 2018-10-26, replace: {10am: 11am, «10:30am»: 11am}}\n`,
  },
  section('long-meeting', 'meets: «Mon 10:00am-9:50am»'),
  section('short-meeting', 'meets: «Mon 10:00am-10:05am»'),
  section('night-meeting', 'meets: «Mon 2am-4am»'),
  course(
    'moved-together',
    `sections:
  OH: {kind: office hours, meets: [Tue 4:30pm-6pm, {id: late, on: Tue 8pm-10pm}]}
changes:
  - «{announced: 2018-10-01, sections: OH, on: 2018-10-02, move: Thu 2018-10-04 4pm-6pm}»
`,
  ),
  course('feed-large', `sections:\n  «OH»:\n    kind: office hours\n    note: ${LONG}\n    meets: [${HOURS}]\n`),
  course(
    'skipped-time',
    'sections:\n  L01: {kind: lecture, meets: «2018-03-11 2:30am-4am»}\nallow: [night-meeting]\n',
    {
      [TERM_PATH]: `${TERM.replace('2018-09-12', '2018-02-05')}allow: [term-length]\n`,
    },
  ),
  course('repeated-time', 'sections:\n  L01: {kind: lecture, meets: «Sun 1:30am-3am»}\nallow: [night-meeting]\n'),
  section('unknown-place', 'meets: Mon 10am-11am, where: «Bowen 223»', {
    [SITE_PATH]: `${SITE}places: {bowen-222: {name: Bowen Hall 222, also: Bowen 222}}\n`,
  }),
  section('password-in-link', 'meets: Mon 10am-11am, where: «online https://meet.example.edu/j/1?pwd=abc»'),
  {
    code: 'unusual-count',
    path: TERM_PATH,
    marked: `${TERM.replace('2018-09-12 to 2018-12-14', '«2018-09-12 to 2018-12-14»')}breaks:
  - {name: Free Fridays, dates: [2018-09-14, 2018-09-21, 2018-09-28, 2018-10-05]}
`,
  },
  course(
    'room-conflict',
    'sections:\n  P01: {kind: precept, meets: Fri 10am-11am, where: Bowen 222}\n  «P02»: {kind: precept, meets: Fri 10:30am-11:30am, where: bowen 222}\n',
  ),
  course(
    'person-conflict',
    'staff: {song: Zhenyu Song}\nsections:\n  P01: {kind: precept, meets: Fri 10am-11am, staff: song}\n  «P02»: {kind: precept, meets: Fri 10:30am-11:30am, staff: song}\n',
  ),
];

/** A case's folder, and the position of its mark: line and column from 1, and the marked text's length on that line. */
export function openCase(one: ProblemCase): {
  readonly files: SourceFile[];
  readonly line: number;
  readonly column: number;
  readonly length: number;
} {
  const start = one.marked.indexOf('«');
  const before = one.marked.slice(0, start).split('\n');
  const inside = one.marked.slice(start + 1, one.marked.indexOf('»'));
  const text = one.marked.replace(/[«»]/g, '');
  const all: Record<string, string | null> = {
    [SITE_PATH]: SITE,
    [TERM_PATH]: TERM,
    [COURSE_PATH]: COURSE,
    [one.path]: text,
    ...one.others,
  };
  const reads = (path: string, content: string): SourceFile =>
    path === one.path && one.reads ? one.reads(path, content) : { path, text: content };
  const files = Object.entries(all).flatMap(([path, content]) => (content === null ? [] : [reads(path, content)]));
  return { files, line: before.length, column: (before.at(-1) as string).length + 1, length: inside.length };
}
