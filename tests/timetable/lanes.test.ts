import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layLanes } from '../../src/timetable/lanes.ts';
import type { ShownMeeting } from '../../src/timetable/shown-meeting.ts';

const MINUTE = 60_000;
const slots = fc.array(fc.record({ at: fc.nat(60), length: fc.integer({ min: 1, max: 12 }) }), { maxLength: 12 });

describe('a day’s meetings side by side', () => {
  it('never share a lane while they overlap, and those that find none are counted', () => {
    fc.assert(
      fc.property(slots, (list) => {
        const sorted = list.toSorted((a, b) => a.at - b.at);
        const shown = sorted.map(({ at, length }, index) => ({
          uid: String(index),
          start: at * 10 * MINUTE,
          end: (at + Math.max(3, length)) * 10 * MINUTE,
        })) as unknown as ShownMeeting[];
        const placed = layLanes(shown);
        for (const [index, one] of placed.entries()) {
          expect(one.lane).toBeLessThan(one.lanes);
          for (const other of placed.slice(index + 1)) {
            const overlap =
              one.meeting.start < (other.meeting.end ?? 0) && other.meeting.start < (one.meeting.end ?? 0);
            if (overlap) expect(one.lane).not.toBe(other.lane);
          }
        }
        expect(placed.length + placed.reduce((sum, { more }) => sum + more, 0)).toBe(shown.length);
      }),
    );
  });
});
