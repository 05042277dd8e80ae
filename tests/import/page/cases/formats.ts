/** Invented pages, one for each kind of writing, and the meetings that a careful student reads; "?" marks a doubt. */
import type { Case } from './case.ts';

export const CASES: readonly Case[] = [
  {
    kind: 'an RST grid table',
    page: `Teaching Staff
--------------

+----------------+------------------------------------------------+
|  .. image::    | **Mara Quill:** Instructor                     |
|     mara.jpg   |   | Office Hours: Tue. 2:00 - 3:00             |
|                |   | Room: Barn 11                              |
+----------------+------------------------------------------------+
`,
    meetings: ['office hours [Mara Quill] TU 14:00-15:00 @ Barn 11'],
  },
  {
    kind: 'LaTeX with macros of its own',
    page: `\\def\\classtimes{M, W 2:10 p.m. - 3:25 p.m.}
\\newcommand{\\hours}{TR 8:00 a.m. - 9:00 a.m.}
\\begin{document}
Class: \\classtimes, Barn 3

Office hours: \\hours
\\end{document}
`,
    meetings: ['lecture MO,WE 14:10-15:25 @ Barn 3', 'office hours TU,TH 08:00-09:00'],
  },
  {
    kind: "a staffer's front matter",
    page: `---
name: Mara Quill
role: Instructor
section: Weaving 110 Section 4
office-hours: |
    * Wed 11-12, https://example.edu/zoom/2
---
`,
    meetings: ['office hours [Mara Quill] WE 11:00-12:00 @ https://example.edu/zoom/2 ?'],
  },
];
