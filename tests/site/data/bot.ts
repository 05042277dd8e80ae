/** A chat bot that posts each change to a channel exactly once, across restarts. Uses only docs/api.md. */
import { readFile, rename, writeFile } from 'node:fs/promises';

interface Change {
  readonly course: string;
  readonly section: string | null;
  readonly line: string;
  readonly isUrgent: boolean;
}

interface Answer {
  readonly changes: readonly Change[];
  readonly courses: readonly { readonly key: string; readonly code: string }[];
  readonly cursor: string;
  readonly next: string | null;
}

/** Polls once, as a timer would. @param post sends a line to the channel */
export async function runBot(site: string, kept: string, post: (line: string) => Promise<void>): Promise<void> {
  let cursor = await readFile(kept, 'utf8').catch(() => null);
  for (let more = true; more; ) {
    const query = new URLSearchParams({ limit: '5', ...(cursor === null ? {} : { since: cursor }) });
    const response = await fetch(`${site}/api/v1/changes?${query}`);
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
    const { changes, courses, ...answer } = (await response.json()) as Answer;
    for (const { course, section, line, isUrgent } of changes) {
      const code = courses.find(({ key }) => key === course)?.code ?? course;
      await post(`${isUrgent ? '❗ ' : ''}${code}${section === null ? '' : ` ${section}`}: ${line}`);
    }
    // Advance the cursor only after posting.
    cursor = answer.cursor;
    await writeFile(`${kept}.new`, cursor);
    await rename(`${kept}.new`, kept);
    more = answer.next !== null;
  }
}
