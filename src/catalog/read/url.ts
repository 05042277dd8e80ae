/** URLs in the rules: http and https only, because feeds and pages print them as links. */

import { quote } from '../../words/mistake.ts';
import { say } from '../../words/say.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { LIMITS } from '../limits.ts';
import type { Node } from '../yaml/tree.ts';

/** Whether a text is an http or https URL without spaces, control characters, quotes or user information. */
export function isWebUrl(text: string): boolean {
  if (text.length > LIMITS.url || !/^https?:\/\/[^\s"<>\\^`{|}\p{Cc}]+$/iu.test(text)) return false;
  const url = URL.parse(text);
  return url !== null && url.username === '' && url.password === '';
}

export function readUrl(diagnostics: Diagnostics, node: Node | null, text?: string): string | null {
  if (node?.type !== 'text') return null;
  const written = (text ?? node.value).trim();
  if (isWebUrl(written)) return written;
  // The schema has reported texts that are too long.
  if (written.length > LIMITS.url) return null;
  diagnostics.error('bad-url', node, say('mistake.noAddress', { text: quote(written) }), say('remedy.noAddress'));
  return null;
}
