/** Cells and archives of workbooks. */
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { cellText, type Styles } from '../../../src/import/input/workbook-cell.ts';
import { unescapeXml } from '../../../src/import/input/xml.ts';
import { listZip, unpack } from '../../../src/import/input/zip.ts';

const STYLES: Styles = {
  formats: new Map([
    [164, 'yyyy-mm-dd'],
    [165, 'h:mm "days"'],
    [166, '[h]:mm'],
    [167, '0.00 "y"'],
    [168, '[Red]0'],
  ]),
  cells: [0, 14, 18, 22, 164, 165, 166, 167, 168, 45, 17, 21, 47],
  from1904: false,
};

describe('a cell', () => {
  test.each([
    ['1', 'b', 0, 'TRUE'],
    ['0', 'b', 0, 'FALSE'],
    ['#N/A', 'e', 0, ''],
    ['text', 's', 1, 'text'],
    ['', 'n', 1, ''],
    ['x', 'n', 1, 'x'],
    ['5', 'n', 0, '5'],
    ['0.30000000000000004', 'n', 0, '0.3'],
    ['44795', 'n', 1, '2022-08-22'],
    ['44795.5', 'n', 1, '2022-08-22'],
    ['0.3958333333', 'n', 2, '09:30'],
    ['44795.3958333333', 'n', 3, '2022-08-22 09:30'],
    ['44795', 'n', 3, '2022-08-22'],
    ['44795', 'n', 4, '2022-08-22'],
    ['0.5', 'n', 5, '12:00'],
    ['0.5', 'n', 6, '12:00'],
    ['0.5', 'n', 7, '0.5'],
    ['7', 'n', 8, '7'],
    ['0.5', 'n', 9, '12:00'],
    ['44795', 'n', 10, '2022-08-22'],
    ['0.5', 'n', 11, '12:00'],
    ['0.5', 'n', 12, '12:00'],
    ['0.5', 'n', 99, '0.5'],
    ['-1', 'n', 1, '-1'],
    ['0', 'n', 1, '1899-12-30'],
    ['100000', 'n', 1, '2173-10-14'],
    ['100001', 'n', 1, '100001'],
    ['0.99999', 'n', 2, '00:00'],
  ])('%j of type %s in style %i shows %j', (value, type, style, shown) => {
    expect(cellText(value, type, style, STYLES)).toBe(shown);
  });

  test('counts from 1904 in workbooks of old Macs', () => {
    expect(cellText('43333', 'n', 1, { ...STYLES, from1904: true })).toBe('2022-08-22');
  });
});

/** An archive of one file. */
function pack(method: number, body: Buffer): Buffer {
  const name = Buffer.from('a.txt');
  const local = Buffer.alloc(30 + name.length);
  local.writeUInt16LE(name.length, 26);
  name.copy(local, 30);
  const entry = Buffer.alloc(46 + name.length);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(method, 10);
  entry.writeUInt32LE(body.length, 20);
  entry.writeUInt16LE(name.length, 28);
  name.copy(entry, 46);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + body.length, 16);
  return Buffer.concat([local, body, entry, end]);
}

describe('an archive', () => {
  const text = (bytes: Buffer, most = 100): string | undefined => {
    const [entry] = listZip(bytes) ?? [];
    return entry && unpack(bytes, entry, most)?.toString();
  };

  test.each([
    ['stored', 0, Buffer.from('hello'), 'hello'],
    ['packed', 8, deflateRawSync('hello'), 'hello'],
    ['packed in another way', 9, Buffer.from('hello'), undefined],
    ['damaged', 8, Buffer.from('hello'), undefined],
  ])('%s', (_, method, body, expected) => {
    expect(text(pack(method, body))).toBe(expected);
  });

  test('has at most as many bytes as allowed', () => {
    expect([text(pack(0, Buffer.from('hello')), 5), text(pack(0, Buffer.from('hello')), 4)]).toEqual([
      'hello',
      undefined,
    ]);
    expect(text(pack(8, deflateRawSync('hello')), 4)).toBeUndefined();
  });

  test('that is cut off is not read', () => {
    const bytes = pack(0, Buffer.from('hello'));
    expect(listZip(bytes.subarray(0, -1))).toBeNull();
    expect(listZip(bytes.subarray(10))).toBeNull();
    expect(unpack(bytes, { name: 'a', method: 0, packed: 5, at: bytes.length - 29 }, 100)).toBeNull();
  });
});

test.each([
  ['&lt;a&gt; &amp;amp; &quot;&apos;', `<a> &amp; "'`],
  ['&#65;&#x42;', 'AB'],
  ['a & b', 'a & b'],
])('the text %j of XML is %j', (text, expected) => {
  expect(unescapeXml(text)).toBe(expected);
});
