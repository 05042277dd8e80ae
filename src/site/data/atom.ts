/** What changed in a course, as an Atom feed (RFC 4287). */
import { createHash } from 'node:crypto';
import type { PublishedChange } from '../../domain/published.ts';
import type { CourseView } from '../../feeds/courses.ts';
import { keepNewest } from '../../publication/changes.ts';
import { sayChanged } from '../../timetable/changed-meetings.ts';

export const ATOM = 'application/atom+xml; charset=utf-8';

/** Past so many, entries of older publications are left out. */
const MOST_ENTRIES = 100;

/** @param publicUrl the site's own address; null: the feed names no address of its own and links relatively */
export function printAtom(view: CourseView, publicUrl: string | null): string {
  const { published, code, title, id } = view;
  const path = `/${published.course.term}/${id}`;
  const page = `${publicUrl ?? ''}${path}`;
  const changes = keepNewest(published.changes, MOST_ENTRIES);
  const updated = changes[0]?.at ?? published.firstPublished;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    `  <id>${makeUrn(`${published.course.key} changes`)}</id>`,
    `  <title>${escapeXml(`${code} ${title}: what changed`)}</title>`,
    `  <updated>${stamp(updated)}</updated>`,
    `  <author><name>${escapeXml(code)}</name></author>`,
    '  <generator>Belltower</generator>',
    publicUrl === null ? '' : `  <link rel="self" type="application/atom+xml" href="${escapeXml(page)}/changes.atom"/>`,
    `  <link rel="alternate" type="text/html" href="${escapeXml(page)}"/>`,
    ...nameEntries(changes).map(({ change, urn }) => printEntry(change, urn, code, page)),
    '</feed>',
    '',
  ]
    .filter((line, index, lines) => line !== '' || index === lines.length - 1)
    .join('\n');
}

/** Ids are made of what a change is, so that they stay; two alike at one instant are told apart by their order. */
function nameEntries(
  changes: readonly PublishedChange[],
): { readonly change: PublishedChange; readonly urn: string }[] {
  const seen = new Map<string, number>();
  return changes
    .toReversed()
    .map((change) => {
      const key = JSON.stringify([change.identity, change.section, change.at, change.line]);
      const count = (seen.get(key) ?? 0) + 1;
      seen.set(key, count);
      return { change, urn: makeUrn(count === 1 ? key : `${key} ${count}`) };
    })
    .toReversed();
}

function printEntry(change: PublishedChange, urn: string, code: string, page: string): string {
  const where = change.section === 'all' ? code : `${code} ${change.section}`;
  const section = change.section === 'all' ? '' : `?choose=${change.section}`;
  return [
    '  <entry>',
    `    <id>${urn}</id>`,
    `    <title>${escapeXml(`${where}, ${sayChanged(change)}: ${change.line}`)}</title>`,
    `    <updated>${stamp(change.at)}</updated>`,
    `    <published>${stamp(change.at)}</published>`,
    `    <link rel="alternate" type="text/html" href="${escapeXml(`${page}${section}`)}"/>`,
    `    <content type="text">${escapeXml(`${where}, ${sayChanged(change, true)}: ${change.line}`)}</content>`,
    '  </entry>',
  ].join('\n');
}

function stamp(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

/** A UUID of version 8 (RFC 9562) made of a digest. */
function makeUrn(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Text and attribute values of XML 1.0; characters that it cannot hold are left out. */
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
