/**
 * Circuit breaker per delivery service: unreachable services are skipped for a while, and repeated failures raise a
 * condition for the operator. Conditions contain no subscriber's address.
 */
import type { Clock } from '../domain/clock.ts';
import type { Conditions } from '../publish/conditions.ts';
import type { NoticeSubscription } from '../store/notices.ts';
import type { Outcome } from './outcome.ts';
import { backoff } from './timing.ts';

export interface Services {
  /** End of the pause for the subscription's service (epoch ms). */
  closedUntil(subscription: NoticeSubscription): number;
  record(subscription: NoticeSubscription, outcome: Outcome): void;
}

/** Consecutive failures of a service before a condition is raised; a single receiver may fail alone. */
const MANY = 3;
const LONGEST_MS = 10 * 60_000;
/** Browsers' push services. Other endpoints may be made up by a subscriber, so their failures raise no condition. */
const PUSH_SERVICES =
  /(?:^|\.)(?:fcm\.googleapis\.com|push\.services\.mozilla\.com|push\.apple\.com|notify\.windows\.com)$/;
/** Limit on services with remembered failures; the oldest is evicted. */
const MOST_REMEMBERED = 1000;

export function createServices(conditions: Pick<Conditions, 'raise' | 'clear'>, clock: Clock): Services {
  const failures = new Map<string, { count: number; until: number }>();
  const remember = (service: string, failure: { count: number; until: number }): void => {
    failures.delete(service);
    failures.set(service, failure);
    const [oldest] = failures.keys();
    if (failures.size > MOST_REMEMBERED && oldest !== undefined) failures.delete(oldest);
  };
  return {
    closedUntil: (subscription) => failures.get(nameService(subscription))?.until ?? 0,
    record(subscription, outcome) {
      const service = nameService(subscription);
      if (outcome.type !== 'later') {
        failures.delete(service);
        conditions.clear('notices-failing', service);
        return;
      }
      const before = failures.get(service) ?? { count: 0, until: 0 };
      // Concurrent failures after the pause began count as one.
      if (before.until > clock()) return;
      const count = before.count + 1;
      const until = outcome.unreachable ? clock() + Math.min(LONGEST_MS, backoff(count)) : 0;
      remember(service, { count, until });
      if (isAnybodys(subscription) || (!outcome.refused && count < MANY)) return;
      const hint = service === 'mail' ? 'check SMTP_URL and the mail server’s log' : undefined;
      conditions.raise('notices-failing', service, `notices wait, and are tried again: ${outcome.error}`, hint);
    },
  };
}

function isAnybodys({ channel, address }: NoticeSubscription): boolean {
  return channel === 'push' && !PUSH_SERVICES.test(URL.parse(address)?.hostname ?? '');
}

/** 'mail', or the host of a push or chat service. */
function nameService({ channel, address }: NoticeSubscription): string {
  if (channel === 'mail') return 'mail';
  return URL.canParse(address) ? new URL(address).host : channel;
}
