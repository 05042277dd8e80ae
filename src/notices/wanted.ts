/** The sections to be notified about, parsed from links and forms: 'fall-2018/cos418/L01+P01', or a whole course. */
import type { CourseKey } from '../domain/model.ts';
import type { Courses } from '../feeds/courses.ts';
import type { NoticeChoice, Pace } from '../store/notices.ts';
import { readChoice } from '../timetable/offered-sections.ts';
import { type Voice, voiceOf } from '../words/voice.ts';

export interface WantedSections extends Voice {
  readonly course: CourseKey;
  readonly code: string;
  readonly title: string;
  readonly path: string;
  /** Empty: all sections. */
  readonly sections: readonly string[];
}

const MOST_COURSES = 30;

/** Skips unknown courses and sections, and drafts. */
export async function readWanted(courses: Courses, texts: readonly string[]): Promise<readonly WantedSections[]> {
  const found = new Map<CourseKey, WantedSections>();
  for (const text of texts.slice(0, MOST_COURSES)) {
    const [term = '', course = '', joined = ''] = text.split('/');
    await courses.readyAt([{ term, course }]);
    const view = courses.find(term, course);
    if (!view || view.published.course.draft) continue;
    const { chosen } = readChoice(courses, view, joined === '' ? [] : [joined]);
    if (joined === '') add(found, nameWanted(courses, view.published.course.key, []));
    // A cross-listed section changes with the course that owns it.
    for (const { view: own, section } of chosen) {
      add(found, nameWanted(courses, own.published.course.key, [section.id]));
    }
  }
  return [...found.values()];
}

function add(found: Map<CourseKey, WantedSections>, wanted: WantedSections | null): void {
  if (!wanted) return;
  const known = found.get(wanted.course);
  const isWhole = wanted.sections.length === 0 || known?.sections.length === 0;
  const sections = isWhole ? [] : [...new Set([...(known?.sections ?? []), ...wanted.sections])];
  found.set(wanted.course, { ...wanted, sections });
}

/** Null: the course is no longer served. */
export function nameWanted(
  courses: Pick<Courses, 'entry'>,
  course: CourseKey,
  sections: readonly string[],
): WantedSections | null {
  const entry = courses.entry(course);
  if (!entry) return null;
  const { code, title } = entry;
  return { course, code, title, path: `/${entry.term}/${entry.id}`, sections, ...voiceOf(entry) };
}

export function writeWanted({ path, sections }: Pick<WantedSections, 'path' | 'sections'>): string {
  return `${path.slice(1)}${sections.length > 0 ? `/${sections.join('+')}` : ''}`;
}

export function chooseAll(wanted: readonly WantedSections[], pace: Pace): readonly NoticeChoice[] {
  return wanted.map(({ course, sections }) => ({ course, sections, pace }));
}
