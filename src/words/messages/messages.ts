/** The messages of every language. A language is one file with the keys and placeholders of the English one. */
import { createRequire } from 'node:module';
import type { Language } from '../../domain/language.ts';
import type { Message } from '../message.ts';
import { EN } from './en.ts';

/** The type of a language's file. A test compares its placeholders with those of English. */
export type Messages = { readonly [Key in MessageKey]: Message };

export type MessageKey = keyof typeof EN;

/**
 * A language's file is loaded when something is first said in it, so that a server in English does not pay for others.
 * `de.ts` exports `DE`.
 */
const load = createRequire(import.meta.url);
const EXTENSION = import.meta.url.slice(import.meta.url.lastIndexOf('.'));

const loaded = new Map<Language, Messages>([['en', EN]]);

export function messagesOf(language: Language): Messages {
  let messages = loaded.get(language);
  if (!messages) {
    messages = load(`./${language}${EXTENSION}`)[language.toUpperCase()] as Messages;
    loaded.set(language, messages);
  }
  return messages;
}
