import { describe, expect, test } from 'vitest';
import { COURSE_HEAD, COURSE_PATH, readMarked } from '../marked.ts';

const PLAIN = 'sections: {L01: {kind: lecture, meets: TBA}}\n';
/** A course of two sections, the second of which has other ids. */
const OTHER = `code: COS 126
title: Other
sections:
  L01: {kind: lecture, meets: TBA}
  P01: {kind: precept, meets: TBA, also: P1, formerly: P0}
`;

/** The only problem of a marked course beside another one, which must stand at the mark. */
function refused(marked: string, other = OTHER): unknown {
  const { problems, at } = readMarked(COURSE_PATH, COURSE_HEAD + marked, { 'courses/fall-2018/cos126.yaml': other });
  expect(problems.map((problem) => problem.at)).toEqual([at]);
  const [{ at: _, ...problem } = {}] = problems;
  return problem;
}

describe('an address of a course', () => {
  test.each([
    ['another code', `«crossListed»: {code: ECE 418, id: COS126}\n${PLAIN}`, 'COS126'],
    ['a former name', `«formerly»: [cos400, Cos126]\n${PLAIN}`, 'Cos126'],
  ])('that a file has is refused as %s, at the key', (_, marked, id) => {
    expect(refused(marked)).toEqual({
      code: 'id-taken',
      severity: 'error',
      message: `The address ${id} is taken by the course cos126.`,
      hint: 'Take it away here, or there.',
    });
  });

  test('may be written twice by the same course', () => {
    const { problems } = readMarked(
      COURSE_PATH,
      `${COURSE_HEAD}crossListed: [{code: COS 418, id: COS418}, ECE 418]\nformerly: ece418\n${PLAIN}«»`,
    );
    expect(problems).toEqual([]);
  });
});

describe('an address of a section', () => {
  test.each(['L01', 'p01', 'P1', 'p0'])('that another course’s section has as %s is refused', (id) => {
    expect(refused(`sections: {A: {kind: lecture, meets: TBA, «listed»: cos126/${id}}}\n`)).toEqual({
      code: 'id-taken',
      severity: 'error',
      message: `The address cos126/${id} is taken by fall-2018/cos126.`,
      hint: 'One of the two must go.',
    });
  });

  test('cannot be in the section’s own course', () => {
    expect(refused('sections: {A: {kind: lecture, meets: TBA, «listed»: COS418/B}}\n')).toEqual({
      code: 'id-taken',
      severity: 'error',
      message: 'A is listed under its own course as COS418/B.',
      hint: 'Write also: for another id in the same course.',
    });
  });
});
