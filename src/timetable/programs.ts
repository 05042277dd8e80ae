/** How to subscribe with each calendar program, in steps, and the order of programs per device. */
import { say } from '../words/say.ts';

import type { Device } from './browser/device.ts';

export type ProgramName =
  | 'google'
  | 'apple'
  | 'outlook'
  | 'microsoft365'
  | 'webcal'
  | 'app'
  | 'safari'
  | 'browser'
  | 'send'
  | 'download';

export interface Program {
  readonly name: ProgramName;
  readonly label: string;
  /** The button's link; null: the button copies. */
  readonly href: string | null;
  /** The text that the button copies; null: the button is a link. */
  readonly copies: string | null;
  /** The steps after pressing the button. */
  readonly steps: readonly string[];
  /** Help link if the calendar does not show. */
  readonly link: { readonly href: string; readonly label: string } | null;
  /** How often it refreshes feeds. */
  readonly refresh: string | null;
}

export interface FeedLinks {
  /** https://…/L01+P02.ics */
  readonly url: string;
  /** Null: the feed has no download (personal feeds). */
  readonly download: string | null;
  /** The calendar's name. */
  readonly name: string;
  /** The page to open on another device, without a fragment. */
  readonly page: string;
}

const ORDER: Readonly<Record<Device, readonly ProgramName[]>> = {
  // Google's Android app cannot subscribe to a URL, so options that work on the phone come first.
  android: ['app', 'send', 'outlook', 'microsoft365', 'download'],
  iphone: ['apple', 'google', 'outlook', 'microsoft365', 'send', 'download'],
  'iphone-browser': ['safari', 'apple', 'google', 'outlook', 'microsoft365', 'send', 'download'],
  'in-app': ['browser', 'send', 'google', 'outlook', 'microsoft365', 'apple', 'download'],
  mac: ['apple', 'google', 'outlook', 'microsoft365', 'download'],
  windows: ['outlook', 'microsoft365', 'google', 'webcal', 'download'],
  other: ['google', 'outlook', 'microsoft365', 'webcal', 'download'],
};

/** The programs, in order of suitability for the device. */
export function listPrograms(links: FeedLinks, device: Device): readonly Program[] {
  return ORDER[device]
    .filter((name) => name !== 'download' || links.download !== null)
    .map((name) => ({ ...PLAIN, name, ...DESCRIBE[name](links, device) }));
}

const PLAIN = { href: null, copies: null, link: null, refresh: null };

type Described = Pick<Program, 'label' | 'steps'> & Partial<Program>;

const DESCRIBE: Readonly<Record<ProgramName, (links: FeedLinks, device: Device) => Described>> = {
  google: ({ url }, device) => ({
    label: say('timetable.googleCalendar'),
    href: `https://calendar.google.com/calendar/r?cid=${encodeURIComponent(webcalOf(url))}`,
    steps: [say('timetable.googleAdd'), say(isPhone(device) ? 'timetable.googleHidden' : 'timetable.googlePhones')],
    link: isPhone(device)
      ? { href: 'https://calendar.google.com/calendar/syncselect', label: say('timetable.googleSyncSelect') }
      : null,
    refresh: say('timetable.googleInterval'),
  }),
  apple: ({ url }, device) => ({
    label: say('timetable.appleCalendar'),
    href: webcalOf(url),
    steps: isPhone(device)
      ? [say('timetable.applePhoneSubscribe'), say('timetable.applePhoneAdd')]
      : [say('timetable.appleMacSubscribe'), say('timetable.appleMacRefresh')],
    refresh: say('timetable.appleCalendarLooksAgainEvery'),
  }),
  outlook: (links) => ({
    label: 'Outlook.com',
    href: `https://outlook.live.com/calendar/0/addfromweb?${writeQuery(links)}`,
    steps: [say('timetable.outlookSignIn'), say('timetable.outlookImport')],
    refresh: say('timetable.outlookInterval'),
  }),
  microsoft365: (links) => ({
    label: 'Microsoft 365',
    href: `https://outlook.office.com/calendar/0/addfromweb?${writeQuery(links)}`,
    steps: [say('timetable.schoolSignIn'), say('timetable.outlookImport')],
  }),
  webcal: ({ url }) => ({
    label: say('timetable.anotherCalendarProgram'),
    href: webcalOf(url),
    steps: [say('timetable.webcalAbout')],
    refresh: say('timetable.otherInterval'),
  }),
  app: ({ url, page }) => ({
    label: say('timetable.aCalendarApp'),
    href: writeIntent(url, `${page}#no-app`),
    steps: [say('timetable.appOpens'), say('timetable.appMissing')],
    refresh: say('timetable.otherInterval'),
  }),
  safari: ({ url }) => ({
    label: say('timetable.copyForSafari'),
    copies: webcalOf(url),
    steps: [say('timetable.safariPaste'), say('timetable.applePhoneSubscribe')],
  }),
  browser: ({ page }) => ({
    label: say('timetable.copyThisPage'),
    copies: page,
    steps: [say('timetable.browserPaste'), say('timetable.browserThen')],
  }),
  send: ({ name, page }, device) => ({
    label: say(device === 'android' ? 'timetable.googleByComputer' : 'timetable.sendItToAComputer'),
    href: `mailto:?subject=${encodeURIComponent(name)}&body=${encodeURIComponent(page)}`,
    steps:
      device === 'android'
        ? [say('timetable.sendYourself'), say('timetable.openOnComputer'), say('timetable.showsOnPhone')]
        : [say('timetable.shareAbout')],
  }),
  download: ({ download }) => ({
    label: say('timetable.downloadAFile'),
    href: download,
    steps: [say('timetable.downloadAbout')],
  }),
};

function isPhone(device: Device): boolean {
  return ['android', 'iphone', 'iphone-browser', 'in-app'].includes(device);
}

function webcalOf(url: string): string {
  return url.replace(/^https?:/, 'webcal:');
}

function writeQuery({ url, name }: FeedLinks): string {
  return `url=${encodeURIComponent(url)}&name=${encodeURIComponent(name)}`;
}

/** An Android intent URL for apps that handle webcal links; falls back to the page if there is none. */
function writeIntent(url: string, fallback: string): string {
  const place = url.replace(/^https?:\/\//, '');
  return `intent://${place}#Intent;scheme=webcal;action=android.intent.action.VIEW;S.browser_fallback_url=${encodeURIComponent(fallback)};end`;
}
