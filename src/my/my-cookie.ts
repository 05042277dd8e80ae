/**
 * Forms of My calendar redirect to /my/edit after POST, so that a reload does not repeat them. A cookie for that path
 * says which calendar to show: the key appears in no URL, and any replica can answer. If the cookie does not come
 * back, cookies are disabled, and the form's response is the page itself.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readKey } from '../feeds/personal/secrets.ts';

/** A message shown once, on the next page. */
export type Said = 'made' | 'saved' | 'rotated' | 'copied';

export interface OpenCookie {
  /** Null: the cookie only shows that cookies are enabled. */
  readonly key: string | null;
  readonly said: Said | null;
}

const NAME = 'belltower-my';
/** Long enough to subscribe and to come back to the page. */
const SECONDS = 1800;
const NOTHING_OPEN = 'none';

/** Null: the request has no cookie. */
export function readOpenCookie(request: IncomingMessage): OpenCookie | null {
  const value = new RegExp(`(?:^|;)\\s*${NAME}=([\\w.-]+)`).exec(request.headers.cookie ?? '')?.[1];
  if (value === undefined) return null;
  const [key = '', said = ''] = value.split('.');
  return { key: readKey(key), said: isSaid(said) ? said : null };
}

export function keepOpen(response: ServerResponse, publicUrl: string | null, { key, said }: OpenCookie): void {
  const value = key === null ? NOTHING_OPEN : said === null ? key : `${key}.${said}`;
  // Without https (on a home network, for example) browsers drop Secure cookies.
  const secure = publicUrl?.startsWith('https:') ? '; Secure' : '';
  response.appendHeader(
    'Set-Cookie',
    `${NAME}=${value}; Path=/my; Max-Age=${SECONDS}; HttpOnly; SameSite=Strict${secure}`,
  );
}

function isSaid(text: string): text is Said {
  return text === 'made' || text === 'saved' || text === 'rotated' || text === 'copied';
}
