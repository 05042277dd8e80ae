/** How each calendar program subscribes to a feed, and which to offer first on which device. */
import { say } from '../words/say.ts';

import type { Device } from './browser/device.ts';

export type ProgramName = 'google' | 'apple' | 'outlook' | 'microsoft365' | 'webcal' | 'copy' | 'send' | 'download';

export interface Program {
  readonly name: ProgramName;
  readonly label: string;
  /** Null: an act of the page itself (copy, send). */
  readonly href: string | null;
  /** What people should know before. */
  readonly note: string;
  /** How late it notices changes. */
  readonly refresh: string | null;
}

export interface FeedLinks {
  /** https://…/L01+P02.ics */
  readonly url: string;
  /** Null: the feed has no file to download (a personal one). */
  readonly download: string | null;
  /** The calendar's name. */
  readonly name: string;
  /** The page to open on another device. */
  readonly page: string;
}

const ORDER: Readonly<Record<Device, readonly ProgramName[]>> = {
  // Google's Android app cannot add a feed by its address: what works on the phone itself comes first.
  android: ['webcal', 'send', 'copy', 'outlook', 'microsoft365', 'google', 'download'],
  iphone: ['apple', 'copy', 'google', 'outlook', 'microsoft365', 'send', 'download'],
  mac: ['apple', 'google', 'outlook', 'microsoft365', 'copy', 'download'],
  windows: ['outlook', 'microsoft365', 'google', 'copy', 'webcal', 'download'],
  other: ['google', 'outlook', 'microsoft365', 'copy', 'webcal', 'download'],
};

/** The programs, what works best on the device first. */
export function listPrograms(links: FeedLinks, device: Device): readonly Program[] {
  return ORDER[device]
    .map((name) => describeProgram(name, links, device))
    .filter((program) => program.name !== 'download' || links.download !== null);
}

function describeProgram(name: ProgramName, links: FeedLinks, device: Device): Program {
  const webcal = links.url.replace(/^https?:/, 'webcal:');
  const query = `url=${encodeURIComponent(links.url)}&name=${encodeURIComponent(links.name)}`;
  switch (name) {
    case 'google':
      return {
        name,
        label: say('timetable.googleCalendar'),
        href: `https://calendar.google.com/calendar/r?cid=${encodeURIComponent(webcal)}`,
        note: noteGoogle(device),
        refresh: say('timetable.googleLooksAgainEvery4'),
      };
    case 'apple':
      return {
        name,
        label: say('timetable.appleCalendar'),
        href: webcal,
        note: say('timetable.opensCalendarAndAsksBefore'),
        refresh: say('timetable.appleCalendarLooksAgainEvery'),
      };
    case 'outlook':
      return {
        name,
        label: 'Outlook.com',
        href: `https://outlook.live.com/calendar/0/addfromweb?${query}`,
        note: say('timetable.forPersonalMicrosoftAccounts'),
        refresh: say('timetable.outlookLooksAgainEveryFew'),
      };
    case 'microsoft365':
      return {
        name,
        label: 'Microsoft 365',
        href: `https://outlook.office.com/calendar/0/addfromweb?${query}`,
        note: say('timetable.forAccountsOfASchool'),
        refresh: null,
      };
    case 'webcal':
      return {
        name,
        label: device === 'android' ? say('timetable.aCalendarApp') : say('timetable.anotherCalendarProgram'),
        href: webcal,
        note: device === 'android' ? say('timetable.forIcsx5AndOtherApps') : say('timetable.forProgramsThatOpenWebcal'),
        refresh: say('timetable.thunderbirdAndIcsx5LookAs'),
      };
    case 'copy':
      return {
        name,
        label: say('timetable.copyTheAddress'),
        href: null,
        note: say('timetable.forAnyProgramWithSubscribe'),
        refresh: null,
      };
    case 'send':
      return {
        name,
        label: say('timetable.sendItToAComputer'),
        href: `mailto:?subject=${encodeURIComponent(links.name)}&body=${encodeURIComponent(links.page)}`,
        note: device === 'android' ? say('timetable.addItToGoogleCalendar') : say('timetable.opensAMessageWithThe'),
        refresh: null,
      };
    case 'download':
      return {
        name,
        label: say('timetable.downloadAFile'),
        href: links.download,
        note: say('timetable.aCopyAsOfToday'),
        refresh: null,
      };
  }
}

function noteGoogle(device: Device): string {
  if (device === 'android') {
    return say('timetable.onAComputerOnlyGoogles');
  }
  if (device === 'iphone') return say('timetable.ifItStaysHiddenIn');
  return say('timetable.asksBeforeItAddsThe');
}
