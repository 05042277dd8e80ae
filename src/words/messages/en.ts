/** Every text that students and staff read, in English, by subject. Keys begin with the subject's name. */

import { COURSE } from './en/course.ts';
import { FEEDS } from './en/feeds.ts';
import { KINDS } from './en/kinds.ts';
import { MY } from './en/my.ts';
import { SITE } from './en/site.ts';
import { STATIC } from './en/static.ts';
import { TIMES } from './en/times.ts';
import { TIMETABLE } from './en/timetable.ts';

export const EN = { ...TIMES, ...KINDS, ...FEEDS, ...TIMETABLE, ...COURSE, ...SITE, ...STATIC, ...MY } as const;
