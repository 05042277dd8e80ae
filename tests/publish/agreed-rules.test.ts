/** How the rules that courses were published from are stored: many with each statement, each text once. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createAgreedRulesKeeper } from '../../src/publish/agreed-rules.ts';
import type { AgreedRules, AgreedText } from '../../src/store/agreed.ts';
import type { StoreTransaction } from '../../src/store/store.ts';

interface Saved {
  readonly texts: AgreedText[][];
  readonly rules: AgreedRules[][];
  dropped: number;
}

function openTransaction(): { readonly tx: StoreTransaction; readonly saved: Saved } {
  const saved: Saved = { texts: [], rules: [], dropped: 0 };
  const tx = {
    saveAgreedTexts: async (texts: readonly AgreedText[]) => void saved.texts.push([...texts]),
    saveAgreedRules: async (rules: readonly AgreedRules[]) => void saved.rules.push([...rules]),
    dropUnusedTexts: async () => {
      saved.dropped += 1;
    },
  };
  return { tx: tx as unknown as StoreTransaction, saved };
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

test('seventy courses take three statements for their rules, and their term’s text is stored once', async () => {
  const { tx, saved } = openTransaction();
  const keeper = createAgreedRulesKeeper(tx, new Set());
  const keys = Array.from({ length: 70 }, (_, index) => `fall-2018/c${index}`);
  for (const key of keys) await keeper.keep(key, { 'terms/fall-2018.yaml': 'term', [`courses/${key}.yaml`]: key });
  await keeper.finish();
  expect(saved.rules.map(({ length }) => length)).toEqual([32, 32, 6]);
  expect(saved.rules.flat()).toEqual(
    keys.map((key) => ({
      key,
      files: { [`courses/${key}.yaml`]: digestOf(key), 'terms/fall-2018.yaml': digestOf('term') },
    })),
  );
  const texts = ['term', ...keys].map((text) => ({ digest: digestOf(text), text }));
  expect(new Map(saved.texts.flat().map((one) => [one.digest, one]))).toEqual(
    new Map(texts.map((one) => [one.digest, one])),
  );
  expect(saved.texts.flat()).toHaveLength(71);
  expect(saved.dropped).toBe(0);
});

test('texts that are no longer used are deleted after the last rules are stored; without courses nothing is written', async () => {
  const { tx, saved } = openTransaction();
  await createAgreedRulesKeeper(tx, new Set()).finish();
  expect(saved).toEqual({ texts: [], rules: [], dropped: 0 });
  const keeper = createAgreedRulesKeeper(tx, new Set(['fall-2018/a']));
  await keeper.keep('fall-2018/a', { 'courses/a.yaml': 'a' });
  expect(saved.rules).toEqual([]);
  await keeper.finish();
  expect(saved.rules).toHaveLength(1);
  expect(saved.dropped).toBe(1);
});
