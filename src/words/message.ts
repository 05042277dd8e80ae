/**
 * A message: a text with {placeholders}. One that depends on a number has a form for each plural category of its
 * language (one, few, many, …; always `other`) and shows the number as {count}.
 */
export type Message = string | PluralForms;

export type PluralForms = { readonly other: string } & {
  readonly [C in Exclude<Intl.LDMLPluralRule, 'other'>]?: string;
};

type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** The placeholders that a message has. */
export type PlaceholdersOf<M> = M extends string ? NamesIn<M> : 'count' | NamesIn<M[keyof M]>;

/** Alternating texts and placeholders, text first: 'moved from {day}' is ['moved from ', 'day', '']. */
export type MessageParts = readonly string[];

/** Parsed messages are cached: there are few, and they are used often. */
const known = new Map<string, MessageParts>();

export function partsOf(text: string): MessageParts {
  const before = known.get(text);
  if (before) return before;
  const parts = text.split(/\{(\w+)\}/);
  known.set(text, parts);
  return parts;
}

/** The placeholders of a message, sorted, for comparing languages. */
export function listPlaceholders(message: Message): readonly string[] {
  const texts = typeof message === 'string' ? [message] : Object.values(message);
  const names = new Set(texts.flatMap((text) => partsOf(text).filter((_, index) => index % 2 === 1)));
  return [...names].sort();
}
