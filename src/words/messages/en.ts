/** Every text that students and staff read, in English, by subject. Keys begin with the subject's name. */
import { FEEDS } from './en/feeds.ts';
import { KINDS } from './en/kinds.ts';
import { TIMES } from './en/times.ts';

export const EN = { ...TIMES, ...KINDS, ...FEEDS } as const;
