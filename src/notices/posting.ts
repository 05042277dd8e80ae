/** Posts a notice to a push or chat service and interprets its response. */
import { fetchOutgoing, type OutgoingFailure } from '../web/outgoing.ts';
import type { Outcome } from './outcome.ts';

export interface Posting {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export interface Reach {
  /** `public`: only https to public addresses. */
  readonly reach: 'public' | 'any';
  /** Timeout (ms). */
  readonly patienceMs: number;
}

const MOST_BYTES = 100_000;
/** Upper bound on Retry-After (ms). */
const LONGEST_WAIT_MS = 24 * 60 * 60_000;

export async function postNotice(posting: Posting, { reach, patienceMs: timeoutMs }: Reach): Promise<Outcome> {
  const { url, headers, body } = posting;
  const bounds = { reach, timeoutMs, followRedirects: false, mostBytes: MOST_BYTES } as const;
  const answer = await fetchOutgoing(url, { method: 'POST', headers, body, ...bounds });
  const host = URL.parse(url)?.host ?? 'the service';
  if (!answer.ok) return judgeFailure(answer, host);
  const { status } = answer;
  if (status >= 200 && status < 300) return { type: 'sent' };
  if (status === 404 || status === 410) return { type: 'ended', why: `${host} answered ${status}` };
  const error = `${host} answered ${status}`;
  const waitMs = readWait(answer.headers['retry-after']);
  // Client errors other than timeout and rate limit.
  const refused = status < 500 && status !== 429 && status !== 408;
  return { type: 'later', error, uncertain: false, refused, ...(waitMs === null ? {} : { waitMs }) };
}

function judgeFailure({ why }: OutgoingFailure, host: string): Outcome {
  const isCertain = why === 'address' || why === 'name' || why === 'certificate';
  const error = `${host}: ${why === 'address' ? 'no address that may be asked' : why}`;
  return {
    type: 'later',
    error,
    uncertain: !isCertain,
    unreachable: !isCertain || why === 'name',
    refused: why === 'address',
    forbidden: why === 'address',
  };
}

/** RFC 9110 §10.2.3; only the form in seconds. */
function readWait(text: string | undefined): number | null {
  const seconds = /^\d{1,7}$/.test(text ?? '') ? Number(text) : null;
  return seconds === null ? null : Math.min(LONGEST_WAIT_MS, seconds * 1000);
}
