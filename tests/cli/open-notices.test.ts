import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type NoticesWiring, openNotices } from '../../src/cli/open-notices.ts';
import { readConfig } from '../../src/config.ts';
import { StoreUnavailableError } from '../../src/store/errors.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('says why notices are not offered: the database is away, and then what it answers', async () => {
  const failures = [new StoreUnavailableError('away'), new StoreUnavailableError('away'), new Error('no such table')];
  const lines: string[] = [];
  const notices = await openNotices({
    config: readConfig({}, { PUBLIC_URL: 'https://calendar.example.edu' }),
    store: { noticeKeys: () => Promise.reject(failures.shift()) },
    log: { error: (_: object, line: string) => void lines.push(line) },
  } as unknown as NoticesWiring);
  const away = ['are not offered: the database could not be reached at the start'];
  expect(notices.means).toEqual(away);
  await vi.advanceTimersByTimeAsync(2000);
  expect(notices.means).toEqual(away);
  await vi.advanceTimersByTimeAsync(2000);
  expect(notices.means).toEqual(['are not offered: no such table']);
  expect(lines).toEqual(['notices are not offered: no such table']);
  await notices.stop();
});
