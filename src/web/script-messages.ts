/** The messages of a page's scripts, for its head: browser/messages.ts reads them. */
import { ENGLISH } from '../words/language.ts';
import { MESSAGES } from '../words/messages/messages.ts';

/**
 * JSON of the messages by their keys.
 * @param subject whose messages the page brings beside those of all: of `browser.my.open` it is `my`
 */
export function writeScriptMessages(subject: string): string {
  const messages = Object.entries(MESSAGES[ENGLISH]).filter(([key]) => {
    const [room, ...rest] = key.split('.');
    return room === 'browser' && (rest.length === 1 || rest[0] === subject);
  });
  return JSON.stringify(Object.fromEntries(messages));
}
