import { parseFragment } from 'parse5';
import { describe, expect, test } from 'vitest';
import { compare, type Figure, judge, ONE_COURSE } from '../../tools/bench/figure.ts';
import { drawPicture } from '../../tools/bench/report/picture.ts';
import type { Report } from '../../tools/bench/report/report.ts';
import { writeTable } from '../../tools/bench/report/table.ts';
import { sayNumber, sayRatio } from '../../tools/bench/report/wording.ts';

const mix = (peer: string, other: number): Figure =>
  compare(
    { section: 'feed', task: 'The mix of a day', peer, unit: 'requests/s' },
    [9000, 10_000, 11_000],
    [other, other, other],
  );
const near = compare(
  {
    section: 'feed',
    task: 'A feed',
    peer: 'bare node:http',
    unit: 'requests/s',
    target: { bound: 'at least', ratio: 0.9 },
  },
  [85, 86, 99],
  [100, 100, 100],
);
const quick = judge(
  {
    section: 'change',
    task: 'A change',
    peer: 'the 50 ms allowed',
    unit: 'ms',
    target: { bound: 'at most', ratio: 1 },
  },
  [20, 25, 30],
  50,
);
const report: Report = {
  figures: [near, mix('nginx with files', 30_000), mix('A <peer> & "more"', 100), quick],
  date: '2018-09-05',
  machine: {
    cores: 2,
    processor: 'A processor',
    memoryGiB: 8,
    node: '24.0.0',
    programs: [{ name: 'wrk', version: '4' }],
  },
  options: { quick: false, rounds: 3, seconds: 1, without: new Set(['radicale']), sections: ['feed', 'change'] },
};

test('numbers have their significant digits only', () => {
  expect([0, 0.00421, 0.912, 3.16159, 48.24, 9876, 31_234.5].map(sayNumber)).toEqual([
    '0',
    '0.0042',
    '0.91',
    '3.16',
    '48.2',
    '9,880',
    '31,200',
  ]);
  expect(sayRatio(near.ratio)).toBe('0.86 (0.85–0.99)');
  expect(sayRatio({ median: 41.4, low: 41.4, high: 41.4, rounds: 1 })).toBe('41');
});

describe('the table', () => {
  const table = writeTable(report);

  test('reports whether each target is met', () => {
    expect(table).toContain('1 of 2 targets are met.');
    expect(table).toContain('| A feed | bare node:http | 0.86 (0.85–0.99) | ≥ 0.90 | **no** |');
    expect(table).toContain('| A change | the 50 ms allowed | 0.50 (0.40–0.60) | ≤ 1.00 | yes |');
  });

  test('reports the machine, the date, and what is missing', () => {
    expect(table).toContain('Measured on 2018-09-05, on 2 cores (A processor), 8 GiB of memory, Node 24.0.0, wrk 4.');
    expect(table).toContain('Left out: radicale. Only a part was measured.');
    expect(table).not.toContain('## Larger catalogues');
  });

  test('sets catalogues of every size below each other, and what is measured of them side by side', () => {
    const grown = (task: string, subject: string, own: number) =>
      compare({ section: 'growth', task, subject, peer: ONE_COURSE, unit: 's' }, [own], [2]);
    const figures = ['10 courses', '2,087 courses'].flatMap((size, index) => [
      grown('Start', size, 3 + index),
      grown('Check', size, 5),
    ]);
    const page = writeTable({ ...report, figures });
    expect(page).toContain(
      [
        '| catalogue | Start | Check |',
        '| --- | ---: | ---: |',
        '| one course | 2 s | 2 s |',
        '| 10 courses | 3 s, × 1.50 | 5 s, × 2.5 |',
        '| 2,087 courses | 4 s, × 2.0 | 5 s, × 2.5 |',
      ].join('\n'),
    );
  });

  test('has as many cells in every row as its heading has', () => {
    const lines = table.split('\n');
    for (const [index, line] of lines.entries()) {
      if (!line.startsWith('|') || !lines[index - 1]?.startsWith('|')) continue;
      expect(line.split('|').length, line).toBe(lines[index - 1]?.split('|').length);
    }
  });
});

describe('the picture', () => {
  const picture = drawPicture(report);

  test('labels all servers, fastest first, with the same content for screen readers', () => {
    const names = [...picture.matchAll(/class="name[^"]*"[^>]*>([^<]*)</g)].map(([, name]) => name);
    expect(names).toEqual(['nginx with files', 'Belltower', 'A &lt;peer&gt; &amp; &quot;more&quot;']);
    expect(picture).toContain('<desc id="said">nginx with files 30,000, Belltower 10,000, A &lt;peer&gt;');
  });

  test('draws bars by their logarithm, each whisker about its bar’s end', () => {
    const widths = [...picture.matchAll(/<rect class="(?:bar|own)"[^>]*width="([\d.]+)"/g)].map(([, width]) =>
      Number(width),
    );
    const [nginx = 0, own = 0, slow = 0] = widths;
    expect((nginx - own) / (own - slow)).toBeCloseTo(Math.log10(3) / Math.log10(100), 2);
    const [, from, to] =
      /<path class="whisker" d="M([\d.]+) [\d.]+H([\d.]+)M/.exec(picture.slice(picture.indexOf('class="own"'))) ?? [];
    expect(Number(from)).toBeLessThan(290 + own);
    expect(Number(to)).toBeGreaterThan(290 + own);
  });

  test('is one element, and knows both colour schemes', () => {
    const { childNodes } = parseFragment(picture.trim());
    expect(childNodes.map(({ nodeName }) => nodeName)).toEqual(['svg']);
    expect(picture).toContain('prefers-color-scheme: dark');
    expect(picture).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('is drawn without the feeds, too', () => {
    expect(drawPicture({ ...report, figures: [quick] })).not.toMatch(/NaN|undefined|Infinity/);
  });
});
