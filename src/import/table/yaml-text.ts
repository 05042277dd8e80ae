/** Writes texts as YAML: plain if they are certain to be read back unchanged, otherwise in double quotes. */

/** Starts with a letter or digit and contains nothing with a meaning in YAML, inside { } or outside. */
const PLAIN = /^[\p{L}\p{N}(](?:[\p{L}\p{N} ._/()+&'*!?$%^=~;@"-]|:(?=[\p{L}\p{N}]))*$/u;

export function quoteText(text: string): string {
  if (PLAIN.test(text) && !text.endsWith(' ') && !text.includes('  ')) return text;
  // JSON strings are valid YAML, except for characters that YAML requires to be escaped.
  return JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** One value, or a list of several in brackets. */
export function writeList(items: readonly string[]): string {
  const [only] = items;
  return items.length === 1 && only !== undefined ? quoteText(only) : `[${items.map(quoteText).join(', ')}]`;
}

/** `{key: value, …}`; the values are YAML already. */
export function writeFlow(entries: readonly (readonly [string, string])[]): string {
  return `{${entries.map(([key, value]) => `${quoteText(key)}: ${value}`).join(', ')}}`;
}
