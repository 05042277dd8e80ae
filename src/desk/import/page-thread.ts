/** Reads one page in a worker thread started by `page-reader.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { writeCourse } from '../../import/page/course/course.ts';
import { readPage } from '../../import/page/read-page.ts';
import { openDoubts, settleReading } from '../../import/page/settle.ts';
import type { PageAsked, PageRead } from './page-reader.ts';

const { text, id, code, title, hourCycle, published, answers } = workerData as PageAsked;
const whole = readPage(text, 'the page', hourCycle);
const { used, unused, nothing, sections, ...settled } = settleReading(whole, new Map(answers));
const meetings = sections.reduce((sum, section) => sum + section.meetings.length, 0);
const named = { ...(code ? { code } : {}), ...(title ? { title } : {}) };
parentPort?.postMessage({
  used,
  unused,
  nothing,
  meetings,
  sections: sections.length,
  doubts: openDoubts({ ...whole, doubts: settled.doubts }),
  yaml: writeCourse({ ...whole, ...settled, sections }, { id, published, ...named }),
} satisfies PageRead);
