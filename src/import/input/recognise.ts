/** Detects a file's type by content, not by extension (Banner and PeopleSoft export HTML tables as .xls). */
import { decodeText } from '../decoding.ts';
import { isNotebook } from '../page/document/notebook.ts';
import { findMissingColumns } from '../table/read-table.ts';
import { readHtmlTables } from './html-table.ts';
import { isWorkbook } from './workbook.ts';

export type Input =
  | { readonly type: 'table'; readonly form: 'text' | 'html' | 'workbook' }
  | { readonly type: 'calendar' }
  | { readonly type: 'page' }
  /** The detected type and what to do instead. */
  | { readonly type: 'refused'; readonly reason: string };

const SAVE_AS = 'Save it as CSV (or XLSX) and import that.';

const MAGIC: readonly (readonly [string, string])[] = [
  ['1f8b', `The file is compressed with gzip. Unpack it first (gunzip).`],
  ['d0cf11e0', `The file is an Excel or Word file of the old kind (.xls, .doc). ${SAVE_AS}`],
  ['89504e47', 'The file is a PNG image, and images are not read.'],
  ['ffd8ff', 'The file is a JPEG image, and images are not read.'],
  ['47494638', 'The file is a GIF image, and images are not read.'],
  ['53514c69746520666f726d6174', `The file is an SQLite database. ${SAVE_AS}`],
  ['377abcaf271c', 'The file is a 7-Zip archive. Unpack it first.'],
  ['526172211a07', 'The file is a RAR archive. Unpack it first.'],
  ['fd377a585a00', 'The file is compressed with xz. Unpack it first.'],
  ['425a68', 'The file is compressed with bzip2. Unpack it first.'],
  ['28b52ffd', 'The file is compressed with Zstandard. Unpack it first.'],
];

/** @param name the file's name; used only if the content is ambiguous */
export function recogniseInput(bytes: Uint8Array, name: string, columns: Readonly<Record<string, string>> = {}): Input {
  const isNamedTable = /\.(?:csv|tsv|tab)$/i.test(name);
  const refused = refuseBinary(bytes, isNamedTable);
  if (refused !== null) return { type: 'refused', reason: refused };
  if (isZip(bytes)) return { type: 'table', form: 'workbook' };
  const { text } = decodeText(bytes);
  const start = text.slice(0, 20_000).trimStart();
  if (/^BEGIN:VCALENDAR\b/i.test(start)) return { type: 'calendar' };
  if (isNotebook(text)) return { type: 'page' };
  const markup = refuseMarkup(start, text);
  if (markup !== null) return { type: 'refused', reason: markup };
  if (/^<(?:!doctype|html|head|body|table|meta|style|div|font|\?xml)/i.test(start)) {
    const isTable = readHtmlTables(text).some((table) => findMissingColumns(table, columns)?.length === 0);
    return isTable || isNamedTable ? { type: 'table', form: 'html' } : { type: 'page' };
  }
  if (isNamedTable || Object.keys(columns).length > 0) return { type: 'table', form: 'text' };
  if (/\.(?:md|markdown|tex|latex|html?)$/i.test(name)) return { type: 'page' };
  return findMissingColumns(text, columns)?.length === 0 ? { type: 'table', form: 'text' } : { type: 'page' };
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

function refuseBinary(bytes: Uint8Array, isNamedTable: boolean): string | null {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('hex');
  const known = MAGIC.find(([magic]) => head.startsWith(magic));
  if (known) return known[1];
  if (isZip(bytes)) return isWorkbook(bytes) ? null : refuseZip(bytes);
  // For a PDF, the page reader gives its own advice.
  if (head.startsWith('25504446') && isNamedTable) return `The file is a PDF. ${SAVE_AS}`;
  return !head.startsWith('25504446') && isBinary(bytes) ? `The file is not text. ${SAVE_AS}` : null;
}

function refuseZip(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 4000)).toString('latin1');
  if (/opendocument\.spreadsheet/.test(head)) return `The file is an OpenDocument sheet. ${SAVE_AS}`;
  if (/word\//.test(head)) return 'The file is a Word document. Copy its text into a .txt file and import that.';
  return 'The file is a ZIP archive that holds no Excel workbook. Unpack it first.';
}

/** Text in supported encodings has few control characters; in UTF-16 every second byte may be zero. */
function isBinary(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 4000);
  if (decodeText(head).encoding.startsWith('utf-16')) return false;
  const odd = head.filter((byte) => byte < 9 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32)).length;
  return odd > 8 && odd > head.length / 50;
}

function refuseMarkup(start: string, text: string): string | null {
  if (/^[[{]/.test(start)) {
    const [first = ''] = start.split('\n', 1);
    if (/^\{.*\}\s*$/.test(first) && isJson(first)) return `The file is JSON, an object a line. ${SAVE_AS}`;
    if (isJson(text)) return `The file is JSON. ${SAVE_AS}`;
  }
  if (/^<\?xml/i.test(start) && /<(?:ss:)?workbook\b/i.test(start))
    return `The file is an Excel sheet as XML. ${SAVE_AS}`;
  if (/^<(?:\?xml|[a-z][\w.-]*[\s>])/i.test(start) && !/<(?:html|table|body|tr|p|div|h[1-6]|ul|li|br)\b/i.test(start))
    return `The file is XML. ${SAVE_AS}`;
  if (/^%!PS|^\{\\rtf/.test(start)) return 'The file is PostScript or RTF. Save it as plain text and import that.';
  return null;
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
