import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { LANGUAGES } from '../../src/domain/language.ts';
import { writeScriptMessages } from '../../src/web/script-messages.ts';
import { listPlaceholders, type Message } from '../../src/words/message.ts';
import { EN } from '../../src/words/messages/en.ts';
import { ES } from '../../src/words/messages/es.ts';
import { FR } from '../../src/words/messages/fr.ts';
import { messagesOf } from '../../src/words/messages/messages.ts';
import { say, sayWith } from '../../src/words/say.ts';

/** Messages that a language lacks or has in excess, or whose placeholders differ from English. */
function findGaps(messages: Readonly<Record<string, Message>>): string[] {
  const keys = new Set([...Object.keys(EN), ...Object.keys(messages)]);
  return [...keys].flatMap((key) => {
    const [english, other] = [(EN as Record<string, Message>)[key], messages[key]];
    if (other === undefined) return [`${key} is missing`];
    if (english === undefined) return [`${key} is not in English`];
    const [wanted, found] = [listPlaceholders(english), listPlaceholders(other)];
    return wanted.join() === found.join() ? [] : [`${key} has {${found.join()}}, not {${wanted.join()}}`];
  });
}

it('holds every language complete, with the placeholders of English', () => {
  for (const language of LANGUAGES) expect([language, findGaps(messagesOf(language))]).toEqual([language, []]);
});

it('has the plural forms of every language, and no others', () => {
  for (const language of LANGUAGES) {
    const rules = new Intl.PluralRules(language);
    // Counts stay far below the million that has a form of its own in French and Spanish.
    const wanted = [...new Set(Array.from({ length: 10_000 }, (_, count) => rules.select(count)))].sort().join();
    const wrong = Object.entries<Message>(messagesOf(language)).filter(
      ([, message]) => typeof message !== 'string' && Object.keys(message).sort().join() !== wanted,
    );
    expect([language, wrong]).toEqual([language, []]);
  }
});

it('finds what a language lacks', () => {
  const { 'change.added': _, ...rest } = EN;
  const gaps = findGaps({ ...rest, 'change.moved': 'verlegt von {tag}', 'change.other': 'x' });
  expect(gaps).toEqual([
    'change.added is missing',
    'change.moved has {tag}, not {day,time}',
    'change.other is not in English',
  ]);
});

it('lets plural forms differ only where they show the number', () => {
  for (const language of LANGUAGES) {
    const plurals = Object.entries<Message>(messagesOf(language)).filter(([, message]) => typeof message !== 'string');
    expect(plurals.length).toBeGreaterThan(5);
    for (const [key, message] of plurals) {
      for (const form of Object.values(message)) {
        const others = listPlaceholders(message).filter((name) => name !== 'count');
        expect([language, key, listPlaceholders(form).filter((name) => name !== 'count')]).toEqual([
          language,
          key,
          others,
        ]);
      }
    }
  }
});

it('keeps French punctuation from beginning a line', () => {
  const texts = Object.entries<Message>(FR).flatMap(([key, message]) =>
    (typeof message === 'string' ? [message] : Object.values(message)).map((text) => ({ key, text })),
  );
  const loose = texts.filter(({ text }) => / [:;?!»]|« |[\p{L}\d}»][;?!]/u.test(text));
  expect(loose).toEqual([]);
});

it('opens every question and quotation in Spanish, and lets no time end in two full stops', () => {
  const texts = Object.entries<Message>(ES).flatMap(([key, message]) =>
    (typeof message === 'string' ? [message] : Object.values(message)).map((text) => ({ key, text })),
  );
  const count = (text: string, sign: string): number => text.split(sign).length - 1;
  const unpaired = texts.filter(({ text }) =>
    ['¿?', '¡!', '“”'].some(([a = '', b = '']) => count(text, a) !== count(text, b)),
  );
  expect(unpaired).toEqual([]);
  // By a 12-hour clock a time ends in 'a. m.'.
  const times = /\{(?:time|times|when|until|was|instant)\}\.(?!\d)/;
  expect(texts.filter(({ text }) => times.test(text) || /["«»]/.test(text))).toEqual([]);
});

it('fills placeholders, chooses plurals and groups digits', () => {
  expect(say('change.moved', { day: 'Friday', time: 'noon' })).toBe('moved from Friday, noon');
  expect([0, 1, 2, 1200].map((count) => say('count.meetings', { count }))).toEqual([
    '0 meetings',
    '1 meeting',
    '2 meetings',
    '1,200 meetings',
  ]);
  expect(say('change.note', { note: '{note} $& {day}' })).toBe('note: {note} $& {day}');
});

it('gives a page the pieces of a message, with its elements in their places', () => {
  const link = { href: '/x' };
  expect(sayWith('change.moved', { day: link, time: 'noon' })).toEqual(['moved from ', link, ', ', 'noon', '']);
});

it('has no message that nothing says', () => {
  const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith(path.join('words', 'messages')))
    .map((file) => readFileSync(path.join('src', file), 'utf8'))
    .join('\n');
  // `weekday.${day}` uses all keys with that prefix.
  const made = [...source.matchAll(/`([a-z][\w.-]*\.)\$\{/g)].map(([, start]) => start as string);
  const unused = Object.keys(EN).filter(
    (key) => !source.includes(`'${key}'`) && !made.some((start) => key.startsWith(start)),
  );
  expect(unused).toEqual([]);
});

it('gives the scripts of pages every message that they say', () => {
  const scripts = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
    /browser[\\/][\w-]+\.ts$/.test(file),
  );
  const wrong = scripts.flatMap((file) => {
    const [, subject = ''] = /([\w-]+)[\\/]browser/.exec(file) ?? [];
    const brought = JSON.parse(writeScriptMessages(subject));
    const said = [...readFileSync(path.join('src', file), 'utf8').matchAll(/'(browser\.[\w.]+)'/g)];
    return said.flatMap(([, key = '']) => (key in brought ? [] : [`${file}: ${key}`]));
  });
  expect(wrong).toEqual([]);
  expect(JSON.parse(writeScriptMessages('home'))).toHaveProperty(['browser.copied'], 'Copied');
  expect(Object.keys(JSON.parse(writeScriptMessages('home'))).filter((key) => key.split('.').length > 2)).toEqual([]);
});
