/** The messages of a page's scripts, for its head: browser/messages.ts reads them. */
import { messagesOf } from '../words/messages/messages.ts';
import { presentLanguage } from '../words/voice.ts';

/** By language and subject: a build writes thousands of pages. */
const written = new Map<string, string>();

/**
 * JSON of the messages by their keys.
 * @param subject whose messages the page brings beside those of all: of `browser.my.open` it is `my`
 */
export function writeScriptMessages(subject: string): string {
  const language = presentLanguage();
  const name = `${language} ${subject}`;
  let json = written.get(name);
  if (json === undefined) {
    json = JSON.stringify(
      Object.fromEntries(Object.entries(messagesOf(language)).filter(([key]) => isOf(subject, key))),
    );
    written.set(name, json);
  }
  return json;
}

function isOf(subject: string, key: string): boolean {
  const [room, ...rest] = key.split('.');
  return room === 'browser' && (rest.length === 1 || rest[0] === subject);
}
