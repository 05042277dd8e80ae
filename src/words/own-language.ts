/** The language of a course's titles and names, where it is not that of the page: `lang` and `dir` of elements. */
import { mistaken, quote, type Read, understood } from './mistake.ts';

export interface LanguageMarks {
  readonly lang?: string;
  readonly dir?: 'ltr' | 'rtl';
}

const LANGUAGE = /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i;

/** Reads a BCP 47 tag: `ja`, `ar`, `zh-Hant`. */
export function readLanguageTag(text: string): Read<string> {
  const written = text.trim();
  const tag = LANGUAGE.test(written) ? canonicalTagOf(written) : null;
  if (tag !== null && isNamed(tag)) return understood(tag);
  return mistaken(
    'unknown-word',
    `${quote(written)} is no language.`,
    'Write its tag: ja, ar, zh-Hant; https://r12a.github.io/app-subtags/ finds it.',
    written,
  );
}

function canonicalTagOf(text: string): string | null {
  try {
    return Intl.getCanonicalLocales(text)[0] ?? null;
  } catch {
    // The only error of this function: the tag is not well-formed.
    return null;
  }
}

let names: Intl.DisplayNames | null = null;

/** Well-formed tags of no language exist: `xx`. */
function isNamed(tag: string): boolean {
  names ??= new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  return names.of(new Intl.Locale(tag).language) !== undefined;
}

/** Of a title. */
export function markTitle(language: string | undefined): LanguageMarks {
  return language === undefined ? {} : { lang: language, dir: directionOf(language) };
}

const LATIN = /\p{Script=Latin}/u;
const NOT_LATIN = /(?!\p{Script=Latin})\p{L}/u;

/**
 * Of a person's name or a room: those in Latin letters are in any language. Where letters are mixed, as in a kind and a
 * title, `bdi` finds the direction.
 */
export function markName(text: string, language: string | undefined): LanguageMarks {
  if (language === undefined || !NOT_LATIN.test(text)) return {};
  return LATIN.test(text) ? { lang: language } : markTitle(language);
}

/** A method that TypeScript's own types lack. */
interface TextInformation {
  getTextInfo?(): { readonly direction: 'ltr' | 'rtl' };
}

function directionOf(language: string): 'ltr' | 'rtl' {
  return (new Intl.Locale(language) as TextInformation).getTextInfo?.().direction ?? 'ltr';
}
