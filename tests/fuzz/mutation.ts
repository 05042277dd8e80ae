/** Seeded mutation of texts and values, with enough knowledge of YAML, dates and URLs to pass the first checks. */
import { pickOne, type Random } from '../corpus/seeded.ts';

const NASTY = [
  '\u0000',
  '\r',
  '\t',
  '\u0085',
  '\u2028',
  '\ud800',
  '\ufeff',
  '\u202e',
  '😀',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '|\n',
  '>-\n',
  '&a ',
  '*a',
  '!!map ',
  '<<: ',
  '? ',
  '- ',
  ': ',
  '#',
  ',',
  '\n',
  '\n  ',
  '\\',
  ';',
  '%',
  '__proto__',
  'constructor',
  'toString',
  'BEGIN:VEVENT',
  '<script>',
  '$&',
];
const VALUES = [
  'TBA',
  'all',
  'yes',
  'no',
  'null',
  '~',
  '0',
  '-1',
  '01',
  '1e400',
  '9999999999999999',
  '.inf',
  'NaN',
  '2018-02-30',
  '2019-02-29',
  '0000-01-01',
  '9999-12-31',
  '2018-03-11 02:30',
  '2018-11-04 01:30',
  '2018-11-04',
  '24:00',
  '12am',
  'noon',
  'midnight',
  '25:61',
  '10pm-1am',
  '9:30',
  'Mon-Sun 00:00-23:59 x9',
  'MWF 9am-9am',
  'online',
  'online https://',
  'UTC',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Etc/GMT+12',
  'odd',
  'second week',
  'second calendar week',
  'first',
  '1000 hours',
  '0 min',
  '1 minute',
  'L01',
  'P01',
  'OH',
  'Exam',
  'all.ics',
  'javascript:alert(1)',
  'https://user:pw@example.edu/%zz?#',
];

/** Words and lines to insert, taken from the inputs. */
export interface Vocabulary {
  readonly words: readonly string[];
  readonly lines: readonly string[];
  readonly texts: readonly string[];
}

export function gatherVocabulary(texts: readonly string[]): Vocabulary {
  const lines = texts.flatMap((text) => text.split('\n')).filter((line) => line.trim() !== '');
  const words = [...new Set(texts.join('\n').match(/[A-Za-z0-9][\w:.@/-]*/g) ?? [])];
  return { words: [...words, ...VALUES], lines, texts };
}

const at = (random: Random, length: number): number => Math.floor(random() * length);

/** One to six mutations. The result's size is bounded, so that slowness is not due to size alone. */
export function damageText(random: Random, text: string, vocabulary: Vocabulary): string {
  let damaged = text;
  for (let times = 1 + at(random, 1 + at(random, 6)); times > 0; times--) {
    damaged = pickOne(random, WAYS)(random, damaged, vocabulary).slice(0, 20_000);
  }
  return damaged;
}

type Way = (random: Random, text: string, vocabulary: Vocabulary) => string;

const onLines =
  (change: (random: Random, lines: string[], vocabulary: Vocabulary) => string[]): Way =>
  (random, text, vocabulary) =>
    change(random, text.split('\n'), vocabulary).join('\n');

/** Replaces the n-th match. */
const onMatch =
  (pattern: RegExp, change: (random: Random, found: string, vocabulary: Vocabulary) => string): Way =>
  (random, text, vocabulary) => {
    const found = [...text.matchAll(pattern)];
    if (found.length === 0) return text + pickOne(random, NASTY);
    const { 0: match, index } = pickOne(random, found);
    return text.slice(0, index) + change(random, match, vocabulary) + text.slice(index + match.length);
  };

