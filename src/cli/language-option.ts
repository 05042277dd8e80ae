/** `--language de`: the language of what a command writes. */
import { isLanguage, LANGUAGES, type Language } from '../domain/language.ts';
import { UsageError } from './exit.ts';

export const LANGUAGE_OPTION = [
  '--language <tag>',
  `the language of feeds, notices and pages: ${LANGUAGES.join(', ')}`,
] as const;

/** As a part of a draft; empty where it is not given. */
export function readLanguageOption(text: string | undefined): { readonly language?: Language } {
  if (text === undefined) return {};
  if (!isLanguage(text)) throw new UsageError(`--language: “${text}” is none of ${LANGUAGES.join(', ')}`);
  return { language: text };
}
