import { expect, test } from 'vitest';
import { readFolder } from '../catalog/rules.ts';
import { feedOf, publishRules } from './published-rules.ts';

const RULES = `sections: {L01: {kind: lecture, meets: Mon 10am-10:50am}}
deadlines:
  - {id: hw1, title: HW 1, due: 2018-10-01 11:59pm}
  - {id: hw2, title: HW 2, due: 2018-10-15 11:59pm}
`;
const due = (course: string, last: Parameters<typeof publishRules>[1] = {}) => {
  const { next } = publishRules(course, last);
  return { next, feed: feedOf(next, ['deadlines']) };
};

test('a deadline that was published by mistake leaves feeds without a word, and others stay as they were', () => {
  const before = due(RULES);
  expect(before.feed).toContain('HW 1 due');
  const after = due(`${RULES}withdrawn: {deadline: HW1}\n`, { last: before.next });
  expect(after.feed).not.toContain('HW 1');
  expect(after.feed.split('BEGIN:VEVENT')[1]).toBe(before.feed.split('BEGIN:VEVENT')[2]);
  // It may come back, under a higher SEQUENCE.
  expect(due(RULES, { last: after.next }).feed).toMatch(/HW 1 due/);
});

test('a mistyped id is an error', () => {
  const text = `code: COS 418\ntitle: X\n${RULES}withdrawn: [{deadline: hw11}]\n`;
  const { problems } = readFolder({ 'courses/fall-2018/cos418.yaml': text });
  expect(problems).toMatchObject([{ code: 'unknown-deadline', hint: 'Did you mean hw1?' }]);
});
