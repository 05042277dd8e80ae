/** Ids of sections, and what of a page is not read. */
import { describe, expect, test } from 'vitest';
import { claim, personId } from '../../../src/import/page/course/names.ts';
import { idOf } from '../../../src/import/page/reading/section-ids.ts';
import { foreignLanguage, refuseFormat } from '../../../src/import/page/recognition.ts';

describe('ids', () => {
  test.each([
    ['CPSC 330 T1A', 'T1A'],
    ['001 (LEC)', '001'],
    ['A', 'A'],
    ['Section 2', '2'],
    ['Lab', null],
    ['P01 Mon', 'P01'],
    ['2-3', null],
    ['10-11', null],
    ['KNO 101.002', null],
    ['one two three', null],
    ['AB1 of it all now', null],
    ['B12', 'B12'],
    ['ABC', 'ABC'],
    ['ABCD', null],
    ['xABC', null],
    ['', null],
  ])('the cell %j has the id %j', (cell, expected) => {
    expect(idOf(cell)).toBe(expected);
  });

  test.each([
    ['Ada Kiln', 'kiln'],
    ['Éva Ó Neil', 'neil'],
    ['Ada', 'ada'],
    ['李明', 'person'],
    ['Ada-Lee van Kiln', 'kiln'],
    ['A.B.', 'ab'],
    ['  ', 'person'],
  ])('%j gets the id %j', (name, expected) => {
    expect(personId(name)).toBe(expected);
  });

  test('a taken id is numbered', () => {
    const taken = new Set(['a']);
    expect([claim('a', taken), claim('a', taken), claim('b', taken)]).toEqual(['a-2', 'a-3', 'b']);
  });
});

describe('what is not read', () => {
  test.each([
    ['%PDF-1.4 x', 'The file is a PDF, which cannot be read: copy its text into a .txt file.'],
    [
      'PK\u0003\u0004',
      'The file is a Word document, spreadsheet or other zipped file, which cannot be read: save it as HTML, text or CSV.',
    ],
    ['ÐÏ\u0011à¡', 'The file is an old Word or Excel file, which cannot be read: save it as HTML, text or CSV.'],
    ['{\\rtf1 x}', 'The file is an RTF document, which cannot be read: save it as HTML or text.'],
    ['BEGIN:VCALENDAR', 'The file is a calendar (ICS), which cannot be read: import the page that it was made from.'],
    ['‰PNG', 'The file is an image, which cannot be read: type its text into a .txt file.'],
    ['', 'The file is empty.'],
    ['   ', 'The file is empty.'],
    ['Lecture Mon', null],
    ['���ab', 'The file is not text.'],
    ['a\u0001ba\u0001ba\u0001b', 'The file is not text.'],
  ])('the file %j: %j', (text, expected) => {
    expect(refuseFormat(text)).toBe(expected);
  });

  test.each([
    ['Wykład: poniedziałek 10:15, sala 101. Ćwiczenia: środa, piątek', 'Polish'],
    ['Forelesning: mandag og onsdag kl 10. Det er ikke lab på fredag', 'Norwegian or Danish'],
    ['Přednáška: pondělí, cvičení: úterý a středa', 'Czech or Slovak'],
    ['Ders: pazartesi ve salı saat 10', 'Turkish'],
    ['Előadás: hétfő és szerda', 'Hungarian'],
    ['Curs: luni și marți ora 10, laborator', 'Romanian'],
    ['Loeng: esmaspäev ja reede kell 10', 'Estonian'],
    ['Predavanja: ponedjeljak i srijeda, petak', 'Croatian or Serbian'],
    ['Kuliah: senin dan rabu pukul 10, jumat', 'Indonesian or Malay'],
    ['Лекция: понедельник 10:00, ауд. 5', 'Russian or another language in Cyrillic letters'],
    ['Διάλεξη: Δευτέρα 10:00 αίθουσα', 'Greek'],
    ['הרצאה: יום שני בשעה עשר', 'Hebrew'],
    ['محاضرة: يوم الاثنين الساعة', 'Arabic or Persian'],
    ['강의: 월요일 10시 공학관에서 합니다', 'Korean'],
    ['การบรรยายวันจันทร์สิบโมง', 'Thai'],
    ['व्याख्यान सोमवार दस बजे कमरा', 'Hindi or another language in Devanagari letters'],
    ['Lecture: Monday 10am', null],
    ['ve saat', null],
    [`ders ve saat ${'lecture '.repeat(57)}`, 'Turkish'],
    [`ders ve saat ${'lecture '.repeat(58)}`, null],
    ['123', null],
    ['og det er', 'Norwegian or Danish'],
    ['Thứ hai giờ học: lớp và phòng', 'Vietnamese'],
    ['講義', null],
    ['月曜日の講義はこの教室で行われます', 'Japanese'],
    ['课程安排在教学楼的第三教室进行讲授', 'Chinese'],
  ])('the language of %j is %j', (text, expected) => {
    expect(foreignLanguage(text)).toBe(expected);
  });
});
