/** What people call the program of a User-Agent that fetches calendars. */
import { remember } from '../remember.ts';

const NAMES: readonly (readonly [RegExp, string])[] = [
  [/Google-Calendar-Importer|GoogleCalendar/i, 'Google Calendar'],
  [/dataaccessd|CalendarAgent|accountsd|CalDAV.*(?:iOS|Mac)|^(?:iOS|macOS|Mac[ +_]?OS[ +_]?X)\//i, 'Apple Calendar'],
  [/Microsoft\.?Exchange|Outlook|Microsoft Office|OWA/i, 'Outlook'],
  [/Thunderbird|Lightning/i, 'Thunderbird'],
  [/ICSx5/i, 'ICSx5'],
  [/DAVx5/i, 'DAVx5'],
  [/Nextcloud/i, 'Nextcloud'],
  [/Evolution|GNOME/i, 'GNOME Calendar'],
  [/KOrganizer|Akonadi|KDE/i, 'KOrganizer'],
  [/Fantastical/i, 'Fantastical'],
  [/BusyCal/i, 'BusyCal'],
  [/Proton/i, 'Proton Calendar'],
  [/Yahoo/i, 'Yahoo Calendar'],
];

const BROWSER = /^Mozilla\/5\.0 .*(?:Chrome|Safari|Firefox|Gecko)\//;

/** Null: a browser, in which somebody looks at the feed. */
export function nameProgram(userAgent: string | undefined): string | null {
  return nameAgent(userAgent ?? '');
}

const nameAgent = remember((agent: string): string | null => {
  const known = NAMES.find(([shape]) => shape.test(agent));
  if (known) return known[1];
  return BROWSER.test(agent) ? null : 'A calendar program';
});
