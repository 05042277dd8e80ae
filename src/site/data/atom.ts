/** A course's changes as an Atom feed (RFC 4287). */
import type { CourseView } from '../../feeds/courses.ts';
import { keepNewest } from '../../publication/changes.ts';
import { sayChanged } from '../../timetable/changed-meetings.ts';
import { stamp } from '../../web/meeting-json.ts';
import { say } from '../../words/say.ts';
import { inVoice, presentLanguage } from '../../words/voice.ts';
import { makeUrn, type NamedChange, nameChanges } from './change-names.ts';
import type { CourseChange } from './changes-since.ts';

export const ATOM = 'application/atom+xml; charset=utf-8';

/** Limit on entries; the oldest are dropped. */
const MOST_ENTRIES = 100;

/** @param publicUrl the site's base URL; null: links are relative and there is no self link */
export function printAtom(view: CourseView, publicUrl: string | null): string {
  return inVoice(view.published.course, () => printCourseAtom(view, publicUrl));
}

function printCourseAtom(view: CourseView, publicUrl: string | null): string {
  const { published, code, title, id } = view;
  const path = `/${published.course.term}/${id}`;
  const page = `${publicUrl ?? ''}${path}`;
  const changes = keepNewest(published.changes, MOST_ENTRIES);
  return printFeed({
    urn: makeUrn(`${published.course.key} changes`),
    title: say('atom.ofCourse', { code, title }),
    author: code,
    updated: changes[0]?.at ?? published.firstPublished,
    self: publicUrl === null ? null : `${page}/changes.atom`,
    page,
    entries: nameChanges(changes).map((named) => printEntry(named, code, page)),
  });
}

/** The newest changes of all courses, each in its course's language. */
export function printSiteAtom(changes: readonly CourseChange[], siteName: string, publicUrl: string | null): string {
  const base = publicUrl ?? '';
  return printFeed({
    // The site's feed id derives from its URL; sites without a URL share one id.
    urn: makeUrn(`${base} changes`),
    title: say('atom.ofSite', { site: siteName }),
    author: siteName,
    updated: changes[0]?.change.at ?? 0,
    self: publicUrl === null ? null : `${base}/changes.atom`,
    page: `${base}/`,
    entries: changes.map((one) => {
      const { course } = one.course;
      return inVoice(course, () => printEntry(one, course.code, `${base}/${course.key}`));
    }),
  });
}

interface AtomFeed {
  readonly urn: string;
  readonly title: string;
  readonly author: string;
  /** Epoch ms. */
  readonly updated: number;
  readonly self: string | null;
  readonly page: string;
  readonly entries: readonly string[];
}

function printFeed({ urn, title, author, updated, self, page, entries }: AtomFeed): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${presentLanguage()}">`,
    `  <id>${urn}</id>`,
    `  <title>${escapeXml(title)}</title>`,
    `  <updated>${stamp(updated)}</updated>`,
    `  <author><name>${escapeXml(author)}</name></author>`,
    '  <generator>Belltower</generator>',
    ...(self === null ? [] : [`  <link rel="self" type="application/atom+xml" href="${escapeXml(self)}"/>`]),
    `  <link rel="alternate" type="text/html" href="${escapeXml(page)}"/>`,
    ...entries,
    '</feed>',
    '',
  ].join('\n');
}

function printEntry({ id, change }: NamedChange, code: string, page: string): string {
  const where = change.section === 'all' ? code : `${code} ${change.section}`;
  const section = change.section === 'all' ? '' : `?choose=${change.section}`;
  return [
    '  <entry>',
    `    <id>${id}</id>`,
    `    <title>${escapeXml(`${where}, ${sayChanged(change)}: ${change.line}`)}</title>`,
    `    <updated>${stamp(change.at)}</updated>`,
    `    <published>${stamp(change.at)}</published>`,
    `    <link rel="alternate" type="text/html" href="${escapeXml(`${page}${section}`)}"/>`,
    `    <content type="text">${escapeXml(`${where}, ${sayChanged(change, true)}: ${change.line}`)}</content>`,
    '  </entry>',
  ].join('\n');
}

/** Escapes text and attribute values for XML 1.0; drops characters that XML does not allow. */
function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the subject.
      .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}
