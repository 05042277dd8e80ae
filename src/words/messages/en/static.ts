/** Texts that only statically hosted pages use, in English. */
import type { Message } from '../../message.ts';

export const STATIC = {
  'static.earlierWeeks': 'Earlier weeks',
  'static.laterWeeks': 'Later weeks',
  'static.restInCalendars': 'The weeks beside this show the others; the calendars hold every meeting.',
  'static.byALink': 'Your calendar program subscribes by a link of a section.',
  'static.byALinkOrSeveral': 'Your calendar program subscribes by a link of a section, or to several at once.',
  'static.partOfTheAddress': 'This choice is part of the address and cannot be changed later.',
  'static.notTogether':
    'There is no calendar of just these sections together. Subscribe to each by its own links, or choose fewer.',
  'static.severalInOne': 'Several sections in one calendar',
  'static.google': 'Google {ofSection}',
  'static.webcal': 'Apple and others {ofSection}',
  'static.outlook': 'Outlook.com {ofSection}',
  'static.microsoft365': 'Microsoft 365 {ofSection}',
  'static.file': 'File {ofSection}',
  'static.qrCode': 'QR code of this page',
  'static.opensThisPage': 'Opens this page on another device.',
  'static.term': '{courses}, {dates}',
} as const satisfies Record<string, Message>;
