import { describe, expect, test } from 'vitest';
import { type DatedUse, findConflicts } from '../../src/catalog/conflicts.ts';

const HOUR = 3_600_000;
const ROOM = [{ key: 'bowen222', name: 'Bowen 222' }];
const PERSON = [{ key: 'song', name: 'Zhenyu Song' }];

function use(section: string, from: number, until: number | null, fields: Partial<DatedUse> = {}): DatedUse {
  const line = Number(/\d+/.exec(section)?.[0] ?? 1);
  return {
    section: `t/c/${section}`,
    name: `COS ${section}`,
    together: [],
    start: from * HOUR,
    end: until === null ? null : until * HOUR,
    when: `hour ${from}`,
    rooms: ROOM,
    people: [],
    at: { file: 'c.yaml', line, column: 1, length: 1 },
    ...fields,
  };
}

const messages = (uses: readonly DatedUse[]): string[] => findConflicts(uses).map(({ message }) => message);

describe('rooms', () => {
  test('with two sections at once are reported once per pair, at the later section', () => {
    const uses = [use('S1', 10, 12), use('S2', 11, 13), use('S1', 34, 36), use('S2', 35, 37), use('S3', 12, 13)];
    for (const order of [uses, uses.toReversed()]) {
      const found = findConflicts(order);
      expect(found.map(({ message }) => message).sort()).toEqual([
        'COS S1 and COS S2 are in Bowen 222 at once: 2 times, first hour 11.',
        'COS S2 and COS S3 are in Bowen 222 at once: hour 12.',
      ]);
      expect(
        found.every(({ code, severity, hint }) => code === 'room-conflict' && severity === 'warning' && hint),
      ).toBe(true);
      expect(found.find(({ message }) => message.startsWith('COS S1'))?.at?.line).toBe(2);
    }
  });

  test('are named with a hint, at the section that is later on its line too', () => {
    const at = { file: 'c.yaml', line: 7, column: 3, length: 2 };
    const uses = [use('S1', 10, 12, { at: { ...at, column: 30 } }), use('S2', 10, 12, { at })];
    for (const order of [uses, uses.toReversed()]) {
      expect(findConflicts(order)).toEqual([
        {
          code: 'room-conflict',
          severity: 'warning',
          message: 'COS S2 and COS S1 are in Bowen 222 at once: hour 10.',
          hint: 'If that is meant, write allow: [room-conflict]; sections that go together say so by with or listed.',
          at: { ...at, column: 30 },
        },
      ]);
    }
  });

  test('may follow each other without a gap', () => {
    expect(messages([use('S1', 10, 11), use('S2', 11, 12)])).toEqual([]);
  });

  test('may hold one section twice, and sections that go together', () => {
    expect(messages([use('S1', 10, 12), use('S1', 11, 13)])).toEqual([]);
    expect(messages([use('S1', 10, 12, { together: ['t/c/S2'] }), use('S2', 11, 13)])).toEqual([]);
    expect(messages([use('S1', 10, 12), use('S2', 11, 13, { together: ['t/c/S1'] })])).toEqual([]);
  });

  test('may hold one class under two codes: one time, one teacher', () => {
    const initials = [{ key: 'a/z', name: 'Z. S.' }];
    const others = [{ key: 'b/z', name: 'Z. S.' }];
    expect(messages([use('S1', 10, 12, { people: initials }), use('S2', 10, 12, { people: others })])).toEqual([]);
    expect(messages([use('S1', 10, 12, { people: initials }), use('S2', 10, 13, { people: others })])).toHaveLength(1);
    expect(messages([use('S1', 10, 12), use('S2', 10, 12)])).toHaveLength(1);
  });

  test('count a meeting without an end at its start', () => {
    expect(messages([use('S1', 10, null), use('S2', 9, 11)])).toHaveLength(1);
    expect(messages([use('S1', 10, null), use('S2', 10, null)])).toHaveLength(1);
    expect(messages([use('S1', 10, null), use('S2', 11, 12)])).toEqual([]);
    for (const [open, closed] of [
      ['S1', 'S2'],
      ['S2', 'S1'],
    ] as const) {
      expect(messages([use(open, 10, null), use(closed, 10, 12)])).toHaveLength(1);
      expect(messages([use(open, 10, null), use(closed, 9, 10)])).toEqual([]);
    }
  });

  test('are one by their key alone, and their times are counted in the order of time', () => {
    const twins = [{ key: 'other', name: 'Bowen 222' }];
    expect(messages([use('S1', 10, 12), use('S2', 10, 12, { rooms: twins })])).toEqual([]);
    const uses = [use('S2', 35, 37), use('S1', 10, 12), use('S2', 10, 13), use('S1', 34, 36)];
    expect(messages(uses)).toEqual(['COS S1 and COS S2 are in Bowen 222 at once: 2 times, first hour 10.']);
  });

  test('may have one class with partly listed people, by key or name, at exactly the same time only', () => {
    const several = [
      { key: 'x', name: 'X' },
      { key: 'song', name: 'Z. S.' },
    ];
    const class1 = use('S1', 10, 12, { people: PERSON });
    expect(messages([class1, use('S2', 10, 12, { people: several })])).toEqual([]);
    expect(messages([use('S2', 10, 12, { people: several }), class1])).toEqual([]);
    expect(messages([class1, use('S2', 11, 12, { people: several })])).toHaveLength(2);
  });

  test('are reported at the later position by file, line and column, whichever meets first', () => {
    const at = (file: string, line: number, column: number) => ({ at: { file, line, column, length: 1 } });
    const early = at('b.yaml', 9, 9);
    for (const late of [at('c.yaml', 1, 1), at('b.yaml', 10, 1), at('b.yaml', 9, 10)]) {
      expect(findConflicts([use('S1', 10, 12, early), use('S2', 11, 13, late)])[0]?.at).toEqual(late.at);
      expect(findConflicts([use('S1', 10, 12, late), use('S2', 11, 13, early)])[0]?.at).toEqual(late.at);
    }
  });

  test('are held until the end, by each of many that run', () => {
    const uses = [use('S1', 10, 20), use('S2', 11, 12), use('S3', 13, 14), use('S4', 20, 21)];
    expect(messages(uses)).toEqual([
      'COS S1 and COS S2 are in Bowen 222 at once: hour 11.',
      'COS S1 and COS S3 are in Bowen 222 at once: hour 13.',
    ]);
  });

  test('of no name conflict with nothing', () => {
    expect(messages([use('S1', 10, 12, { rooms: [] }), use('S2', 10, 12, { rooms: [] })])).toEqual([]);
  });
});

