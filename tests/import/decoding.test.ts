/** The encodings of imported files. */
import { expect, test } from 'vitest';
import { decodeText } from '../../src/import/decoding.ts';

test.each([
  ['efbbbf4dc3bc', 'Mü utf-8'],
  ['4dfc', 'Mü windows-1252'],
  ['fffe4d00fc00', 'Mü utf-16le'],
  ['feff004d00fc', 'Mü utf-16be'],
  ['4d00fc004d00fc00', 'MüMü utf-16le'],
  ['004d00fc004d00fc', 'MüMü utf-16be'],
  ['4d9600', '䶖� utf-16be'],
  ['93614994', '“aI” windows-1252'],
  ['4dc3bc', 'Mü utf-8'],
  ['', ' utf-8'],
])('the bytes %s are decoded to %j', (hex, expected) => {
  const { text, encoding } = decodeText(Buffer.from(hex, 'hex'));
  expect(`${text} ${encoding}`).toBe(expected);
});
