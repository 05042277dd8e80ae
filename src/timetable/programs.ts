/** How each calendar program subscribes to a feed, and which to offer first on which device. */

export type ProgramName = 'google' | 'apple' | 'outlook' | 'microsoft365' | 'webcal' | 'copy' | 'send' | 'download';
export type Device = 'android' | 'iphone' | 'mac' | 'windows' | 'other';

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

/** From a User-Agent alone, and only to order what is offered: everything is offered everywhere. */
export function guessDevice(userAgent: string | undefined): Device {
  const agent = userAgent ?? '';
  if (/Android/i.test(agent)) return 'android';
  if (/iPhone|iPad|iPod/i.test(agent)) return 'iphone';
  if (/Macintosh|Mac OS X/i.test(agent)) return 'mac';
  if (/Windows/i.test(agent)) return 'windows';
  return 'other';
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
        label: 'Google Calendar',
        href: `https://calendar.google.com/calendar/r?cid=${encodeURIComponent(webcal)}`,
        note: noteGoogle(device),
        refresh: 'Google looks again every 4 to 24 hours, sometimes later.',
      };
    case 'apple':
      return {
        name,
        label: 'Apple Calendar',
        href: webcal,
        note: 'Opens Calendar and asks before it subscribes.',
        refresh: 'Apple Calendar looks again every week, unless you set it to every hour or day when subscribing.',
      };
    case 'outlook':
      return {
        name,
        label: 'Outlook.com',
        href: `https://outlook.live.com/calendar/0/addfromweb?${query}`,
        note: 'For personal Microsoft accounts.',
        refresh: 'Outlook looks again every few hours, sometimes after more than a day.',
      };
    case 'microsoft365':
      return {
        name,
        label: 'Microsoft 365',
        href: `https://outlook.office.com/calendar/0/addfromweb?${query}`,
        note: 'For accounts of a school or a company.',
        refresh: null,
      };
    case 'webcal':
      return {
        name,
        label: device === 'android' ? 'A calendar app' : 'Another calendar program',
        href: webcal,
        note:
          device === 'android'
            ? 'For ICSx5 and other apps that open webcal links; your phone’s calendar then shows it.'
            : 'For programs that open webcal links, such as Thunderbird and GNOME Calendar.',
        refresh: 'Thunderbird and ICSx5 look as often as you set them to, every hour if you like.',
      };
    case 'copy':
      return {
        name,
        label: 'Copy the address',
        href: null,
        note: 'For any program with “subscribe by address” or “from URL”.',
        refresh: null,
      };
    case 'send':
      return {
        name,
        label: 'Send it to a computer',
        href: `mailto:?subject=${encodeURIComponent(links.name)}&body=${encodeURIComponent(links.page)}`,
        note:
          device === 'android'
            ? 'Add it to Google Calendar there; it then shows on this phone too.'
            : 'Opens a message with the link to this page.',
        refresh: null,
      };
    case 'download':
      return {
        name,
        label: 'Download a file',
        href: links.download,
        note: 'A copy as of today: it never updates.',
        refresh: null,
      };
  }
}

function noteGoogle(device: Device): string {
  if (device === 'android') {
    return 'On a computer only: Google’s Android app cannot add a calendar by its address (the link ends in “Calendar no longer exists”).';
  }
  if (device === 'iphone')
    return 'If it stays hidden in the app afterwards, switch it on at calendar.google.com/calendar/syncselect.';
  return 'Asks before it adds the calendar; phones with the same account show it too.';
}
