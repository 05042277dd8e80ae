/** The files that a course's rules are read from, term by term. */
import { expect, test } from 'vitest';
import { openTexts } from '../../src/publish/rules-files.ts';

const FILES = openTexts(
  Object.fromEntries(
    [
      'site.yaml',
      'courses/Fall-2018/COS418.yml',
      'courses/fall-2018/cos4180.yaml',
      'courses/fall-2019/cos418.yaml',
      'imported/fall-2018/_confirmed.yaml',
      'imported/fall-2018/cos418.yaml',
      'terms/fall-2018.yaml',
      'terms/fall-2019.yaml',
    ].map((path) => [path, path]),
  ),
);
const listPaths = async (key: string): Promise<string[]> =>
  (await FILES.readCourse(key)).map(({ path }) => path).toSorted();

test('a course is read from the site’s file, its term’s and its own, whatever their case', async () => {
  const common = ['site.yaml', 'terms/fall-2018.yaml'];
  const own = ['courses/Fall-2018/COS418.yml', 'imported/fall-2018/cos418.yaml'];
  expect(await listPaths('fall-2018/cos418')).toEqual([...own, ...common]);
  expect(await listPaths('FALL-2018/cos4180')).toEqual(['courses/fall-2018/cos4180.yaml', ...common]);
  const later = ['site.yaml', 'terms/fall-2019.yaml'];
  expect(await listPaths('fall-2019/cos418')).toEqual(['courses/fall-2019/cos418.yaml', ...later]);
  expect(await listPaths('fall-2018/none')).toEqual(common);
  expect(await listPaths('fall-2018/')).toEqual(common);
});
