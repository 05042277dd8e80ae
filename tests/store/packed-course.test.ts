import { expect, it } from 'vitest';
import { reviseCourse } from '../../src/publication/revise.ts';
import { createEntryReader, makeEntry } from '../../src/store/course-entry.ts';
import { createPacker, documentOf, entryOf, indexRowOf, readUnpacked } from '../../src/store/packed-course.ts';
import { UnreadableCourseError } from '../../src/store/unreadable-course.ts';
import { PUBLISHED, schedule } from '../publication/schedules.ts';

const { next } = reviseCourse(null, schedule(), PUBLISHED);

it('is the very course to its readers: packed, written, read, and packed once more', () => {
  const packer = createPacker();
  const packed = packer.pack(next);
  expect(packed).toEqual(next);
  expect(createPacker().pack(packed)).toEqual(next);
  const read = packer.read('a/b', documentOf(packed));
  expect(read).toEqual(next);
  expect(documentOf(read)).toBe(documentOf(next));
});

it('keeps what only some courses have, however it was read', () => {
  const packer = createPacker();
  const rare = {
    ...next,
    sequencesFrom: 7,
    leavesAt: PUBLISHED,
    sizes: { large: { all: 600_000 }, least: { L01: 9 } },
  };
  for (const course of [next, rare]) {
    const text = documentOf(course);
    const unpacked = [true, false].map((isIntact) => readUnpacked('a/b', { text, isIntact }));
    for (const one of unpacked) expect(documentOf(one)).toBe(text);
    const readings = [packer.pack(course), packer.read('a/b', text), packer.readIntact('a/b', text), ...unpacked];
    for (const read of [...readings, packer.wrapIntact('a/b', Buffer.from(text))]) expect(read).toEqual(course);
  }
});

it('knows its entry and its row without being parsed', () => {
  const packer = createPacker();
  const course = { ...next, leavesAt: PUBLISHED, sizes: { large: { all: 600_000 }, least: {} } };
  const known = { lastModified: course.lastModified, row: indexRowOf(course) };
  const deferred = packer.wrapIntact('a/b', Buffer.from('{'), known);
  expect(deferred.lastModified).toBe(course.lastModified);
  expect({ ...packer.wrapIntact('a/b', Buffer.from(documentOf(course)), known) }).toEqual(course);
  expect(indexRowOf(deferred)).toBe(known.row);
  const entry = { ...makeEntry(course, 3), key: 'a/b' };
  for (const one of [deferred, course, packer.pack(course)]) {
    expect(entryOf('a/b', one, 3, createEntryReader())).toEqual(entry);
  }
});

it('reads a document whose keys stand in any order, and texts that look like its keys', () => {
  const note = 'a note with ,"meetings":[ in it';
  const { meetings, ...rest } = next;
  const course = { ...next.course, note };
  const [section, ...others] = next.sections;
  const sections = section ? [{ ...section, title: note }, ...others] : [];
  for (const document of [
    { ...next, course, sections },
    { meetings, ...rest, course, sections },
    { ...rest, course, meetings, sections },
  ]) {
    expect(createPacker().read('a/b', JSON.stringify(document))).toEqual(document);
    expect(createPacker().read('a/b', documentOf(document))).toEqual(document);
  }
});

it('unpacks a course anew when many others were asked for since', () => {
  const packer = createPacker();
  const first = packer.pack(next);
  const { meetings } = first;
  expect(first.meetings).toBe(meetings);
  for (let index = 0; index < 60; index += 1) expect(packer.pack(next).meetings).toEqual(meetings);
  expect(first.meetings).not.toBe(meetings);
  expect(first.meetings).toEqual(meetings);
});

it('reads no damaged document that is not kept either', () => {
  for (const text of ['{', JSON.stringify({ ...next, meetings: null })]) {
    expect(() => readUnpacked('a/b', { text, isIntact: false })).toThrow(UnreadableCourseError);
  }
});
