/** The languages that have messages, as BCP 47 tags. */
export type Language = 'en';

export const ENGLISH: Language = 'en';
