/** Why a file gave nothing: its format or its language, if one can be told. */

const FORMATS: readonly (readonly [name: string, starts: readonly string[], hint: string])[] = [
  ['a PDF', ['%PDF-'], 'copy its text into a .txt file'],
  ['a Word document, spreadsheet or other zipped file', ['PK\u0003', 'PK\u0005'], 'save it as HTML, text or CSV'],
  ['an old Word or Excel file', ['ÐÏ\u0011à'], 'save it as HTML, text or CSV'],
  ['an RTF document', ['{\\rtf'], 'save it as HTML or text'],
  ['a calendar (ICS)', ['BEGIN:VCALENDAR'], 'import the page that it was made from'],
  ['an image', ['‰PNG', 'GIF8', 'ÿØÿ'], 'type its text into a .txt file'],
];

/** The file's format as a sentence with a hint, if no page has it; null for text. */
export function refuseFormat(text: string): string | null {
  if (text.trim() === '') return 'The file is empty.';
  const start = text.trimStart().slice(0, 2000);
  const format = FORMATS.find(([, starts]) => starts.some((each) => start.startsWith(each)));
  if (format) return `The file is ${format[0]}, which cannot be read: ${format[2]}.`;
  const noise = [...start].filter((c) => c === '\uFFFD' || (c < ' ' && !/\s/.test(c))).length;
  return noise * 20 > start.length ? 'The file is not text.' : null;
}

/** Common small words, none of them usual in the languages that are read. */
const LANGUAGES: readonly (readonly [name: string, words: string])[] = [
  ['Norwegian or Danish', 'og ikke det som er til av på jeg vil kl mandag tirsdag onsdag torsdag forelesning eller'],
  ['Polish', 'się nie jest na dla oraz przez poniedziałek wtorek środa czwartek piątek godz zajęcia wykład'],
  ['Czech or Slovak', 'se je na pro jsou pondělí úterý středa čtvrtek pátek přednáška cvičení nebo'],
  ['Turkish', 've bir bu için ile olarak pazartesi salı çarşamba perşembe cuma ders saat'],
  ['Hungarian', 'az és egy hogy nem hétfő kedd szerda csütörtök péntek óra előadás'],
  ['Romanian', 'și este pentru luni marți miercuri joi vineri curs ora laborator'],
  ['Estonian', 'ja on ei kui esmaspäev teisipäev kolmapäev neljapäev reede kell loeng'],
  ['Croatian or Serbian', 'je na za ponedjeljak utorak srijeda četvrtak petak sati predavanja vježbe ponedeljak'],
  ['Indonesian or Malay', 'dan yang untuk dengan senin selasa rabu kamis jumat kuliah pukul isnin'],
  ['Vietnamese', 'và của cho thứ ngày giờ lớp học phòng'],
];

const SCRIPTS: readonly (readonly [name: string, letters: RegExp])[] = [
  ['Russian or another language in Cyrillic letters', /\p{Script=Cyrillic}/gu],
  ['Greek', /\p{Script=Greek}/gu],
  ['Hebrew', /\p{Script=Hebrew}/gu],
  ['Arabic or Persian', /\p{Script=Arabic}/gu],
  ['Korean', /\p{Script=Hangul}/gu],
  ['Thai', /\p{Script=Thai}/gu],
  ['Hindi or another language in Devanagari letters', /\p{Script=Devanagari}/gu],
  ['Japanese', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['Chinese', /\p{Script=Han}/gu],
];

/** The language that a page seems to be in, if it is none that is read; null where it cannot be told. */
export function foreignLanguage(text: string): string | null {
  const start = text.slice(0, 20_000);
  const letters = start.match(/\p{L}/gu)?.length ?? 0;
  const script = SCRIPTS.find(([, pattern]) => (start.match(pattern)?.length ?? 0) * 4 > letters);
  if (script && letters > 10) return script[0];
  const words = start.toLowerCase().match(/\p{L}+/gu) ?? [];
  let best: { name: string; hits: number; kinds: number } | null = null;
  for (const [name, list] of LANGUAGES) {
    const known = new Set(list.split(' '));
    const hits = words.filter((word) => known.has(word));
    const kinds = new Set(hits).size;
    if (!best || kinds > best.kinds) best = { name, hits: hits.length, kinds };
  }
  return best && best.kinds >= 3 && best.hits * 20 >= words.length ? best.name : null;
}
