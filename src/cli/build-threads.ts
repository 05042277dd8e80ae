/** Threads that make the files of courses (build-thread.ts): most of a build is rendering, which one processor does. */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CourseKey } from '../domain/model.ts';
import { createThreadCalls } from '../domain/thread-calls.ts';
import type { Courses, CourseView } from '../feeds/courses.ts';
import { documentOf } from '../store/packed-course.ts';
import type { Voice } from '../words/voice.ts';
import type { CourseFile, CourseFiles, CourseSite } from './course-files.ts';

export interface ThreadSite extends CourseSite {
  readonly voice: Voice;
}

export interface ThreadRequest {
  readonly id: number;
  readonly term: string;
  readonly course: string;
  readonly documents: readonly { readonly key: CourseKey; readonly text: string }[];
}

export interface ThreadAnswer {
  readonly id: number;
  readonly made:
    | (Omit<CourseFiles, 'files'> & {
        readonly files: readonly (Omit<CourseFile, 'body'> & { readonly length: number })[];
        /** The files' bodies, one after the other. */
        readonly bytes: ArrayBuffer;
      })
    | null;
  readonly error: string | null;
}

export interface BuildThread {
  make(view: CourseView): Promise<CourseFiles>;
  close(): Promise<void>;
}

export function startBuildThread(site: ThreadSite, courses: Courses): BuildThread {
  // The thread's file is in this folder: TypeScript in a checkout, compiled JavaScript in the package.
  const file = new URL(`./build-thread${path.extname(import.meta.url)}`, import.meta.url);
  const { siteName, voice, publicUrl, combinations, rooms } = site;
  const workerData: ThreadSite = { siteName, voice, publicUrl, combinations, rooms };
  const worker = new Worker(file, { execArgv: [], workerData });
  const calls = createThreadCalls<CourseFiles>();
  worker.on('message', ({ id, made, error }: ThreadAnswer) => {
    if (made) calls.answer(id, unpack(made));
    else calls.refuse(id, new Error(`a thread of the build failed: ${error}`));
  });
  worker.on('error', (error: Error) => calls.end(new Error(`a thread of the build ended: ${error.message}`)));
  worker.on('exit', () => calls.end(new Error('a thread of the build ended')));
  return {
    make({ id: course, published }) {
      const { term } = published.course;
      const documents = courses.keysAt(term, course).flatMap((key) => {
        const own = courses.get(key);
        return own ? [{ key, text: documentOf(own) }] : [];
      });
      return calls.ask((id) => worker.postMessage({ id, term, course, documents } satisfies ThreadRequest));
    },
    async close() {
      await worker.terminate();
    },
  };
}

function unpack({ files, bytes, ...rest }: NonNullable<ThreadAnswer['made']>): CourseFiles {
  let start = 0;
  const whole = files.map(({ name, lastModified, length }) => {
    const body = Buffer.from(bytes, start, length);
    start += length;
    return { name, lastModified, body };
  });
  return { ...rest, files: whole };
}
