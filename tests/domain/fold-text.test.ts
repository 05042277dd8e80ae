import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText } from '../../src/domain/fold-text.ts';

test.each([
  ['Théorie des nombres (honneurs)', 'theorie des nombres honneurs'],
  ['COS 418: Distributed  Systems', 'cos 418 distributed systems'],
  ['Straße, Łódź', 'strasse lodz'],
  ['-', ''],
])('%s', (text, folded) => {
  expect(foldText(text)).toBe(folded);
});

test('plain ASCII is folded as it is beside other letters', () => {
  const ascii = fc.string({ unit: 'binary-ascii', maxLength: 12 });
  fc.assert(
    fc.property(ascii, (text) => {
      expect(foldText(`${text} é`)).toBe(`${foldText(text)} e`.trim());
    }),
  );
});
