/** Varies a page's wording, order and markup by a seed, without changing its meaning. */
import { pickOne, type Random, seeded } from './seeded.ts';

type Change = (page: string, random: Random) => string;

/** Applies a change to text only, not to tags, URLs and commands. */
function inText(page: string, change: (text: string) => string): string {
  return page
    .split(/(<[^<>]*>|\]\([^()]*\)|https?:\/\/\S+|\\[a-z]+(?:\[[^\]]*\])?|\{%.*?%\})/gi)
    .map((part, i) => (i % 2 === 0 ? change(part) : part))
    .join('');
}

const SHORT: Readonly<Record<string, readonly string[]>> = {
  Monday: ['Mon', 'Mondays', 'MONDAY'],
  Tuesday: ['Tue', 'Tues', 'Tuesdays'],
  Wednesday: ['Wed', 'Wednesdays'],
  Thursday: ['Thu', 'Thurs', 'Thursdays'],
  Friday: ['Fri', 'Fridays', 'FRIDAY'],
};

const days: Change = (page, random) =>
  inText(page, (text) =>
    text.replaceAll(/\b(Monday|Tuesday|Wednesday|Thursday|Friday)\b(?!,? \w+ \d)/g, (day: string) =>
      random() < 0.5 ? day : pickOne(random, SHORT[day] ?? [day]),
    ),
  );

const HALF = /(\d{1,2}(?::\d\d)?) ?([ap])\.?m\.?(?![a-z])/gi;

const halves: Change = (page, random) => {
  const style = pickOne(random, ['am', 'AM', ' am', ' AM', ' a.m.']);
  return inText(page, (text) =>
    text.replaceAll(HALF, (_whole, clock: string, half: string) => {
      const shown =
        half.toLowerCase() === 'p' ? style.replace('am', 'pm').replace('AM', 'PM').replace('a.m.', 'p.m.') : style;
      return `${clock}${shown}`;
    }),
  );
};

/** "2:00pm - 3:30pm" → "2:00 - 3:30pm": am or pm is given once. */
const sharedHalf: Change = (page, random) =>
  inText(page, (text) =>
    text.replaceAll(
      /(\d{1,2}:\d\d) ?([ap]m)( ?[-–] ?)(\d{1,2}:\d\d) ?\2/gi,
      (whole, a: string, half: string, dash: string, b: string) => {
        const hour = (clock: string): number => Number.parseInt(clock, 10) % 12;
        return random() < 0.5 && hour(a) < hour(b) ? `${a}${dash}${b} ${half}` : whole;
      },
    ),
  );

const dashes: Change = (page, random) => {
  const dash = pickOne(random, ['-', '–', ' – ', ' - ', ' to ']);
  return inText(page, (text) => text.replaceAll(/(\d(?: ?[ap]\.?m\.?)?) ?(?:-|–) ?(?=\d{1,2}:\d\d)/gi, `$1${dash}`));
};

const words: Change = (page, random) => {
  const hours = pickOne(random, ['Office Hours', 'Office hours', 'OFFICE HOURS', 'Student hours']);
  const small = pickOne(random, ['Discussion', 'Recitation', 'Tutorial']);
  return inText(page, (text) =>
    text.replaceAll(/\bOffice [Hh]ours\b/g, hours).replaceAll(/\b(Recitation|Discussion|Tutorial)\b(?=s?:)/g, small),
  );
};

const blanks: Change = (page, random) => {
  const ends = pickOne(random, ['\n', '\r\n']);
  const gap = random() < 0.4;
  return page
    .split('\n')
    .map((line) => (gap && random() < 0.3 ? `${line} ` : line))
    .join(ends);
};

const bullets: Change = (page, random) => {
  const bullet = pickOne(random, ['-', '*', '+', '•']);
  return page.replaceAll(/^(\s*)[-*+•] (?=\S)/gm, `$1${bullet} `);
};

const headings: Change = (page, random) => {
  const deeper = random() < 0.5;
  return deeper && /^# /m.test(page) && !/^#{6} /m.test(page) ? page.replaceAll(/^(#{1,5} )/gm, '#$1') : page;
};

