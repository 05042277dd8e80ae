import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mixCalls } from '../../tools/bench/load/calls.ts';
import { rehearse } from '../../tools/bench/load/rehearsal.ts';
import { findWrong } from '../../tools/bench/load/wrk.ts';
import { listStarts, readRows } from '../../tools/bench/servers/rows.ts';

describe('the mix', () => {
  const paths = Array.from({ length: 500 }, (_, index) => `/t/c${index}/L01.ics`);
  const calls = mixCalls(paths, (path) => `${path}.unknown`);
  const share = (kind: string): number => calls.filter((call) => call.kind === kind).length / calls.length;

  test('is nine tenths conditional, a little in full, a little unknown, over all feeds', () => {
    expect(share('fresh')).toBeCloseTo(0.9, 1);
    expect(share('plain')).toBeCloseTo(0.08, 1);
    expect(share('unknown')).toBeCloseTo(0.02, 1);
    expect(new Set(calls.map(({ path }) => path)).size).toBeGreaterThan(450);
  });

  test('is the same in every run', () => {
    expect(mixCalls(paths, (path) => `${path}.unknown`)).toEqual(calls);
  });
});

describe('a run is thrown away', () => {
  const calls = [
    { path: '/a', tag: '"1"', status: 304, bytes: 300 },
    { path: '/b', tag: null, status: 200, bytes: 5000 },
    { path: '/c', tag: null, status: 404, bytes: 200 },
    { path: '/d', tag: '"2"', status: 304, bytes: 300 },
  ];
  const good = { requests: 40_000, micros: 1_000_000, bytes: 58_000_000, refused: 10_000, broken: 0 };

  test('never when every answer was right', () => {
    expect(findWrong(good, calls)).toBeNull();
  });

  test.each([
    ['nothing came', { requests: 0, bytes: 0, refused: 0 }],
    ['connections broke', { broken: 1 }],
    ['what was there was refused', { refused: 20_000 }],
    ['what was unknown was found', { refused: 0 }],
    ['unchanged feeds were sent in full', { bytes: 152_000_000 }],
    ['feeds were not sent', { bytes: 10_500_000 }],
  ])('when %s', (_, change) => {
    expect(findWrong({ ...good, ...change }, calls)).not.toBeNull();
  });
});

describe('every request is sent once before measuring', () => {
  let server: Server;
  let port = 0;
  let broken = false;
  beforeAll(async () => {
    server = createServer((request, response) => {
      const found = request.url !== '/unknown';
      const unchanged = found && request.headers['if-none-match'] === '"one"' && !broken;
      response.writeHead(unchanged ? 304 : found ? 200 : 404, found ? { ETag: '"one"' } : {});
      response.end(unchanged ? undefined : 'body');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => void server.close());
  const calls = [
    { path: '/feed', kind: 'fresh' },
    { path: '/feed', kind: 'plain' },
    { path: '/unknown', kind: 'unknown' },
  ] as const;

  test('with its own tags, and its answers are remembered', async () => {
    const rehearsed = await rehearse(port, calls, (_, body) => expect(body).toBe('body'), 5000);
    expect(rehearsed.map(({ status, tag }) => [status, tag])).toEqual([
      [304, '"one"'],
      [200, null],
      [404, null],
    ]);
    const [unchanged, full] = rehearsed;
    expect((full?.bytes ?? 0) - (unchanged?.bytes ?? 0)).toBeGreaterThanOrEqual('body'.length);
  });

  test('and refused when its answers are wrong', async () => {
    const unfit = (): void => {
      throw new Error('not the feed');
    };
    await expect(rehearse(port, calls, unfit, 5000)).rejects.toThrow('not the feed');
    await expect(rehearse(port, [...calls, { path: '/feed', kind: 'unknown' }], () => undefined, 5000)).rejects.toThrow(
      'answered 200, not 404',
    );
    broken = true;
    const inFull = await rehearse(port, calls, () => undefined, 5000);
    expect(inFull[0]?.status).toBe(200);
  });
});

test('rows are what the feed says', () => {
  const feed = [
    'BEGIN:VCALENDAR',
    'X-WR-CALNAME:COS 418 P01',
    'LAST-MODIFIED:20180905T040000Z',
    'BEGIN:VEVENT',
    'UID:one@example.edu',
    'SUMMARY:Precept\\, and a very long title that is fol',
    ' ded',
    'DTSTART:20180914T140000Z',
    'DTEND:20180914T145000Z',
    'LAST-MODIFIED:20180905T040000Z',
    'SEQUENCE:2',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
  expect(readRows('/p.ics', feed)).toEqual({
    path: '/p.ics',
    name: 'COS 418 P01',
    events: [
      {
        uid: 'one@example.edu',
        start: Date.UTC(2018, 8, 14, 14),
        end: Date.UTC(2018, 8, 14, 14, 50),
        title: 'Precept, and a very long title that is folded',
        place: '',
        description: '',
        sequence: 2,
        modified: Date.UTC(2018, 8, 5, 4),
      },
    ],
  });
  expect(listStarts(feed)).toBe('20180914T140000Z');
});
