/** The messages of a page's scripts, for its head: browser/messages.ts reads them. */
import { ENGLISH } from '../words/language.ts';
import { MESSAGES } from '../words/messages/messages.ts';

/** By subject: a build writes thousands of pages. */
const written = new Map<string, string>();

/**
 * JSON of the messages by their keys.
 * @param subject whose messages the page brings beside those of all: of `browser.my.open` it is `my`
 */
export function writeScriptMessages(subject: string): string {
  let json = written.get(subject);
  if (json === undefined) {
    json = JSON.stringify(Object.fromEntries(Object.entries(MESSAGES[ENGLISH]).filter(([key]) => isOf(subject, key))));
    written.set(subject, json);
  }
  return json;
}

function isOf(subject: string, key: string): boolean {
  const [room, ...rest] = key.split('.');
  return room === 'browser' && (rest.length === 1 || rest[0] === subject);
}
