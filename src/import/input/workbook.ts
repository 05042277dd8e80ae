/**
 * Sheets of an Excel workbook (XLSX) as rows of strings: dates as 2027-01-11, times as 09:30, everything else as
 * displayed. Implemented here, without a library: the format is a ZIP archive of four kinds of small XML files.
 */
import { cellText, type Styles } from './workbook-cell.ts';
import { type Tag, unescapeXml, walkXml } from './xml.ts';
import { listZip, unpack, type ZipEntry } from './zip.ts';

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

export type WorkbookRead =
  | { readonly ok: true; readonly sheets: readonly Sheet[] }
  | { readonly ok: false; readonly reason: string };

/** Limit on the total unpacked size of a workbook. */
const MOST_BYTES = 120_000_000;
const MOST_ROWS = 200_000;
const MOST_COLUMNS = 400;
const MOST_CELLS = 3_000_000;

export function isWorkbook(bytes: Uint8Array): boolean {
  return listZip(bytes)?.some(({ name }) => name === 'xl/workbook.xml') ?? false;
}

export function readWorkbook(bytes: Uint8Array): WorkbookRead {
  const files = new Map((listZip(bytes) ?? []).map((entry) => [entry.name, entry]));
  const unpacker = new Unpacker(bytes, files);
  const book = unpacker.text('xl/workbook.xml');
  if (book === null) return { ok: false, reason: 'The workbook is damaged: it does not say which sheets it has.' };
  const paths = readRelations(unpacker.text('xl/_rels/workbook.xml.rels') ?? '');
  const strings = readStrings(unpacker.text('xl/sharedStrings.xml') ?? '');
  const styles = readStyles(unpacker.text('xl/styles.xml') ?? '', /date1904="(?:1|true)"/.test(book));
  const sheets: Sheet[] = [];
  for (const { name, path } of listSheets(book, paths)) {
    const xml = unpacker.text(path);
    const rows = xml === null ? null : readSheet(xml, strings, styles);
    if (rows === null)
      return { ok: false, reason: `The sheet “${name.slice(0, 40)}” is damaged, or larger than any timetable.` };
    sheets.push({ name, rows });
  }
  return { ok: true, sheets };
}

class Unpacker {
  readonly #bytes: Uint8Array;
  readonly #files: ReadonlyMap<string, ZipEntry>;
  #left = MOST_BYTES;

  constructor(bytes: Uint8Array, files: ReadonlyMap<string, ZipEntry>) {
    this.#bytes = bytes;
    this.#files = files;
  }

  text(path: string): string | null {
    const entry = this.#files.get(path);
    const unpacked = entry ? unpack(this.#bytes, entry, this.#left) : null;
    if (unpacked === null) return null;
    this.#left -= unpacked.length;
    return unpacked.toString('utf8');
  }
}

function readRelations(xml: string): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  walkXml(xml, ({ name, attributes }) => {
    const target = attributes.get('Target');
    if (name !== 'Relationship' || target === undefined) return;
    paths.set(attributes.get('Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  });
  return paths;
}

function listSheets(
  book: string,
  paths: ReadonlyMap<string, string>,
): readonly { readonly name: string; readonly path: string }[] {
  const sheets: { name: string; path: string }[] = [];
  walkXml(book, ({ name, opens, attributes }) => {
    if (name !== 'sheet' || !opens || /hidden/i.test(attributes.get('state') ?? '')) return;
    const path = paths.get(attributes.get('r:id') ?? attributes.get('id') ?? '');
    if (path !== undefined) sheets.push({ name: attributes.get('name') ?? '', path });
  });
  return sheets;
}

function readStrings(xml: string): readonly string[] {
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let phonetic = false;
  walkXml(xml, ({ name, opens, closes, after }) => {
    if (name === 'rPh') phonetic = opens && !closes;
    if (name === 't') inText = opens && !closes;
    if (inText && !phonetic && name === 't') text += unescapeXml(after);
    if (name !== 'si') return;
    if (closes) strings.push(text);
    text = '';
  });
  return strings;
}

function readStyles(xml: string, from1904: boolean): Styles {
  const formats = new Map<number, string>();
  const cells: number[] = [];
  let inCells = false;
  walkXml(xml, ({ name, opens, closes, attributes }) => {
    if (name === 'numFmt') formats.set(Number(attributes.get('numFmtId')), attributes.get('formatCode') ?? '');
    if (name === 'cellXfs') inCells = opens && !closes;
    if (name === 'xf' && inCells && opens) cells.push(Number(attributes.get('numFmtId') ?? '0'));
  });
  return { formats, cells, from1904 };
}

/** Null: larger than the size limit. */
function readSheet(xml: string, strings: readonly string[], styles: Styles): string[][] | null {
  const reader = new SheetReader(strings, styles);
  walkXml(xml, (tag) => reader.take(tag));
  return reader.tooLarge ? null : reader.rows;
}

class SheetReader {
  readonly rows: string[][] = [];
  tooLarge = false;
  readonly #strings: readonly string[];
  readonly #styles: Styles;
  #cells = 0;
  #cell: { readonly column: number; readonly type: string; readonly style: number } | null = null;
  #value = '';
  #inValue = false;

  constructor(strings: readonly string[], styles: Styles) {
    this.#strings = strings;
    this.#styles = styles;
  }

  take(tag: Tag): void {
    if (this.tooLarge) return;
    if (tag.name === 'row' && tag.opens) this.#startRow(tag);
    else if (tag.name === 'c') this.#takeCell(tag);
    else if (tag.name === 'v' || tag.name === 't') {
      this.#inValue = tag.opens && !tag.closes;
      if (this.#inValue) this.#value += unescapeXml(tag.after);
    }
  }

  #startRow({ attributes }: Tag): void {
    const number = Number(attributes.get('r') ?? this.rows.length + 1);
    if (!(number >= 1 && number <= MOST_ROWS)) {
      this.tooLarge = true;
      return;
    }
    while (this.rows.length < number) this.rows.push([]);
  }

  #takeCell(tag: Tag): void {
    if (tag.opens) {
      const { attributes } = tag;
      const at = columnOf(attributes.get('r'));
      this.#cell = {
        column: at ?? this.rows.at(-1)?.length ?? 0,
        type: attributes.get('t') ?? 'n',
        style: Number(attributes.get('s') ?? '0'),
      };
      this.#value = '';
    }
    if (tag.closes && this.#cell) this.#finishCell(this.#cell);
  }

  #finishCell({ column, type, style }: { column: number; type: string; style: number }): void {
    this.#cell = null;
    const row = this.rows.at(-1);
    this.#cells += 1;
    if (!row || column > MOST_COLUMNS || this.#cells > MOST_CELLS) {
      this.tooLarge = this.#cells > MOST_CELLS;
      return;
    }
    while (row.length <= column) row.push('');
    row[column] =
      type === 's' ? (this.#strings[Number(this.#value)] ?? '') : cellText(this.#value, type, style, this.#styles);
  }
}

/** 'C12' → 2. */
function columnOf(place: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})\d+$/.exec(place ?? '')?.[1];
  if (letters === undefined) return null;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
