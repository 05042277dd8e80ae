/** Checks whether robots.txt allows Google Calendar to fetch a feed. */
import { fetchOutgoing, type OutgoingAnswer, type OutgoingRequest } from '../web/outgoing.ts';
import type { Findings } from './codes.ts';

/** Google Calendar obeys robots.txt. */
export async function examineRobots(
  { url }: OutgoingAnswer,
  reach: OutgoingRequest['reach'],
  findings: Findings,
): Promise<void> {
  const answer = await fetchOutgoing(new URL('/robots.txt', url).href, { reach });
  if (!answer.ok || answer.status !== 200) return;
  const target = new URL(url).pathname;
  const shut = rulesForAll(answer.body.toString('utf8')).some((path) => path !== '' && target.startsWith(path));
  if (shut)
    findings.error(
      'http-robots',
      null,
      'robots.txt shuts robots out of this address.',
      'Google Calendar obeys it and shows nothing: allow the feed’s path.',
    );
}

/** Disallow rules for all robots and for Google's. */
function rulesForAll(text: string): string[] {
  const rules: string[] = [];
  let applies = false;
  let heads = false;
  for (const line of text.split('\n')) {
    const [, key = '', value = ''] = /^\s*([A-Za-z-]+)\s*:\s*([^#]*)/.exec(line) ?? [];
    if (/^user-agent$/i.test(key)) {
      applies = (heads && applies) || /^(?:\*|google.*)$/i.test(value.trim());
      heads = true;
    } else if (key !== '') {
      heads = false;
      if (applies && /^disallow$/i.test(key)) rules.push(value.trim());
    }
  }
  return rules;
}
