import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { inVoice, presentHourCycle, presentLanguage } from '../../src/words/voice.ts';
import { sayTime, sayTimes } from '../../src/words/wording.ts';

it('is English, by a 12-hour clock, unless a voice is set', () => {
  expect([presentLanguage(), presentHourCycle()]).toEqual(['en', 12]);
});

it('lasts as long as its function, also beyond an await, beside others', async () => {
  const clocks = await Promise.all(
    ([24, 12] as const).map((hourCycle) =>
      inVoice({ clock: hourCycle }, async () => {
        await wait(1);
        return inVoice({ clock: 12 }, presentHourCycle) + presentHourCycle();
      }),
    ),
  );
  expect(clocks).toEqual([36, 24]);
  expect(() =>
    inVoice({ clock: 24 }, (): void => {
      throw new Error('failed');
    }),
  ).toThrow('failed');
  expect(presentHourCycle()).toBe(12);
});

it('refuses a generator, which would run after it', () => {
  function* steps() {
    yield presentHourCycle();
  }
  // @ts-expect-error: its values are computed outside
  expect([...inVoice({ clock: 24 }, steps)]).toEqual([12]);
});

it('says times by a 24-hour clock where the voice has one', () => {
  const said = () => [sayTime('09:05'), sayTime('12:00'), sayTimes('10:15', '11:45'), sayTimes('22:00', '00:00')];
  expect(inVoice({ clock: 24 }, said)).toEqual(['09:05', '12:00', '10:15 to 11:45', '22:00 to 00:00']);
  expect(said()).toEqual(['9:05 am', 'noon', '10:15 to 11:45 am', '10 pm to midnight']);
});