/** Inserts invisible text: a comment, a struck-out line. */
const hidden: Change = (page, random) => {
  if (!/^#{1,6} /m.test(page)) return page;
  const lines = page.split('\n');
  const at = lines.findIndex(
    (line, i) => i > 0 && line.trim() === '' && (lines[i - 1] ?? '').trim() !== '' && random() < 0.5,
  );
  if (at < 0 || /<table|<ul|<p>/i.test(lines.slice(0, at).join('\n'))) return page;
  return [
    ...lines.slice(0, at),
    '',
    pickOne(random, ['<!-- Lecture: Sat 9:00am-10:00am -->', '~~Office hours: Sunday 3:00pm-4:00pm~~']),
    '',
    ...lines.slice(at + 1),
  ].join('\n');
};

/** Shuffles the rows of a pipe table, below its rule. */
const rows: Change = (page, random) =>
  page.replaceAll(/((?:^\|[ :|-]+\|\n))((?:^\|.*\|\n)+)/gm, (_whole, rule: string, body: string) => {
    const lines = body.split('\n').filter((line) => line !== '');
    for (let i = lines.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [lines[i], lines[j]] = [lines[j] as string, lines[i] as string];
    }
    return `${rule}${lines.join('\n')}\n`;
  });

/** Converts pipe tables to HTML. */
const htmlTables: Change = (page, random) =>
  random() < 0.5
    ? page
    : page.replaceAll(/^\|(.*)\|\n\|[ :|-]+\|\n((?:\|.*\|(?:\n|$))+)/gm, (_whole, head: string, body: string) => {
        const row = (line: string, tag: string): string =>
          `<tr>${line
            .split('|')
            .map((cell) => `<${tag}>${cell.trim()}</${tag}>`)
            .join('')}</tr>`;
        const lines = body.split('\n').filter((line) => line !== '');
        return `<table>\n${row(head, 'th')}\n${lines.map((line) => row(line.replace(/^\|/, '').replace(/\|\s*$/, ''), 'td')).join('\n')}\n</table>\n`;
      });

/** Shuffles the sections under the page's top-level headings; text before the first stays. */
const sections: Change = (page, random) => {
  const levels = [...page.matchAll(/^(#{1,6}) /gm)].map((found) => found[1]?.length ?? 6);
  const top = Math.min(...levels.filter((level) => levels.filter((other) => other === level).length > 1));
  if (!Number.isFinite(top) || levels.some((level, i) => level < top && i > 0)) return page;
  const [before = '', ...parts] = page.split(new RegExp(`^(?=#{${top}} )`, 'm'));
  const turn = Math.floor(random() * parts.length);
  const whole = parts.map((part) => (part.endsWith('\n') ? part : `${part}\n`));
  return before + [...whole.slice(turn), ...whole.slice(0, turn)].join('\n');
};

/** Converts a markdown page without HTML or wrapped items to HTML: headings, nested lists, a paragraph per line. */
const wholeHtml: Change = (page, random) => {
  if (random() < 0.4 || /<\w|~~|^\|/m.test(page) || !/^#{1,6} /m.test(page) || /^\s{2,}(?![-*+•]\s)\S/m.test(page))
    return page;
  const out: string[] = [];
  const open: number[] = [];
  const close = (indent: number): void => {
    while ((open.at(-1) ?? -1) > indent) {
      open.pop();
      out.push('</li></ul>');
    }
  };
  for (const line of page.split('\n')) {
    const text = line
      .replaceAll(/\[([^\]]*)\]\(([^()]*)\)/g, '<a href="$2">$1</a>')
      .replaceAll(/\*\*([^*]+)\*\*/g, '<b>$1</b>')
      .replaceAll(' & ', ' &amp; ');
    const item = /^(\s*)[-*+•] (.*)$/.exec(text);
    const heading = /^(#{1,6}) (.*)$/.exec(text);
    if (item) {
      const indent = item[1]?.length ?? 0;
      close(indent);
      if (open.at(-1) === indent) out.push('</li>');
      else {
        open.push(indent);
        out.push('<ul>');
      }
      out.push(`<li>${item[2]}`);
    } else if (line.trim() !== '') {
      close(-1);
      out.push(heading ? `<h${heading[1]?.length}>${heading[2]}</h${heading[1]?.length}>` : `<p>${text}</p>`);
    }
  }
  close(-1);
  return `<div>\n${out.join('\n')}\n</div>\n`;
};

const CHANGES: readonly Change[] = [
  sections,
  days,
  halves,
  sharedHalf,
  dashes,
  words,
  bullets,
  headings,
  hidden,
  rows,
  htmlTables,
  wholeHtml,
  blanks,
];

/** Varies a page by a seed: each change is applied at random. */
export function varyPage(page: string, seed: number): string {
  const random = seeded(seed);
  return CHANGES.reduce((text, change) => (random() < 0.6 ? change(text, random) : text), page);
}
