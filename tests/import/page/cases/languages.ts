/** Invented pages, one for each kind of writing, and the meetings that a careful student reads; "?" marks a doubt. */
import type { Case } from './case.ts';

export const CASES: readonly Case[] = [
  {
    kind: 'Spanish: de … a',
    page: `# Tutorías

* Martes, de 9:40 a 11:10
* Jueves, de 15:10 a 16:40
`,
    meetings: ['office hours TU 09:40-11:10', 'office hours TH 15:10-16:40'],
  },
  {
    kind: 'Spanish: de 14 a 18 hs',
    page: `Horarios:
Teórico: martes de 9 a 11 hs en Aula 3
**Laboratorio**: viernes de 8 a 12 hs en Lab 4
`,
    meetings: ['lecture TU 09:00-11:00 @ Aula 3', 'lab FR 08:00-12:00 @ Lab 4'],
  },
  {
    kind: 'German: Termin is nobody',
    page: `**Leitung**: Dr. Mara Quill
**Termin**: Dienstags, 10:15-11:45 in Hörsaal 4
`,
    meetings: ['lecture TU 10:15-11:45 @ Hörsaal 4 ?'],
  },
  {
    kind: 'German: Sprechstunde, c.t., Di and Do',
    page: `Vorlesung: Di 8-10 Uhr c.t., Hörsaal 2
Übung: Do 12-14 Uhr, Raum 6
Sprechstunde: Mi 10-11 Uhr
`,
    meetings: ['lecture TU 08:15-10:00 @ Hörsaal 2', 'exercise TH 12:00-14:00 @ Raum 6', 'office hours WE 10:00-11:00'],
  },
  {
    kind: 'Italian: ricevimento',
    page: `## Ricevimento

Ricevo gli studenti ogni giovedì dalle 9:30 alle 11:00, ufficio 6.
`,
    meetings: ['office hours TH 09:30-11:00 @ ufficio 6'],
  },
  {
    kind: 'Japanese hours and a Chinese class',
    page: `## オフィスアワー

- 木曜日 3限 (13:00～14:30)

上课时间：周二 14:00-15:35
教室：3B5
`,
    meetings: ['office hours TH 13:00-14:30', 'lecture TU 14:00-15:35 @ 3B5'],
  },
];
