/** Invented pages, one for each kind of writing, and the meetings that a careful student reads; "?" marks a doubt. */
import type { Case } from './case.ts';

export const CASES: readonly Case[] = [
  {
    kind: "a label above a list of days goes before the page's heading",
    page: `# Weaving 110

## Classes

- **Seminar**: Barn 3, Mon 9:15-10:45am
- **Drop-in hours**: Dye House 4

See the list.
\`\`\`
TUE
Mara Quill 13:10-14:30

SAT
Jon Sedge 15:20-16:10
\`\`\`
`,
    meetings: [
      'seminar MO 09:15-10:45 @ Barn 3',
      'office hours [Mara Quill] TU 13:10-14:30 ?',
      'office hours [Jon Sedge] SA 15:20-16:10 ?',
    ],
  },
  {
    kind: 'the sentence before a list names its kind',
    page: `Our help hours are fixed now!
* Wed 2-3pm (Mara)
* Sun 9-10am (Jon)
`,
    meetings: ['office hours [Mara] WE 14:00-15:00 ?', 'office hours [Jon] SU 09:00-10:00 ?'],
  },
  {
    kind: 'the name of a forum is no kind',
    page: `---
title: Office hours
---

  - Mara (Dye House 2 or Zoom (link on Ed Discussion))
     - Tuesday 9:30 am - noon
     - Thursday 2-3 pm
`,
    meetings: [
      'office hours [Mara] TU 09:30-12:00 @ Mara (Dye House 2 or Zoom (link on Ed Discussion))',
      'office hours [Mara] TH 14:00-15:00 @ Mara (Dye House 2 or Zoom (link on Ed Discussion))',
    ],
  },
  {
    kind: 'a heading "Class" goes before the page\'s title',
    page: `---
title: Office Hours
---

#### Class

Tue/Thu 8:00-8:50
Barn 2

#### Tutor hours

Wed 1-2pm
Dye House 5
`,
    meetings: ['lecture TU,TH 08:00-08:50 @ Barn 2', 'office hours WE 13:00-14:00 @ Dye House 5'],
  },
  {
    kind: 'rows of sections beside a row of lectures',
    page: `|           | Day       | Time              | Room   |
|-----------|-----------|-------------------|--------|
| Lectures  | Tue & Thu | 8:05 am - 8:55 am | Barn 1 |
| Section 1 | Wed       | 1:15 pm - 2:05 pm | Barn 6 |
| Section 2 | Wed       | 3:35 pm - 4:25 pm | Barn 8 |
`,
    meetings: [
      'lecture TU,TH 08:05-08:55 @ Barn 1',
      'discussion 1 WE 13:15-14:05 @ Barn 6 ?',
      'discussion 2 WE 15:35-16:25 @ Barn 8 ?',
    ],
  },
  {
    kind: 'an empty label means "as above"',
    page: `|What | When |
|-----|-----|
|Lecture | Tuesday and Friday, 8:15 AM to 9:30 AM |
|Lab slots | Monday 1:30-2:50pm, Shed 2 |
|| Sunday 8:40-10:00am, Shed 5 |
`,
    meetings: ['lecture TU,FR 08:15-09:30', 'lab MO 13:30-14:50 @ Shed 2', 'lab SU 08:40-10:00 @ Shed 5'],
  },
  {
    kind: 'words of other campuses for small classes',
    page: `# Sessions

 - Lecture: Tuesday 10:00-11:00, Barn 9
 - Problem Class: Wednesday 16:00-17:00, Barn 5
 - Example class: Thursday 14:00-15:00, Barn 2
 - Practice session: Friday 09:00-10:00, Dye House 2
 - Studio crit: Monday 12:00-13:00, Dye House 3
`,
    meetings: [
      'lecture TU 10:00-11:00 @ Barn 9',
      'tutorial WE 16:00-17:00 @ Barn 5',
      'tutorial TH 14:00-15:00 @ Barn 2',
      'tutorial FR 09:00-10:00 @ Dye House 2',
      'studio MO 12:00-13:00 @ Dye House 3',
    ],
  },
  {
    kind: 'the kind of a later clause does not spread back',
    page: `**Our week:** Tue & Thu 1:20-2:35, Lab Wed 8:40-11:30
`,
    meetings: ['lecture TU,TH 13:20-14:35 ?', 'lab WE 08:40-11:30'],
  },
  {
    kind: 'hours for those who have a lab are hours',
    page: `## Tutor Office Hours

### Lab office hours
Open to whoever has a lab that week. They begin at 6:15pm on Tuesday (Mara), at 6:15pm on Thursday (Jon) and at 9:50am on Sunday (Pia).
`,
    meetings: [
      'office hours [Mara] TU 18:15-? ?',
      'office hours [Jon] TH 18:15-? ?',
      'office hours [Pia] SU 09:50-? ?',
    ],
  },
  {
    kind: 'two columns of a line with a fill between',
    page: `\\begin{document}
{\\large
  Weir College \\hfill Professor Mara Quill \\\\
  R 1:20 pm--3:50 pm \\hfill Student hours: Tuesday 9:00 am--9:45 am \\\\
  Barn Hall 249 \\hfill Dye House 14 \\\\
}
\\end{document}
`,
    meetings: ['lecture TH 13:20-15:50 @ Barn Hall 249 ?', 'office hours [Mara Quill] TU 09:00-09:45 @ Dye House 14'],
  },
];
