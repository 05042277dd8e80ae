/** The messages of scripts, which the page brings in its head (web/script-messages.ts). */

type Message = string | Readonly<Record<string, string>>;

const content = document.querySelector<HTMLMetaElement>('meta[name="messages"]')?.content ?? '{}';
const messages = JSON.parse(content) as Readonly<Record<string, Message>>;
const language = document.documentElement.lang || 'en';

/** @param values of its placeholders; `count` also selects the plural form */
export function say(key: string, values: Readonly<Record<string, string | number>> = {}): string {
  const message = messages[key] ?? '';
  const text =
    typeof message === 'string'
      ? message
      : (message[new Intl.PluralRules(language).select(Number(values.count))] ?? message.other ?? '');
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? '';
    return typeof value === 'number' ? value.toLocaleString(language) : value;
  });
}
