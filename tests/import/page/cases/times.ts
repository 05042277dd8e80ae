/** Invented pages, one for each kind of writing, and the meetings that a careful student reads; "?" marks a doubt. */
import type { Case } from './case.ts';

export const CASES: readonly Case[] = [
  {
    kind: 'a length said once for all',
    page: `# Office Hours

- A slot lasts one hour where no end is given.

|Day|Time|Room|Who|
|---|----|----|---|
|Tue|10am|Barn 2|Mara Quill|
|Wed|1:30pm|Barn 3|Jon Sedge|
|Thu|4pm-6pm|Barn 2|Pia Rush|
`,
    meetings: [
      'office hours [Mara Quill] TU 10:00-11:00 @ Barn 2',
      'office hours [Jon Sedge] WE 13:30-14:30 @ Barn 3',
      'office hours [Pia Rush] TH 16:00-18:00 @ Barn 2',
    ],
  },
  {
    kind: 'a length in the sentence before, and a kind in quotes',
    page: `Every lecture lasts 50 minutes. We meet
- in **Barn 3** at 8:10 a.m. on Tuesday and Thursday,
- in **Dye House 5** at noon on Friday (the timetable calls this one a "seminar").
`,
    meetings: ['lecture TU,TH 08:10-09:00 @ Barn 3 ?', 'lecture FR 12:00-12:50 @ Dye House 5 ?'],
  },
  {
    kind: 'a room number is no time',
    page: `- Class: M,W 8:20 - 9:10 @ 150 Weir Hall
- Office Hours: M 1-2pm @ 225 Dye House
`,
    meetings: ['lecture MO,WE 08:20-09:10 @ 150 Weir Hall', 'office hours MO 13:00-14:00 @ 225 Dye House'],
  },
  {
    kind: 'a mistyped clock is reported, not halved',
    page: `| Session | Day | Time | Room |
|---------|-----|------|------|
| Lecture | TuTh | 3:30PM-5:150PM | Barn 2 |
`,
    meetings: ['lecture TU,TH 15:30-? @ Barn 2 ?'],
  },
  {
    kind: 'a date with a colon is no time',
    page: `4:09: Drop-in hours Wednesday are 3-4pm from now on
`,
    meetings: ['office hours WE 15:00-16:00'],
  },
  {
    kind: 'four digits with a zone',
    page: `# Office Hours
- Mondays 1300-1400PT, Barn 25
- Tuesdays 0800-0900 PT, Barn 33
- Fridays 4-5pmET
`,
    meetings: [
      'office hours MO 13:00-14:00 @ Barn 25',
      'office hours TU 08:00-09:00 @ Barn 33',
      'office hours FR 16:00-17:00',
    ],
  },
  {
    kind: 'a day in the sentence above a table',
    page: `Studios meet on Thursdays. Links are on the board.

| Studio | Time       | Lead |
|--------|------------|------|
| 1      | 9-950am    | Mara |
| 2      | 330-420pm  | Jon  |
`,
    meetings: ['studio 1 TH 09:00-09:50', 'studio 2 TH 15:30-16:20'],
  },
  {
    kind: "a day in the section's text, times under a subheading",
    page: `## Discussion

There are two discussion sections, both on Thursday. Go to either.

### Times

* 9am - 10am @ Barn 54
* 11am - 12pm @ Barn 54
`,
    meetings: ['discussion TH 09:00-10:00 @ Barn 54', 'discussion TH 11:00-12:00 @ Barn 54'],
  },
  {
    kind: 'ranges of surnames are no days',
    page: `Tutorials are on Tuesday. Look for the first letters of your name.

Name    | 8:40-9:25 | 9:40-10:25
--------|-----------|-----------
Aa-Fo   | WP14      | WP15
Fr-Mu   | WP20      | WP21
Na-Th   | WP30      | WP31
Ti-Zz   | WP40      | WP41
`,
    meetings: [
      'tutorial TU 08:40-09:25 @ WP14 ?',
      'tutorial TU 09:40-10:25 @ WP15 ?',
      'tutorial TU 08:40-09:25 @ WP20 ?',
      'tutorial TU 09:40-10:25 @ WP21 ?',
      'tutorial TU 08:40-09:25 @ WP30 ?',
      'tutorial TU 09:40-10:25 @ WP31 ?',
      'tutorial TU 08:40-09:25 @ WP40 ?',
      'tutorial TU 09:40-10:25 @ WP41 ?',
    ],
  },
  {
    kind: 'bold letters inside words',
    page: `### Tutorial Times

| Id   | Time             | Venue   |
|------|------------------|---------|
| T10  | **T**ue **10**00 | Barn 21 |
| F16  | F**r**i **16**00 | Barn 22 |
`,
    meetings: ['tutorial T10 TU 10:00-? @ Barn 21 ?', 'tutorial F16 FR 16:00-? @ Barn 22 ?'],
  },
  {
    kind: 'a sentence over two lines',
    page: `You will find me in the old barn. I hold office
hours every Wednesday 1:40-2:55 unless it floods.
`,
    meetings: ['office hours WE 13:40-14:55'],
  },
  {
    kind: 'a bare range behind "at"',
    page: `# Office Hours
- Mondays at 2-3pm
- Tuesdays at 9-10
- Wednesdays @ 1-2:30pm
- Thursdays at 1100-1150
- Fridays at 2 to 3pm
`,
    meetings: [
      'office hours MO 14:00-15:00',
      'office hours TU 09:00-10:00',
      'office hours WE 13:00-14:30',
      'office hours TH 11:00-11:50',
      'office hours FR 14:00-15:00',
    ],
  },
  {
    kind: 'one clock of four digits',
    page: `### Tutorial Times

| Id   | Time     | Venue   |
|------|----------|---------|
| T10  | Tue 1000 | Barn 21 |
| F16  | Fri 1600 | Barn 22 |
`,
    meetings: ['tutorial T10 TU 10:00-? @ Barn 21 ?', 'tutorial F16 FR 16:00-? @ Barn 22 ?'],
  },
  {
    kind: 'class hours in the head of a table',
    page: `<table><tr><th></th><th>Groupe 3<br>(mardi 14h20)</th><th>Groupe 5<br>(jeudi 08h15)</th></tr>
<tr><td>Cours 1</td><td>15 août</td><td>17 août</td></tr></table>
`,
    meetings: ['lecture 3 TU 14:20-? ?', 'lecture 5 TH 08:15-? ?'],
  },
];
