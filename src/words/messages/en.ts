/** Every text that students and staff read, in English, by subject. Keys begin with the subject's name. */
import { BROWSER } from './en/browser.ts';
import { COURSE } from './en/course.ts';
import { DESK_ACCESS } from './en/desk-access.ts';
import { DESK_CHANGE } from './en/desk-change.ts';
import { DESK_CHAT } from './en/desk-chat.ts';
import { DESK_COURSE } from './en/desk-course.ts';
import { DESK_HISTORY } from './en/desk-history.ts';
import { DESK_IMPORT } from './en/desk-import.ts';
import { DESK_STAFF } from './en/desk-staff.ts';
import { FEEDS } from './en/feeds.ts';
import { KINDS } from './en/kinds.ts';
import { MISTAKES } from './en/mistakes.ts';
import { MY } from './en/my.ts';
import { NOTICES } from './en/notices.ts';
import { PAGES } from './en/pages.ts';
import { PROBLEMS } from './en/problems.ts';
import { PUBLISHING } from './en/publishing.ts';
import { REQUESTS } from './en/requests.ts';
import { SIGN_IN } from './en/sign-in.ts';
import { SITE } from './en/site.ts';
import { STATIC } from './en/static.ts';
import { TIMES } from './en/times.ts';
import { TIMETABLE } from './en/timetable.ts';
import { TODAY } from './en/today.ts';

export const EN = {
  ...TIMES,
  ...KINDS,
  ...FEEDS,
  ...TIMETABLE,
  ...COURSE,
  ...SITE,
  ...PAGES,
  ...PUBLISHING,
  ...STATIC,
  ...MY,
  ...DESK_ACCESS,
  ...DESK_CHANGE,
  ...DESK_COURSE,
  ...DESK_HISTORY,
  ...DESK_IMPORT,
  ...SIGN_IN,
  ...DESK_STAFF,
  ...NOTICES,
  ...TODAY,
  ...DESK_CHAT,
  ...BROWSER,
  ...REQUESTS,
  ...PROBLEMS,
  ...MISTAKES,
} as const;
