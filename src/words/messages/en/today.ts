/** What is on today, on the home page, in English. */
import type { Message } from '../../message.ts';

export const TODAY = {
  'today.today': 'Today',
  'today.now': 'Now',
  'today.nowUntil': 'Now, until {time}',
  'today.inMinutesFrom': 'In {minutes} min, {time}',
  'today.due': 'due',
  'today.cancelled': 'Cancelled',
  'today.insteadOf': '(instead of {place})',
  'today.notRenewed': 'As of {time}: it could not be renewed just now.',
} as const satisfies Record<string, Message>;
