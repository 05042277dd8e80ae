/** Excel workbooks made in place: a ZIP archive of the few files that matter. */
import { crc32, deflateRawSync } from 'node:zlib';

export function zip(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const raw = Buffer.from(content);
    const packed = deflateRawSync(raw);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(crc32(raw), 14);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(raw.length, 22);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(raw.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    locals.push(local, Buffer.from(name), packed);
    entries.push(entry, Buffer.from(name));
    at += 30 + name.length + packed.length;
  }
  const list = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, list, end]);
}

/** A workbook of sheets by their names; a number that stands as `{date: 44795}` or `{time: 0.5}` is styled so. */
export type Cell = string | number | { readonly date: number } | { readonly time: number };

export function workbook(sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>): Buffer {
  const names = Object.keys(sheets);
  const strings: string[] = [];
  const cell = (value: Cell, column: number, row: number): string => {
    const place = `${String.fromCharCode(65 + column)}${row}`;
    if (typeof value === 'string') return `<c r="${place}" t="s"><v>${strings.push(value) - 1}</v></c>`;
    if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`;
    return 'date' in value
      ? `<c r="${place}" s="1"><v>${value.date}</v></c>`
      : `<c r="${place}" s="2"><v>${value.time}</v></c>`;
  };
  const pages = names.map((name): [string, string] => [
    `xl/worksheets/${name}.xml`,
    `<worksheet><sheetData>${(sheets[name] ?? [])
      .map((row, at) => `<row r="${at + 1}">${row.map((value, column) => cell(value, column, at + 1)).join('')}</row>`)
      .join('')}</sheetData></worksheet>`,
  ]);
  return zip({
    'xl/workbook.xml': `<workbook><sheets>${names.map((name, at) => `<sheet name="${name}" r:id="r${at}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names.map((name, at) => `<Relationship Id="r${at}" Target="worksheets/${name}.xml"/>`).join('')}</Relationships>`,
    'xl/styles.xml':
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="h:mm AM/PM"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>',
    'xl/sharedStrings.xml': `<sst>${strings.map((text) => `<si><r><t>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></r></si>`).join('')}</sst>`,
    ...Object.fromEntries(pages),
  });
}
