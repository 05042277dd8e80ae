/** A script with a token. */

import { COMMAND_LINE } from '../../../src/desk/desk-context.ts';
import { makeToken } from '../../../src/desk/staff/api-tokens.ts';
import { COURSE, type DeskSite } from '../desk-site.ts';

export interface ApiAnswer {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever was answered.
  readonly body: any;
}

export type Script = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<ApiAnswer>;

export async function openScript(
  site: DeskSite,
  label: string,
  role = 'editor',
  scope: string = COURSE,
): Promise<Script> {
  const outcome = await makeToken(site.desk, COMMAND_LINE, { label, role, scope, days: 1 });
  if (outcome.type !== 'made') throw new Error(outcome.why);
  const authorization = `Bearer ${outcome.secret}`;
  return async (method, path, body, headers = {}) => {
    const response = await fetch(`${site.base}/api${path}`, {
      method,
      headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    return {
      status: response.status,
      type,
      headers: response.headers,
      body: type.includes('json') ? JSON.parse(text) : text,
    };
  };
}
