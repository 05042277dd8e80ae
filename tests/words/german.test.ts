import { expect, it } from 'vitest';
import type { Message } from '../../src/words/message.ts';
import { DE } from '../../src/words/messages/de.ts';
import { say } from '../../src/words/say.ts';
import { inVoice } from '../../src/words/voice.ts';
import { sayDates, sayDay, sayDistance, sayList, sayTimes, sayWeekly } from '../../src/words/wording.ts';

it('says dates, times and distances in whole sentences', () => {
  const said = () => [
    say('change.moved', { day: sayDay('2018-10-12', '2018-10-15'), time: sayTimes('15:00', null) }),
    `${sayList([sayWeekly('MO'), sayWeekly('WE')])}, ${sayTimes('10:15', '11:45')}`,
    sayDates('2018-09-12', '2018-12-14'),
    sayDates('2018-11-25', '2018-11-29'),
    sayDistance('2018-10-17', '2018-10-12'),
    sayDistance('2018-10-07', '2018-10-12'),
    sayDistance('2018-12-24', '2018-10-12'),
    say('my.fetched', { program: 'Thunderbird', length: say('length.days', { count: 2 }) }),
    say('my.before', { length: say('length.days', { count: 2 }) }),
  ];
  expect(inVoice({ language: 'de' }, said)).toEqual([
    'verlegt von Freitag, 12. Oktober, 15:00 Uhr',
    'montags und mittwochs, 10:15 bis 11:45 Uhr',
    '12. September bis 14. Dezember 2018',
    '25. bis 29. November 2018',
    'in 5 Tagen',
    'vor 5 Tagen',
    'in 2 Monaten',
    'Thunderbird hat ihn vor 2 Tagen abgerufen.',
    'mit 2 Tagen Vorlauf',
  ]);
});

it('has German quotation marks, in pairs, and addresses readers formally', () => {
  const texts = Object.entries<Message>(DE).flatMap(([key, message]) =>
    (typeof message === 'string' ? [message] : Object.values(message)).map((text) => ({ key, text })),
  );
  const odd = texts.filter(
    ({ text }) =>
      /["”]|\b(?:du|dir|dich|dein\w*|euch|euer\w*)\b/i.test(text) ||
      (text.match(/[„“]/g) ?? []).some((mark, index) => mark !== '„“'[index % 2]),
  );
  expect(odd).toEqual([]);
});
