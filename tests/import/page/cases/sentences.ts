/** Invented pages, one for each kind of writing, and the meetings that a careful student reads; "?" marks a doubt. */
import type { Case } from './case.ts';

export const CASES: readonly Case[] = [
  {
    kind: 'two kinds and two days in one sentence',
    page: `We hold lectures **Tuesdays 1-2pm** and workshops **3-4pm** on **Thursdays**, all in Barn 17.
`,
    meetings: ['lecture TU 13:00-14:00 @ Barn 17', 'seminar TH 15:00-16:00 @ Barn 17'],
  },
  {
    kind: 'odd weeks one day, even weeks another',
    page: `Class: **2-3:30pm on Tuesdays of odd weeks**, **9-10am on Thursdays of even weeks**.
`,
    meetings: ['lecture TU 14:00-15:30 (odd weeks)', 'lecture TH 09:00-10:00 (even weeks)'],
  },
  {
    kind: 'an office hour after a named lecture, with its time',
    page: `There is one office hour a week, straight after the Tuesday lecture, 3-4pm in Barn 7.
`,
    meetings: ['office hours TU 15:00-16:00 @ Barn 7'],
  },
];
