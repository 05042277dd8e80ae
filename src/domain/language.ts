/** The languages of feeds, pages and notices, as BCP 47 tags. Each has a file in `words/messages`. */
export const LANGUAGES = ['en', 'de', 'es', 'fr'] as const;

export type Language = (typeof LANGUAGES)[number];

export const ENGLISH: Language = 'en';

export function isLanguage(text: string): text is Language {
  return (LANGUAGES as readonly string[]).includes(text);
}