describe('people', () => {
  test('in two rooms at once', () => {
    const other = [{ key: 'x', name: 'X' }];
    expect(
      messages([use('S1', 10, 12, { people: PERSON }), use('S2', 10, 12, { people: PERSON, rooms: other })]),
    ).toEqual(['Zhenyu Song is in COS S1 and COS S2 at once: hour 10.']);
    // The same time and room: one class under two codes.
    expect(
      findConflicts([use('S1', 10, 12, { people: PERSON }), use('S2', 10, 12, { people: PERSON })]).map(
        ({ code }) => code,
      ),
    ).toEqual([]);
  });

  test('in one room at two overlapping times are both reported', () => {
    const uses = [use('S1', 10, 12, { people: PERSON }), use('S2', 11, 13, { people: PERSON })];
    expect(findConflicts(uses).map(({ code, message, hint }) => [code, message, hint])).toEqual([
      [
        'room-conflict',
        'COS S1 and COS S2 are in Bowen 222 at once: hour 11.',
        'If that is meant, write allow: [room-conflict]; sections that go together say so by with or listed.',
      ],
      [
        'person-conflict',
        'Zhenyu Song is in COS S1 and COS S2 at once: hour 11.',
        'If that is meant, write allow: [person-conflict]; sections that go together say so by with or listed.',
      ],
    ]);
  });

  test('of other files are shown at the later file', () => {
    const at = { file: 'b.yaml', line: 1, column: 1, length: 1 };
    const [problem] = findConflicts([use('S9', 11, 13, { at }), use('S5', 10, 12)]);
    expect(problem?.at?.file).toBe('c.yaml');
    expect(findConflicts([use('S5', 10, 12), use('S9', 11, 13, { at })])[0]?.at?.file).toBe('c.yaml');
  });
});

test('a great many meetings at one time in one place end soon', () => {
  const uses = Array.from({ length: 5000 }, (_, index) => use(`S${index}`, 10, 12));
  expect(findConflicts(uses)).toHaveLength(2000);
});

test('a meeting is held against the fifty that are there, and no more', () => {
  const uses = (count: number) => Array.from({ length: count }, (_, index) => use(`S${index}`, 10, 12));
  expect(findConflicts(uses(50))).toHaveLength((50 * 49) / 2);
  expect(findConflicts(uses(52))).toHaveLength((50 * 49) / 2 + 2 * 50);
});
