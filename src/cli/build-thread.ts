/** A thread that makes courses' files for build-threads.ts, from their documents. */
import { parentPort, workerData } from 'node:worker_threads';
import { createCourses } from '../feeds/courses.ts';
import { createPacker } from '../store/packed-course.ts';
import { inVoice } from '../words/voice.ts';
import type { ThreadAnswer, ThreadRequest, ThreadSite } from './build-threads.ts';
import { type CourseFile, makeCourseFiles } from './course-files.ts';
import { readStaticAssets } from './site-assets.ts';

const given = workerData as ThreadSite;
const site = { ...given, assets: readStaticAssets() };

async function make({ id, term, course, documents }: ThreadRequest): Promise<void> {
  const packer = createPacker();
  const courses = createCourses();
  for (const { key, text } of documents) courses.put(key, packer.readIntact(key, text));
  const view = courses.find(term, course);
  if (!view) throw new Error(`there is no course ${term}/${course}`);
  const { files, ...rest } = await inVoice(given.voice, () => makeCourseFiles(site, courses, view));
  const { bodies, bytes } = packBodies(files);
  const answer: ThreadAnswer = { id, made: { ...rest, files: bodies, bytes }, error: null };
  parentPort?.postMessage(answer, [bytes]);
}

/** All bodies in one buffer, which the main thread takes over without a copy. */
function packBodies(files: readonly CourseFile[]) {
  const bytes = new ArrayBuffer(files.reduce((sum, { body }) => sum + body.length, 0));
  const all = Buffer.from(bytes);
  let start = 0;
  const bodies = files.map(({ name, body, lastModified }) => {
    body.copy(all, start);
    start += body.length;
    return { name, lastModified, length: body.length };
  });
  return { bodies, bytes };
}

parentPort?.on('message', (request: ThreadRequest) => {
  make(request).catch(({ stack, message }: Error) => {
    const answer: ThreadAnswer = { id: request.id, made: null, error: stack ?? message };
    parentPort?.postMessage(answer);
  });
});
