/** The benchmark's figures as a page of Markdown. Pure. */
import { type Figure, isMet, SECTIONS } from '../figure.ts';
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
      return [`## ${title}`, text, listFigures(figures.filter((figure) => figure.section === section))];
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
Everything ran on that one machine, the programs that asked too.${left}${part}${rough}

A ratio is Belltower's figure divided by the one beside it, taken in each round by itself: in a round everybody runs once,
and each round somebody else begins. The median of the rounds is given, with the least and the greatest in brackets: that is
how far the machine's noise moved it.`;
}

function describeTargets(figures: readonly Figure[]): string {
  const aimed = figures.filter(({ target }) => target !== null);
  if (aimed.length === 0) return '';
  const rows = aimed.map((figure) => {
    const target = figure.target ? sayTarget(figure.target) : '';
    return `| ${figure.task} | ${figure.peer} | ${sayRatio(figure.ratio)} | ${target} | ${sayMet(isMet(figure))} |`;
  });
  const met = aimed.filter((figure) => isMet(figure)).length;
  return [
    '## What was aimed at',
    `${met} of ${aimed.length} targets are met.`,
    ['| what | beside | ratio | target | met |', '| --- | --- | ---: | ---: | --- |', ...rows].join('\n'),
  ].join('\n\n');
}

function listFigures(figures: readonly Figure[]): string {
  const noted = figures.some(({ note }) => note !== null);
  const rows = figures.map((figure, index) => {
    const { task, subject, peer, unit, own, other, ratio, note } = figure;
    const again = figures[index - 1]?.task === task;
    const shown = subject === 'Belltower' ? '' : ` (${subject})`;
    const cells = [
      again ? '' : `${task}${shown}`,
      peer,
      `${sayNumber(own.median)} ${unit}`,
      typeof other === 'number' ? '' : `${sayNumber((other as Spread).median)} ${unit}`,
      sayRatio(ratio),
      String(ratio.rounds),
      ...(noted ? [note ?? ''] : []),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const head = ['what', 'beside', 'Belltower', 'the other', 'ratio', 'rounds', ...(noted ? ['note'] : [])];
  const line = ['---', '---', '---:', '---:', '---:', '---:', ...(noted ? ['---'] : [])];
  return [`| ${head.join(' | ')} |`, `| ${line.join(' | ')} |`, ...rows].join('\n');
}

function describeRunning(): string {
  return `## Measuring it yourself

    apt-get install wrk nginx radicale
    npm run bench

It takes about ten minutes on two cores and writes this page and its picture. \`npm run bench -- --quick\` takes two and
writes nothing; \`--only feed,change\` measures a part, \`--without nginx,radicale\` leaves peers out, \`--rounds\` and
\`--seconds\` say how long to measure.`;
}
