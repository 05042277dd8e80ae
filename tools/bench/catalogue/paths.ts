/** The addresses of a term's feeds, as the server itself names them. */
import { type Asker, readBody } from '../load/rehearsal.ts';
import { courseId } from './folder.ts';

interface Listed {
  readonly everything: string;
  readonly sections: readonly { readonly feed: string }[];
}

/** Each section's feed and each course's, course by course, of the first `count` courses or until there are no more. */
export async function listFeedPaths(asker: Asker, term: string, count = Number.POSITIVE_INFINITY): Promise<string[]> {
  const paths: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const answer = await asker.ask(`/${term}/${courseId(index)}.json`);
    if (answer.status === 404) break;
    const course = JSON.parse(readBody(answer)) as Listed;
    paths.push(...course.sections.map(({ feed }) => feed), course.everything);
  }
  return paths;
}
