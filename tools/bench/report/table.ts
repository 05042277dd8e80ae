/** The benchmark's figures as a page of Markdown. Pure. */
import { type Figure, isMet, ONE_COURSE, SECTIONS } from '../figure.ts';
import type { Spread } from '../statistics.ts';
import type { Report } from './report.ts';
import { SECTION_TEXTS } from './sections.ts';
import { sayMet, sayNumber, sayRatio, sayTarget } from './wording.ts';

export function writeTable(report: Report): string {
  const { figures } = report;
  const blocks = [
    '# How fast Belltower is',
    `Belltower turns a course's weekly rules into calendar feeds that people subscribe to, and serves them. This page is written
by \`npm run bench\`, which measures it side by side with other ways to do the same.`,
    '![Requests a second of Belltower and five other servers](benchmark.svg)',
    describeReading(report),
    describeTargets(figures),
    ...SECTIONS.filter((section) => figures.some((figure) => figure.section === section)).flatMap((section) => {
      const { title, text } = SECTION_TEXTS[section];
      const own = figures.filter((figure) => figure.section === section);
      const grown = own.filter(({ peer }) => peer === ONE_COURSE && section === 'growth');
      const others = own.filter((figure) => !grown.includes(figure));
      return [`## ${title}`, text, listGrowth(grown), listFigures(others)];
    }),
    describeRunning(),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function describeReading({ date, machine, options }: Report): string {
  const programs = machine.programs.map(({ name, version }) => `${name} ${version}`);
  const left = options.without.size > 0 ? ` Left out: ${[...options.without].join(', ')}.` : '';
  const part = options.sections.length < SECTIONS.length ? ' Only a part was measured.' : '';
  const rough = options.quick ? ' This was a quick run: its figures are rough.' : '';
  return `Measured on ${date}, on ${machine.cores} ${machine.cores === 1 ? 'core' : 'cores'} (${machine.processor}), ${machine.memoryGiB} GiB of memory, Node ${[machine.node, ...programs].join(', ')}.
Everything ran on that one machine, the programs that asked too, and Belltower as npm installs it.${left}${part}${rough}

A ratio is Belltower's figure divided by the one beside it, taken in each round by itself: in a round everybody runs once,
and each round somebody else begins. The median of the rounds is given, with the least and the greatest in brackets: that is
how far the machine's noise moved it.`;
}

function describeTargets(figures: readonly Figure[]): string {
  const aimed = figures.filter(({ target }) => target !== null);
  if (aimed.length === 0) return '';
  const rows = aimed.map((figure) => {
    const target = figure.target ? sayTarget(figure.target) : '';
    return `| ${sayTask(figure)} | ${figure.peer} | ${sayRatio(figure.ratio)} | ${target} | ${sayMet(isMet(figure))} |`;
  });
  const met = aimed.filter((figure) => isMet(figure)).length;
  return [
    '## What was aimed at',
    `${met} of ${aimed.length} targets are met.`,
    ['| what | beside | ratio | target | met |', '| --- | --- | ---: | ---: | --- |', ...rows].join('\n'),
  ].join('\n\n');
}

/** What was done, and by whom if not by Belltower as it is. */
function sayTask({ task, subject }: Figure): string {
  return subject === 'Belltower' ? task : `${task}: ${subject}`;
}

/** A row for each size, a column for each thing measured: the figure, and beside it the ratio to one course. */
function listGrowth(figures: readonly Figure[]): string {
  const tasks = [...new Set(figures.map(({ task }) => task))];
  const sizes = [...new Set(figures.map(({ subject }) => subject))];
  if (sizes.length === 0) return '';
  const find = (task: string, size?: string): Figure | undefined =>
    figures.find((figure) => figure.task === task && (size === undefined || figure.subject === size));
  const first = tasks.map((task) => {
    const figure = find(task);
    return figure && typeof figure.other !== 'number' ? `${sayNumber(figure.other.median)} ${figure.unit}` : '';
  });
  const rows = sizes.map((size) => {
    const cells = tasks.map((task) => {
      const figure = find(task, size);
      return figure ? `${sayNumber(figure.own.median)} ${figure.unit}, × ${sayRatio(figure.ratio)}` : '';
    });
    return [size, ...cells];
  });
  return drawTable([['catalogue', ...tasks], ['one course', ...first], ...rows], 1);
}

function listFigures(figures: readonly Figure[]): string {
  if (figures.length === 0) return '';
  const noted = figures.some(({ note }) => note !== null);
  const rows = figures.map((figure, index) => {
    const { task, peer, unit, own, other, ratio, note } = figure;
    const before = figures[index - 1];
    const again = before?.task === task && before.subject === figure.subject;
    const cells = [
      again ? '' : sayTask(figure),
      peer,
      `${sayNumber(own.median)} ${unit}`,
      typeof other === 'number' ? '' : `${sayNumber((other as Spread).median)} ${unit}`,
      sayRatio(ratio),
      String(ratio.rounds),
      ...(noted ? [note ?? ''] : []),
    ];
    return cells;
  });
  const head = ['what', 'beside', 'Belltower', 'the other', 'ratio', 'rounds', ...(noted ? ['note'] : [])];
  return drawTable([head, ...rows], 2, noted ? 6 : undefined);
}

/** @param left how many columns hold words, before those of figures; @param last the first that holds words again */
function drawTable(rows: readonly (readonly string[])[], left: number, last = Number.POSITIVE_INFINITY): string {
  const [head = [], ...body] = rows;
  const line = head.map((_, index) => (index < left || index >= last ? '---' : '---:'));
  return [head, line, ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function describeRunning(): string {
  return `## Measuring it yourself

    apt-get install wrk nginx radicale
    npm run bench

It takes about ten minutes on two cores and writes this page and its picture. \`npm run bench -- --quick\` takes two and
writes nothing; \`--only feed,change\` measures a part, \`--without nginx,radicale\` leaves peers out, \`--rounds\` and
\`--seconds\` say how long to measure.`;
}
