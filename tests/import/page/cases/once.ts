/** Invented pages, one for each kind of writing, and the meetings that a careful student reads; "?" marks a doubt. */
import type { Case } from './case.ts';

export const CASES: readonly Case[] = [
  {
    kind: 'what is restated in brackets is one meeting',
    page: `## Lecture
Mon Wed 1-1:50pm in Barn 3
## Help
 - Student hours: Mon Wed 2-2.45p (45 min after lecture) in Dye House 39
`,
    meetings: ['lecture MO,WE 13:00-13:50 @ Barn 3', 'office hours MO,WE 14:00-14:45 @ Dye House 39'],
  },
  {
    kind: "after class holds for the lectures' days only",
    page: `    Lecture: Mon/Wed 9am--10:15am (Room: Barn G1)
    Group meetings: Thu 3pm--4pm (Room: Barn G1)

  - Instructor: Mara Quill (office hours: right after class)
`,
    meetings: [
      'lecture MO,WE 09:00-10:15 @ Barn G1',
      'other TH 15:00-16:00 @ Barn G1 ?',
      'office hours [Mara Quill] MO,WE after lecture',
    ],
  },
  {
    kind: 'a room under a heading of its own',
    page: `## Tutor Hours

| Day | Hours    | Tutor |
|-----|----------|-------|
| Mon | 5-6:30pm | Mara  |
| Wed | 6-7:30pm | Jon   |

### Where
We sit in the 12 wing of Dye House, beside the vats.
`,
    meetings: ['office hours [Mara] MO 17:00-18:30', 'office hours [Jon] WE 18:00-19:30'],
  },
  {
    kind: 'halves of a term in rows with dates',
    page: `| Type    | Block | From   | To     | Day    | Hours       | Room | Teacher |
| ------- | ----- | ------ | ------ | ------ | ----------- | ---- | ------- |
| Lecture | A     | Jan 12 | Feb 27 | Monday | 8:40-9:30am | 12   | Mara Quill |
|         | B     | Mar 2  | Apr 24 | Monday | 2:10-3:00pm | 19   | Jon Sedge |
`,
    meetings: [
      'lecture [Mara Quill] MO 08:40-09:30 @ 12 (Jan 12 – Feb 27)',
      'lecture [Jon Sedge] MO 14:10-15:00 @ 19 (Mar 2 – Apr 24)',
    ],
  },
  {
    kind: 'biweekly on two days is twice a week',
    page: `**When:** biweekly lectures, Tue and Thu 10:05 AM - 11:20 AM
`,
    meetings: ['lecture TU,TH 10:05-11:20'],
  },
  {
    kind: 'weeks said in the lead of a list',
    page: `# Drop-in Hours

Usual hours:
- W: 5pm - 7pm at **Barn 8**

For weeks when a project is due we add:
- R: 1 - 2:30pm at **Barn 9**
`,
    meetings: [
      'office hours WE 17:00-19:00 @ Barn 8 ?',
      'office hours TH 13:00-14:30 @ Barn 9 (weeks when a project is due)',
    ],
  },
  {
    kind: 'staff cards with the name on the line above',
    page: `* ![](images/mara.jpg)\\
Mara Quill\\
Student Hours:
Tue. 8:40am-9:25am, Barn 30\\
Studio: S03 (Thu. 10:20am-11:50am), Barn 19\\
Write: mara(at)example.edu

* ![](images/jon.jpg)\\
Jon Sedge\\
Student Hours:
Mon. 5:10pm-5:55pm, Barn 30\\
Studio: S07 (Thu. 6:20pm-7:50pm), Barn 19
`,
    meetings: [
      'office hours [Mara Quill] TU 08:40-09:25 @ Barn 30',
      'studio S03 TH 10:20-11:50 @ Barn 19',
      'office hours [Jon Sedge] MO 17:10-17:55 @ Barn 30',
      'studio S07 TH 18:20-19:50 @ Barn 19',
    ],
  },
  {
    kind: 'an id in brackets is no room',
    page: `We lecture Tuesday 8:20-9:10 (LEC02) and 15:20-16:10 (LEC01) at WP 150 (Weir Hall).
`,
    meetings: [
      'lecture LEC02 TU 08:20-09:10 @ WP 150 (Weir Hall)',
      'lecture LEC01 TU 15:20-16:10 @ WP 150 (Weir Hall)',
    ],
  },
  {
    kind: 'before and after class in one line',
    page: `Lecture: Wed 10-11:20am, Barn 3

### Mara Quill
Student hours:
* 30 minutes prior to lecture and a quarter hour following it; in Barn 5
`,
    meetings: [
      'lecture WE 10:00-11:20 @ Barn 3',
      'office hours [Mara Quill] WE before lecture 30m @ Barn 5',
      'office hours [Mara Quill] WE after lecture 15m @ Barn 5',
    ],
  },
  {
    kind: 'first words of sentences are no people',
    page: `There will be help sessions in Barn 3. They hold office hours Tuesday 3pm-4pm.

Visit office hours Thursday 2-3pm in Barn 4.
`,
    meetings: ['office hours TU 15:00-16:00 @ Barn 3', 'office hours TH 14:00-15:00 @ Barn 4'],
  },
  {
    kind: '"my room" is no room',
    page: `My room is Barn 34. My student hours this fall are MW 1:40-2:25.
`,
    meetings: ['office hours MO,WE 13:40-14:25'],
  },
  {
    kind: 'names before times in brackets',
    page: `Drop-in hours: Mara Quill (Tue 10-11, Barn 2), Jon Sedge (Wed 1-3pm, Barn 3; Fri 4-5pm, Zoom)
`,
    meetings: [
      'office hours [Mara Quill] TU 10:00-11:00 @ Barn 2',
      'office hours [Jon Sedge] WE 13:00-15:00 @ Barn 3',
      'office hours [Jon Sedge] FR 16:00-17:00 @ Zoom',
    ],
  },
  {
    kind: 'a person on the line above the hours',
    page: `**Instructor:** Mara Quill<br>
\`mara\`<br>
Office hours: <br>
- Thu 3:40pm-5:40pm, Barn 30<br>

**GSI**: <a href="x">Jon Sedge</a><br>
Office hours:<br>
- Mon 11am-1pm, Barn 42<br>
`,
    meetings: [
      'office hours [Mara Quill] TH 15:40-17:40 @ Barn 30',
      'office hours [Jon Sedge] MO 11:00-13:00 @ Barn 42',
    ],
  },
];
