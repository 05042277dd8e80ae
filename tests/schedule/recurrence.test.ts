import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { listWeekdays } from '../../src/schedule/recurrence.ts';

describe('weekly recurrence', () => {
  test('has both ends of its span', () => {
    expect(listWeekdays({ from: '2018-09-12', until: '2018-09-19' }, 'WE')).toEqual(['2018-09-12', '2018-09-19']);
    expect(listWeekdays({ from: '2018-09-12', until: '2018-09-12' }, 'WE')).toEqual(['2018-09-12']);
  });

  test('drops a first date off the pattern and stops at the last before the end', () => {
    expect(listWeekdays({ from: '2018-09-12', until: '2018-09-18' }, 'MO')).toEqual(['2018-09-17']);
  });

  test('is empty without dates, and does not hang', () => {
    expect(listWeekdays({ from: '2018-09-12', until: '2018-09-11' }, 'WE')).toEqual([]);
    expect(listWeekdays({ from: '2018-09-12', until: '2018-09-13' }, 'SU')).toEqual([]);
  });

  // rrule's named exports work in the test runner and fail outside it.
  test('works in plain Node, whatever the host’s zone', () => {
    const module = fileURLToPath(new URL('../../src/schedule/recurrence.ts', import.meta.url));
    const script = `import { listWeekdays } from ${JSON.stringify(module)};
      console.log(listWeekdays({ from: '2018-10-31', until: '2018-11-07' }, 'WE').join());`;
    for (const TZ of ['UTC', 'Australia/Lord_Howe', 'America/New_York']) {
      const env = { ...process.env, TZ, NODE_OPTIONS: '' };
      const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
        env,
        encoding: 'utf8',
      });
      expect(output.trim()).toBe('2018-10-31,2018-11-07');
    }
  });
});
