import { expect, test } from 'vitest';
import type { Outcome } from '../../src/notices/outcome.ts';
import { createServices } from '../../src/notices/services.ts';
import { createConditions } from '../../src/publish/conditions.ts';
import type { Channel, NoticeSubscription } from '../../src/store/notices.ts';

const SILENT: Outcome = { type: 'later', error: 'timeout', uncertain: true, unreachable: true };
const REFUSED: Outcome = { type: 'later', error: '403', uncertain: false, refused: true };

function open() {
  let now = 0;
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const conditions = createConditions(log, () => now);
  const services = createServices(conditions, () => now);
  const wait = (ms: number): void => {
    now += ms;
  };
  const list = (): string[] => conditions.list().map(({ code }) => code);
  return { services, wait, list, now: () => now };
}

function subscription(channel: Channel, address: string): NoticeSubscription {
  const times = { madeAt: 0, confirmedAt: 0, until: 0, endedAt: null, endedWhy: null };
  return { id: 'a', channel, address, settings: {}, ...times, choices: [] };
}
const MAIL = subscription('mail', 'a@example.edu');
const MOZILLA = subscription('push', 'https://updates.push.services.mozilla.com/wpush/v2/a');
const MADE_UP = subscription('push', 'https://push.services.mozilla.com.example.org/a');

test('a service that does not answer is left alone, twice as long each time; many that waited for it are one failure', () => {
  const { services, wait, now } = open();
  for (let count = 0; count < 20; count += 1) services.record(MAIL, SILENT);
  expect(services.closedUntil(MAIL) - now()).toBe(30_000);
  expect(services.closedUntil(MOZILLA)).toBe(0);
  wait(30_000);
  services.record(MAIL, SILENT);
  expect(services.closedUntil(MAIL) - now()).toBe(60_000);
  services.record(MAIL, { type: 'sent' });
  expect(services.closedUntil(MAIL)).toBe(0);
});

test('the third failure in a row is a condition, a refusal is one at once, and a delivery ends it', () => {
  const { services, wait, list } = open();
  for (const expected of [0, 0, 1]) {
    services.record(MOZILLA, SILENT);
    expect(list()).toHaveLength(expected);
    wait(600_000);
  }
  services.record(MOZILLA, { type: 'sent' });
  expect(list()).toEqual([]);
  services.record(MAIL, REFUSED);
  expect(list()).toEqual(['notices-failing']);
});

test('a push service that somebody made up is no condition, however often it fails', () => {
  const { services, wait, list } = open();
  for (let count = 0; count < 5; count += 1) {
    services.record(MADE_UP, SILENT);
    services.record(MADE_UP, REFUSED);
    wait(600_000);
  }
  expect(list()).toEqual([]);
});
