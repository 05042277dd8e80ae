/** Calendar programs: each polls one URL, in one encoding, with its latest validator. */
import type { Answer } from './exchange.ts';

export interface Subscriber {
  readonly url: string;
  readonly kind: 'public' | 'personal';
  readonly encoding: string | null;
  /** Most send If-None-Match; some only If-Modified-Since. */
  readonly validates: 'tag' | 'date';
  validator: string | null;
  /** The revision of its copy. */
  tag: string | null;
}

const ENCODINGS = ['gzip, deflate', 'gzip, deflate, br', 'gzip;q=1.0, *;q=0.5', null];

export function makeSubscriber(url: string, kind: Subscriber['kind'], number: number): Subscriber {
  return {
    url,
    kind,
    encoding: ENCODINGS[number % ENCODINGS.length] ?? null,
    validates: number % 5 === 4 ? 'date' : 'tag',
    validator: null,
    tag: null,
  };
}

export function headersOf(subscriber: Subscriber, conditional: boolean): Record<string, string> {
  const { encoding, validates, validator } = subscriber;
  const headers: Record<string, string> = { 'User-Agent': 'scaling-test' };
  if (encoding !== null) headers['Accept-Encoding'] = encoding;
  if (conditional && validator !== null) {
    headers[validates === 'tag' ? 'If-None-Match' : 'If-Modified-Since'] = validator;
  }
  return headers;
}

/** Stores the validators of a 200 response, as programs do. */
export function keep(subscriber: Subscriber, answer: Answer, tag: string): void {
  subscriber.tag = tag;
  const { etag, 'last-modified': date } = answer.headers;
  if (answer.status === 200) subscriber.validator = (subscriber.validates === 'tag' ? etag : date) ?? null;
}
