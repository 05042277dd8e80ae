import { expect, test } from 'vitest';
import { markName, markTitle, readLanguageTag } from '../../src/words/own-language.ts';

test.each([
  ['ja', 'ja', 'ltr'],
  ['AR', 'ar', 'rtl'],
  ['zh-hant', 'zh-Hant', 'ltr'],
  ['he-IL', 'he-IL', 'rtl'],
])('%s is the language %s, written %s', (text, tag, dir) => {
  expect(readLanguageTag(text)).toEqual({ ok: true, value: tag });
  expect(markTitle(tag)).toEqual({ lang: tag, dir });
});

test.each(['Arabic', 'xx', 'a', 'ar_SA', 'en-', ''])('%j is no language', (text) => {
  expect(readLanguageTag(text)).toMatchObject({ ok: false, mistake: { code: 'unknown-word' } });
});

test('names in Latin letters are in any language', () => {
  expect(markName('José Müller', 'ja')).toEqual({});
  expect(markName('山田 太郎', 'ja')).toEqual({ lang: 'ja', dir: 'ltr' });
  expect(markName('山田 太郎', undefined)).toEqual({});
  expect(markName('Tutorial, حلقة قراءة', 'ar')).toEqual({ lang: 'ar' });
  expect(markTitle(undefined)).toEqual({});
});
