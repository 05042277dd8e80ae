/** The desk's page about a course's chat, in English. */
import type { Message } from '../../message.ts';

export const DESK_CHAT = {
  'deskChat.title': 'The course’s chat',
  'deskChat.lead':
    'Changes are announced where the course talks: one message for what happens within two minutes. Make an incoming webhook there and paste its address.',
  'deskChat.none': 'None yet.',
  'deskChat.notOffered': 'This site does not know its own https address (PUBLIC_URL), so it cannot announce anything.',
  'deskChat.addOne': 'Add one',
  'deskChat.what': 'What it is',
  'deskChat.channel.slack': 'Slack, or Mattermost',
  'deskChat.channel.discord': 'Discord',
  'deskChat.channel.webhook': 'Another program (Standard Webhooks)',
  'deskChat.address': 'The webhook’s address',
  'deskChat.add': 'Add it',
  'deskChat.added': 'Added. Press Test to see a message there.',
  'deskChat.addressOdd': 'This is no address of a webhook: it begins with https://.',
  'deskChat.tooMany': 'A course has at most five. Remove one first.',
  'deskChat.secret': 'The secret that its signatures are checked with, shown this once',
  'deskChat.test': 'Test',
  'deskChat.testSent': 'A test is on its way. If nothing comes within a minute, reload this page to see why.',
  'deskChat.remove': 'Remove',
  'deskChat.link': 'Chat',
} as const satisfies Record<string, Message>;
