/** Texts of the pages' scripts, in English: those of static pages, and those that every script may need. */
import type { Message } from '../../message.ts';

export const BROWSER = {
  'browser.copied': 'Copied',
  'browser.copyDone': 'Copied.',
  'browser.copyFailed': 'Select the text and copy it yourself.',

  'browser.static.now': 'Now',
  'browser.static.today': 'Today',
  'browser.static.first': 'First',
  'browser.static.next': 'Next',
  'browser.static.cancelled': 'cancelled',
  'browser.static.over': {
    one: 'These meetings are over. There was {count} meeting.',
    other: 'These meetings are over. There were {count} meetings.',
  },
  'browser.static.chooseFirst':
    'Choose your sections: your lecture, your precept, office hours if you like. The calendar’s address then stands here.',
  'browser.static.chosen': 'Chosen: {sections}.',
  'browser.static.nothingChosen': 'Nothing is chosen.',
  'browser.static.found': { one: '{count} course found for “{query}”', other: '{count} courses found for “{query}”' },
  'browser.static.nothingFound': 'Nothing is called “{query}” here. Try a part of its code or title.',
} as const satisfies Record<string, Message>;
