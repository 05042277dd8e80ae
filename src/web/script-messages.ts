/** The messages of a page's scripts, for its head: browser/messages.ts reads them. */
import { ENGLISH } from '../words/language.ts';
import { MESSAGES } from '../words/messages/messages.ts';

const STATIC = 'browser.static.';

/** JSON of the messages by their keys. @param isStatic with those of a static page's scripts */
export function writeScriptMessages(isStatic: boolean): string {
  const messages = Object.entries(MESSAGES[ENGLISH]).filter(
    ([key]) => key.startsWith('browser.') && (isStatic || !key.startsWith(STATIC)),
  );
  return JSON.stringify(Object.fromEntries(messages));
}
