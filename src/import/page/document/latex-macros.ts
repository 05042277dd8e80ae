/** The page's own LaTeX macros, with and without arguments, replaced by what they stand for. */

interface Macro {
  readonly arguments: number;
  readonly body: string;
}

/** `\newcommand{\meet}[2]{…`, `\def\hours{…`, up to the brace that opens the body. */
const DEFINITION =
  /\\(?:(?:re)?newcommand\*?|providecommand\*?|def)\s{0,3}\{?\\([A-Za-z]{1,40})\}?\s{0,3}(?:\[(\d)\]|((?:#\d)+))?\s{0,3}\{/g;
const LONGEST_BODY = 600;
/** Macros that use macros are expanded this often. */
const DEEPEST = 3;
/** Beyond this length, expansion stops: `\def\a{\b\b}` may double the text each time. */
const LONGEST_TEXT = 200_000;

export function expandMacros(source: string): string {
  const macros = new Map<string, Macro>();
  let text = takeDefinitions(source, macros);
  if (macros.size === 0) return source;
  for (let i = 0; i < DEEPEST; i++) text = expandOnce(text, macros);
  return text;
}

/** Collects the definitions and returns the text without them, with the same number of lines. */
function takeDefinitions(source: string, macros: Map<string, Macro>): string {
  let kept = '';
  let at = 0;
  for (const found of source.matchAll(DEFINITION)) {
    const [said, name = '', count, parameters = ''] = found;
    const open = found.index + said.length - 1;
    const end = closing(source, open, LONGEST_BODY);
    if (found.index < at || end < 0) continue;
    const body = source.slice(open + 1, end).replaceAll(/\s*\n\s*/g, ' ');
    macros.set(name, { arguments: count === undefined ? parameters.length / 2 : Number(count), body });
    kept += source.slice(at, found.index) + source.slice(found.index, end).replaceAll(/[^\n]/g, '');
    at = end + 1;
  }
  return kept + source.slice(at);
}

function expandOnce(text: string, macros: ReadonlyMap<string, Macro>): string {
  let out = '';
  let at = 0;
  for (const found of text.matchAll(/\\([A-Za-z]{1,40})/g)) {
    const macro = macros.get(found[1] ?? '');
    if (!macro || found.index < at || out.length > LONGEST_TEXT) continue;
    const used = argumentsAt(text, found.index + found[0].length, macro.arguments);
    if (!used) continue;
    out +=
      text.slice(at, found.index) + macro.body.replaceAll(/#(\d)/g, (_, n: string) => used.values[Number(n) - 1] ?? '');
    at = used.end;
  }
  return out + text.slice(at);
}

/** The next `count` arguments in braces; null where they do not follow. */
function argumentsAt(text: string, from: number, count: number): { values: string[]; end: number } | null {
  const values: string[] = [];
  let end = from;
  while (values.length < count) {
    const open = end + (/^\s{0,40}/.exec(text.slice(end, end + 40))?.[0].length ?? 0);
    const close = text[open] === '{' ? closing(text, open, 2000) : -1;
    if (close < 0) return null;
    values.push(text.slice(open + 1, close));
    end = close + 1;
  }
  return { values, end };
}

/** The index of the brace that closes the one at `open`; -1 where none does within `reach`. */
function closing(text: string, open: number, reach: number): number {
  let depth = 0;
  for (let i = open; i < Math.min(text.length, open + reach); i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '{') depth++;
    else if (text[i] === '}' && --depth === 0) return i;
  }
  return -1;
}
