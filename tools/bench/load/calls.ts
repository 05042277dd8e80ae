/** The load on a server: a list of requests that is repeated. Pure. */
import { seedRandom } from '../catalogue/random.ts';

/** `fresh`: conditional, with the last ETag; `plain`: unconditional; `unknown`: for an unknown address. */
export type CallKind = 'fresh' | 'plain' | 'unknown';

export interface Call {
  readonly path: string;
  readonly kind: CallKind;
}

/** What calendar programs send beside the tag: the same to every server. */
export const CLIENT_HEADERS: Readonly<Record<string, string>> = {
  'User-Agent': 'Thunderbird/128.5.0',
  Accept: 'text/calendar,text/plain;q=0.8,*/*;q=0.5',
  'Accept-Encoding': 'gzip',
};

/** One address, asked for in one way only. */
export function repeatCall(path: string, kind: CallKind): readonly Call[] {
  return [{ path, kind }];
}

const LENGTH = 2000;
const SEED = 7;

/** 90 % conditional, 8 % plain, 2 % for what is not there, over all paths and in no order. */
export function mixCalls(paths: readonly string[], writeUnknown: (path: string) => string): readonly Call[] {
  const random = seedRandom(SEED);
  const [first, ...rest] = paths;
  if (first === undefined) throw new RangeError('no paths');
  return Array.from({ length: LENGTH }, (): Call => {
    const path = random.pick([first, ...rest]);
    const chance = random.next();
    if (chance < 0.02) return { path: writeUnknown(path), kind: 'unknown' };
    return { path, kind: chance < 0.1 ? 'plain' : 'fresh' };
  });
}

/** The correct answers. A server without conditional requests answers `fresh` in full. */
export function expectedStatus(kind: CallKind, conditional: boolean): number {
  if (kind === 'unknown') return 404;
  return kind === 'fresh' && conditional ? 304 : 200;
}
