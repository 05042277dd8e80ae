/** Texts of the pages' scripts, in English: those that every script may need, and those of one subject's pages. */
import type { Message } from '../../message.ts';

export const BROWSER = {
  'browser.copied': 'Copied',
  'browser.copyDone': 'Copied.',
  'browser.copyFailed': 'Select the text and copy it yourself.',

  'browser.course.chosen': 'Chosen: {sections}. The calendar’s address follows the choice.',
  'browser.course.nothingChosen': 'Nothing is chosen.',
  'browser.course.time24': '{clock}',
  'browser.course.subscribe': 'Subscribe',
  'browser.course.add': 'Add to my calendar',
  'browser.course.update': 'Update my calendar',
  'browser.course.remove': 'Remove from my calendar',
  'browser.course.held': 'In my calendar ✓',
  'browser.course.making': 'Making your calendar …',
  'browser.course.notMade': 'No answer from the server, so your calendar is not ready yet.',
  'browser.course.notSaved': 'No answer from the server, so this may not be saved. Press again to be sure.',
  'browser.course.heldOther': 'Your calendar holds {sections} of this course. Press again to change that.',
  'browser.course.gone': 'The calendar that this device knew is deleted. Press again to make another.',
  'browser.course.undo': 'Undo',
  'browser.course.undone': 'Undone.',
  'browser.course.notFetched': 'No calendar program has fetched it yet. This line says when one does.',

  'browser.my.addTo': 'Add to my calendar',
  'browser.my.addToOf': 'Add to the calendar with {courses}',
  'browser.my.open': 'Open my calendar',
  'browser.my.openOf': 'Open the calendar with {courses}',
  'browser.my.forgotten': 'Forgotten here',

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
  'browser.static.meetings': { one: '{count} meeting', other: '{count} meetings' },
  'browser.static.found': { one: '{count} course found for “{query}”', other: '{count} courses found for “{query}”' },
  'browser.static.nothingFound': 'Nothing is called “{query}” here. Try a part of its code or title.',
} as const satisfies Record<string, Message>;
