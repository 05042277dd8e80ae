import { describe, expect, it, test } from 'vitest';
import { decodeFile } from '../../src/catalog/decode.ts';

const PATH = 'courses/fall-2018/cos418.yaml';
const read = (bytes: Buffer) => decodeFile(PATH, bytes);

test('UTF-8 is read as it is, its mark at the beginning too', () => {
  for (const text of ['', 'title: Müller 🎓 汉\r\n', '\uFEFFtitle: x\n']) {
    expect(read(Buffer.from(text))).toEqual({ path: PATH, text });
  }
});

describe('a file that is not UTF-8', () => {
  it('is named with the byte, its line and column, and has no text', () => {
    const file = read(Buffer.from('code: A\ntitle: é ok?\nstaff:\n  wm: W. Müller\n', 'latin1'));
    expect(file.text).toBe('');
    expect(file.unread).toMatchObject({
      code: 'not-utf8',
      message: 'This file is not UTF-8 (byte 0xE9 on line 2): save it as UTF-8.',
      at: { line: 2, column: 8 },
    });
    const windows = read(Buffer.concat([Buffer.from('a: é\nb: “'), Buffer.from([0x93, 0x0a])]));
    expect(windows.unread).toMatchObject({ message: expect.stringContaining('byte 0x93 on line 2') });
    expect(windows.unread?.at?.column).toBe(5);
  });

  it.each([
    ['cut within a character', [0x61, 0xe2, 0x82], '0xE2', 1],
    ['with a surrogate', [0x0a, 0xed, 0xa0, 0x80], '0xED', 2],
    ['with an overlong form', [0xc0, 0x80], '0xC0', 1],
    ['with a lone continuation', [0x61, 0x0a, 0x0a, 0xbf], '0xBF', 3],
  ])('%s', (_, bytes, byte, line) => {
    expect(read(Buffer.from(bytes)).unread?.message).toContain(`byte ${byte} on line ${line}`);
  });

  it.each([
    ['little', Buffer.from('\uFEFFcode: A', 'utf16le')],
    ['little', Buffer.from('code: A', 'utf16le')],
    ['big', Buffer.from('\uFEFFcode: A', 'utf16le').swap16()],
    ['big', Buffer.from('code: A', 'utf16le').swap16()],
  ])('because it is UTF-16 is said to be that (%s)', (end, bytes) => {
    expect(read(bytes).unread?.message).toBe(`This file is UTF-16 (${end}-endian), not UTF-8: save it as UTF-8.`);
  });
});
