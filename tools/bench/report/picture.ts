/** The benchmark at one glance, as an SVG picture: who answers how often, on a logarithmic scale. Pure. */
import type { Figure } from '../figure.ts';
import type { Spread } from '../statistics.ts';
import { type Fact, listFacts } from './facts.ts';
import type { Report } from './report.ts';
import { sayNumber, sayTimes } from './wording.ts';

interface Bar {
  readonly name: string;
  readonly remark: string;
  readonly perSecond: Spread;
  /** What Belltower answers of it; null: it is Belltower. */
  readonly ratio: Spread | null;
}

const REMARKS: Readonly<Record<string, string>> = {
  Belltower: 'log, metrics and all headers on',
  'nginx with files': 'the same feeds as files',
  'bare node:http': 'the same bytes from a Map, same log',
  'Express calling ics': 'made anew for each request, no log',
  'ical-generator': 'made anew for each request, no log',
  Radicale: 'a calendar server',
};

const WIDTH = 880;
const LEFT = 290;
const RIGHT = 690;
const TOP = 112;
const STEP = 46;
const THICK = 18;

const STYLE = `
  .card { fill: #ffffff; stroke: #d0d7de; }
  text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; fill: #1f2328; }
  .title { font-size: 20px; font-weight: 650; }
  .name { font-size: 15px; font-weight: 600; }
  .soft { font-size: 12.5px; fill: #59636e; }
  .figure { font-size: 15px; font-weight: 600; font-variant-numeric: tabular-nums; }
  .large { font-size: 24px; font-weight: 650; font-variant-numeric: tabular-nums; }
  .grid { stroke: #d0d7de; stroke-width: 1; }
  .bar { fill: #9aa7b4; }
  .own { fill: #d9580d; }
  .owntext { fill: #b04400; }
  .whisker { stroke: #1f2328; stroke-width: 1.5; fill: none; }
  @media (prefers-color-scheme: dark) {
    .card { fill: #0d1117; stroke: #30363d; }
    text { fill: #f0f6fc; }
    .soft { fill: #9ba6b2; }
    .grid { stroke: #30363d; }
    .bar { fill: #5b6875; }
    .own { fill: #f0752a; }
    .owntext { fill: #ff9a56; }
    .whisker { stroke: #f0f6fc; }
  }`;

/** Readable on any background, for it brings its own, and in either colour scheme. */
export function drawPicture(report: Report): string {
  const mix = report.figures.filter(({ section, task }) => section === 'feed' && task.startsWith('The mix'));
  const bars = listBars(mix);
  const scale = openScale(bars);
  const axis = TOP + bars.length * STEP;
  const facts = listFacts(report.figures);
  const height = axis + (facts.length > 0 ? 150 : 56);
  const said = bars.map(({ name, perSecond }) => `${name} ${sayNumber(perSecond.median)}`).join(', ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title said">
<title id="title">Feeds answered a second, side by side on one machine</title>
<desc id="said">${escapeXml(said)} requests a second.</desc>
<style>${STYLE}
</style>
<rect class="card" x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="12"/>
<text class="title" x="28" y="42">Calendar feeds answered a second</text>
<text class="soft" x="28" y="64">${escapeXml(`Many feeds, 90 % unchanged since last time, 8 % in full, 2 % unknown · one process of each, ${report.machine.cores} cores`)}</text>
<text class="soft" x="28" y="82">Logarithmic scale: each line is ten times the one before it. The thin lines span all rounds.</text>
${scale.marks.map(({ x, name }) => drawMark(x, name, axis)).join('\n')}
${bars.map((bar, index) => drawBar(bar, index, scale.at)).join('\n')}
${facts.map((fact, index) => drawFact(fact, index, facts.length, axis + 58)).join('\n')}
</svg>
`;
}

function listBars(mix: readonly Figure[]): readonly Bar[] {
  const own = mix[0]?.own;
  if (!own) return [];
  const bar = (name: string, perSecond: Spread, ratio: Spread | null): Bar => {
    return { name, remark: REMARKS[name] ?? '', perSecond, ratio };
  };
  const peers = mix.flatMap(({ peer, other, ratio }) => (typeof other === 'number' ? [] : [bar(peer, other, ratio)]));
  return [bar('Belltower', own, null), ...peers].sort((a, b) => b.perSecond.median - a.perSecond.median);
}

interface Scale {
  readonly at: (value: number) => number;
  readonly marks: readonly { readonly x: number; readonly name: string }[];
}

function openScale(bars: readonly Bar[]): Scale {
  const values = bars.flatMap(({ perSecond }) => [perSecond.low, perSecond.high]);
  // A bar needs some length to be seen as one.
  const first = Math.floor(Math.log10(Math.min(...values, 100) / 1.5));
  const last = Math.log10(Math.max(...values, 1000) * 1.1);
  const at = (value: number): number => LEFT + ((Math.log10(value) - first) / (last - first)) * (RIGHT - LEFT);
  const marks = [];
  for (let power = first; power <= last; power += 1) marks.push({ x: at(10 ** power), name: sayNumber(10 ** power) });
  return { at, marks };
}

function drawMark(x: number, name: string, axis: number): string {
  return `<path class="grid" d="M${round(x)} ${TOP - 8}V${axis}"/><text class="soft" x="${round(x)}" y="${axis + 18}" text-anchor="middle">${name}</text>`;
}

function drawBar({ name, remark, perSecond, ratio }: Bar, index: number, at: Scale['at']): string {
  const y = TOP + index * STEP;
  const middle = y + 5 + THICK / 2;
  const end = at(perSecond.median);
  const [low, high] = [at(perSecond.low), at(perSecond.high)];
  const own = ratio === null;
  return [
    `<text class="name${own ? ' owntext' : ''}" x="28" y="${y + 14}">${escapeXml(name)}</text>`,
    `<text class="soft" x="28" y="${y + 31}">${escapeXml(remark)}</text>`,
    `<rect class="${own ? 'own' : 'bar'}" x="${LEFT}" y="${y + 5}" width="${round(end - LEFT)}" height="${THICK}" rx="3"/>`,
    `<path class="whisker" d="M${round(low)} ${middle}H${round(high)}M${round(low)} ${middle - 4}v8M${round(high)} ${middle - 4}v8"/>`,
    `<text class="figure${own ? ' owntext' : ''}" x="${RIGHT + 22}" y="${y + 14}">${sayNumber(perSecond.median)}</text>`,
    `<text class="soft" x="${RIGHT + 22}" y="${y + 31}">${own ? 'requests a second' : sayBeside(ratio)}</text>`,
  ].join('\n');
}

function sayBeside({ median }: Spread): string {
  return median < 1.5
    ? `Belltower: ${Math.round(median * 100)} % of that`
    : `Belltower: ${sayTimes(median)} times that`;
}

function drawFact({ value, text, peer }: Fact, index: number, count: number, y: number): string {
  const x = 28 + (index * (WIDTH - 56)) / count;
  return [
    `<text class="large" x="${round(x)}" y="${y + 24}">${escapeXml(value)}</text>`,
    `<text class="soft" x="${round(x)}" y="${y + 46}">${escapeXml(text)}</text>`,
    `<text class="soft" x="${round(x)}" y="${y + 63}">${escapeXml(peer)}</text>`,
  ].join('\n');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
