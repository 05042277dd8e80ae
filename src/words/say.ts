/** Formats a message in the present language (voice.ts). Every text for students and staff is made here. */
import type { Language } from '../domain/language.ts';
import { type Message, type PlaceholdersOf, partsOf } from './message.ts';
import type { EN } from './messages/en.ts';
import { type MessageKey, messagesOf } from './messages/messages.ts';
import { presentLanguage } from './voice.ts';

/** The values of a message's placeholders; `count` also selects the plural form. */
export type ValuesOf<Key extends MessageKey, Value = string | number> = {
  readonly [Name in PlaceholdersOf<(typeof EN)[Key]>]: Name extends 'count' ? number : Value;
};

type Needed<Key extends MessageKey, Value = string | number> =
  PlaceholdersOf<(typeof EN)[Key]> extends never ? Record<never, never> : ValuesOf<Key, Value>;

type Arguments<Key extends MessageKey, Value = string | number> =
  PlaceholdersOf<(typeof EN)[Key]> extends never ? [values?: Record<never, never>] : [values: Needed<Key, Value>];

/** say('length.hours', { count: 2 }) is '2 hours'. */
export function say<Key extends MessageKey>(key: Key, ...[values]: Arguments<Key>): string {
  const parts = partsOf(chooseForm(key, values));
  if (parts.length === 1) return parts[0] as string;
  return fill(parts, values).join('');
}

/** The same for pages, where a placeholder may be an element: returns the pieces in order. */
export function sayWith<Key extends MessageKey, Element>(
  key: Key,
  ...[values]: Arguments<Key, string | number | Element>
): (string | Element)[] {
  return fill(partsOf(chooseForm(key, values)), values);
}

function fill<Element>(
  parts: readonly string[],
  values: Readonly<Record<string, string | number | Element>> = {},
): (string | Element)[] {
  return parts.map((part, index) => {
    if (index % 2 === 0) return part;
    const value = values[part] as string | number | Element;
    return typeof value === 'number' ? sayNumber(value) : value;
  });
}

function chooseForm(key: MessageKey, values: Readonly<Record<string, unknown>> | undefined): string {
  const message: Message = messagesOf(presentLanguage())[key];
  if (typeof message === 'string') return message;
  return message[pluralsOf(presentLanguage()).select(values?.count as number)] ?? message.other;
}

const numbers = new Map<Language, Intl.NumberFormat>();
const plurals = new Map<Language, Intl.PluralRules>();

/** '1,200' */
export function sayNumber(value: number): string {
  // The same in every language of `Language`. Creating the first Intl.NumberFormat takes as long as rendering ten pages.
  if (Number.isInteger(value) && value >= 0 && value < 1000) return String(value);
  const language = presentLanguage();
  let format = numbers.get(language);
  if (!format) {
    format = new Intl.NumberFormat(language);
    numbers.set(language, format);
  }
  return format.format(value);
}

function pluralsOf(language: Language): Intl.PluralRules {
  let rules = plurals.get(language);
  if (!rules) {
    rules = new Intl.PluralRules(language);
    plurals.set(language, rules);
  }
  return rules;
}
