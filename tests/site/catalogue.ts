/** Courses that try the pages: changes, long titles, names from right to left, nothing announced yet. */

const CHANGES = `
changes:
  - {announced: 2018-09-24 09:00, sections: L01, on: 2018-09-26, where: Friend 008}
  - {announced: 2018-10-09 18:00, sections: P02, on: Fri 2018-10-12, cancel: yes, say: No precept this week; join P01 or P03.}
  - {announced: 2018-10-09 19:00, sections: OH, on: Tue 2018-10-09, pattern: early-evening, move: Thu 2018-10-11 4pm-5pm}
`;

/** COS 418 as shipped, with changes after it. */
export function withChanges(shipped: string): string {
  return shipped + CHANGES;
}

export const ODD_COURSES: Readonly<Record<string, string>> = {
  'courses/fall-2018/mat900.yaml': `code: MAT 900
title: An introduction to the cohomological and representation-theoretic foundations of the arithmetic of automorphic forms on reductive groups, with a view towards reciprocity and its applications
published: 2018-09-01
sections:
  L01: {kind: lecture, title: "A section title about Hochschild-Serre and Supercalifragilisticexpialidociousnesses", meets: Mon Wed 10:30am-12:20pm, where: "A room with quite a long name in the basement of the Old Engineering Quadrangle Annex, East Wing 0123456789"}
  P01: {kind: precept, meets: TBA}
`,
  'courses/fall-2018/nes201.yaml': `code: NES 201
title: مقدمة في الأدب العربي
published: 2018-09-01
staff: {q: {name: نور القاسم}, h: {name: דנה כהן}}
sections:
  L01: {kind: lecture, meets: Tue Thu 1:30pm-2:50pm, where: "قاعة ١٢", staff: [q, h]}
`,
  'courses/fall-2018/sen999.yaml': `code: SEN 999
title: Thèse d’État & <b>Études</b>
published: 2018-09-01
sections:
  S01: {kind: seminar, meets: TBA}
`,
  'terms/spring-2019.yaml': `title: Spring 2019
zone: America/New_York
classes: Mon 2019-02-04 to Fri 2019-05-03
breaks: [{name: Spring recess, dates: 2019-03-16 to 2019-03-24}]
`,
  'courses/spring-2019/cos333.yaml': `code: COS 333
title: Advanced Programming Techniques
published: 2018-11-01
crossListed: [EGR 333]
sections:
  L01: {kind: lecture, meets: Tue Thu 11am-12:20pm, where: Friend 008}
  B01: {kind: lab, meets: Fri 2pm-4:50pm, where: Friend 010}
`,
};