const anyWord = onMatch(/[A-Za-z0-9][\w:.@/-]*/g, (random, _found, { words }) => pickOne(random, words));
const anyNumber = onMatch(/\d+/g, (random, found) =>
  pickOne(random, [
    String(Number(found) + 1),
    String(Number(found) - 1),
    String(at(random, 100)),
    '0',
    found.repeat(2),
    '-1',
  ]),
);
const anyKey = onMatch(/[A-Za-z][\w ]*(?=:)/g, (random, _found, { words }) => pickOne(random, words));
const anyValue = onMatch(/(?<=: )[^,{}[\]\n]+/g, (random) => pickOne(random, VALUES));

const WAYS: readonly Way[] = [
  // Listed several times: mutations close to the grammar get further.
  anyWord,
  anyWord,
  anyWord,
  anyNumber,
  anyNumber,
  anyKey,
  anyValue,
  anyValue,
  onLines((random, lines) => lines.toSpliced(at(random, lines.length), 1 + at(random, 3))),
  onLines((random, lines) => lines.toSpliced(at(random, lines.length), 0, lines[at(random, lines.length)] ?? '')),
  onLines((random, lines, vocabulary) => {
    const where = at(random, lines.length);
    const indent = /^ */.exec(lines[where] ?? '')?.[0] ?? '';
    return lines.toSpliced(where, 0, indent + pickOne(random, vocabulary.lines).trim());
  }),
  onLines((random, lines) => {
    const where = at(random, lines.length);
    const line = lines[where] ?? '';
    return lines.with(where, random() < 0.5 ? `  ${line}` : line.replace(/^ {1,2}/, ''));
  }),
  (random, text) => {
    const from = at(random, text.length + 1);
    return text.slice(0, from) + pickOne(random, NASTY).repeat(random() < 0.1 ? at(random, 400) : 1) + text.slice(from);
  },
  (random, text) => {
    const from = at(random, text.length + 1);
    return text.slice(0, from) + text.slice(from + at(random, 30));
  },
  (random, text) => text.slice(0, at(random, text.length + 1)),
  (random, text) => {
    const from = at(random, text.length + 1);
    return text.slice(0, from) + String.fromCharCode(at(random, 65_536)) + text.slice(from + 1);
  },
  (random, text, { texts }) => {
    const other = pickOne(random, texts);
    return text.slice(0, at(random, text.length + 1)) + other.slice(at(random, other.length + 1));
  },
];

const ODD: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e21,
  Number.MAX_SAFE_INTEGER,
  '',
  'x',
  '\ud800',
  '\u0000',
  [],
  {},
  [[]],
  ['L01'],
  { a: 1 },
  '2018-02-30',
  'Nowhere/Land',
  'x'.repeat(5000),
  '\r\nBEGIN:VEVENT',
  -8.64e15,
  8.64e15,
  '__proto__',
];

/** A JSON value with one to three parts replaced, removed, duplicated or renamed. */
export function damageValue(random: Random, value: unknown): unknown {
  const copy: { root: unknown } = { root: structuredClone(value) };
  for (let times = 1 + at(random, 3); times > 0; times--) {
    let holder: Record<string, unknown> = copy;
    let key = 'root';
    // Descends at random, so that deep parts are as likely as shallow ones.
    while (random() < 0.85) {
      const inside = holder[key];
      if (typeof inside !== 'object' || inside === null || Object.keys(inside).length === 0) break;
      holder = inside as Record<string, unknown>;
      key = pickOne(random, Object.keys(inside));
    }
    damagePart(random, holder, key);
  }
  return copy.root;
}

function damagePart(random: Random, holder: Record<string, unknown>, key: string): void {
  const part = holder[key];
  switch (at(random, 5)) {
    case 0:
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
      return;
    case 1:
      if (Array.isArray(holder)) holder.push(structuredClone(part));
      else holder[`${key}x`] = part;
      return;
    case 2:
      if (typeof part === 'number') holder[key] = part + pickOne(random, [1, -1, 0.5, 1e13, -1e13]);
      else if (typeof part === 'string') holder[key] = part.slice(1);
      else holder[key] = structuredClone(pickOne(random, ODD));
      return;
    default:
      holder[key] = structuredClone(pickOne(random, ODD));
  }
}
