/** The messages of every language. A language is one file with the keys and placeholders of the English one. */
import type { Language } from '../language.ts';
import type { Message } from '../message.ts';
import { EN } from './en.ts';

/** The type of a language's file. A test compares its placeholders with those of English. */
export type Messages = { readonly [Key in MessageKey]: Message };

export type MessageKey = keyof typeof EN;

export const MESSAGES: Readonly<Record<Language, Messages>> = { en: EN };
