/**
 * A form of My calendar is answered by a redirect to /my/edit, so that a reload repeats nothing. Which calendar is shown
 * there stands in a cookie of that path: the key is in no address, and any replica can answer. Where no cookie comes
 * back, the browser keeps none, and a form is answered by the page itself.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readKey } from '../feeds/personal/secrets.ts';

/** What is said once on the page that follows. */
export type Said = 'made' | 'saved' | 'rotated' | 'copied';

export interface OpenCookie {
  /** Null: only that cookies come back is known. */
  readonly key: string | null;
  readonly said: Said | null;
}

const NAME = 'belltower-my';
/** Long enough to subscribe and to come back to the page. */
const SECONDS = 1800;
const NOTHING_OPEN = 'none';

/** Null: no cookie came back. */
export function readOpenCookie(request: IncomingMessage): OpenCookie | null {
  const value = new RegExp(`(?:^|;)\\s*${NAME}=([\\w.-]+)`).exec(request.headers.cookie ?? '')?.[1];
  if (value === undefined) return null;
  const [key = '', said = ''] = value.split('.');
  return { key: readKey(key), said: isSaid(said) ? said : null };
}

export function keepOpen(response: ServerResponse, publicUrl: string | null, { key, said }: OpenCookie): void {
  const value = key === null ? NOTHING_OPEN : said === null ? key : `${key}.${said}`;
  // Without https, on a home network say, a Secure cookie would never come back.
  const secure = publicUrl?.startsWith('https:') ? '; Secure' : '';
  response.appendHeader(
    'Set-Cookie',
    `${NAME}=${value}; Path=/my; Max-Age=${SECONDS}; HttpOnly; SameSite=Strict${secure}`,
  );
}

function isSaid(text: string): text is Said {
  return text === 'made' || text === 'saved' || text === 'rotated' || text === 'copied';
}
