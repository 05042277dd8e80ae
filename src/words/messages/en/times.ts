/** Spans of dates and times, lengths, numbers and lists in English. Dates and times are in words/wording.ts. */
import type { Message } from '../../message.ts';

export const TIMES = {
  /** Weekly days: 'Mondays and Wednesdays'. */
  'weekly.MO': 'Mondays',
  'weekly.TU': 'Tuesdays',
  'weekly.WE': 'Wednesdays',
  'weekly.TH': 'Thursdays',
  'weekly.FR': 'Fridays',
  'weekly.SA': 'Saturdays',
  'weekly.SU': 'Sundays',

  /** Behind usual times: '10 to 10:50 am, every 2 weeks from 5 October'. */
  'rhythm.every': { one: '{times}, every week from {day}', other: '{times}, every {count} weeks from {day}' },
  /** Not every week and without regularity. */
  'rhythm.times': { one: '{times}, once', other: '{times}, {count} times' },
  'rhythm.ofMonth': '{nths} {day} of the month',
  'nth.1': 'first',
  'nth.2': 'second',
  'nth.3': 'third',
  'nth.4': 'fourth',
  'nth.5': 'fifth',
  'nth.last': 'last',

  'date.dayAndTime': '{day}, {time}',
  'date.dayAndMidnight': '{day}, midnight',
  'date.span': '{from} to {until}',
  'date.spanInMonth': '{from} to {until}',

  /** By a 24-hour clock: '10:15'. */
  'time.24': '{clock}',
  'time.allDay': 'all day',
  'time.allDayUntil': 'all day, until {day}',
  'time.span': '{from} to {until}',
  'time.spanNextDay': '{from} to {until} the next day ({length})',

  'distance.today': 'today',
  'distance.tomorrow': 'tomorrow',
  'distance.yesterday': 'yesterday',
  'distance.in': 'in {length}',
  'distance.ago': '{length} ago',

  'length.seconds': { one: '{count} second', other: '{count} seconds' },
  'length.minutes': { one: '{count} minute', other: '{count} minutes' },
  'length.hours': { one: '{count} hour', other: '{count} hours' },
  'length.both': '{hours} {minutes}',
  'length.days': { one: '{count} day', other: '{count} days' },
  'length.weeks': { one: '{count} week', other: '{count} weeks' },
  'length.months': { one: '{count} month', other: '{count} months' },
  'length.years': { one: '{count} year', other: '{count} years' },

  'count.meetings': { one: '{count} meeting', other: '{count} meetings' },
  'count.deadlines': { one: '{count} deadline', other: '{count} deadlines' },
  'count.moreMeetings': { one: '{count} more meeting', other: '{count} more meetings' },
  'count.weeks': { one: '{count} week', other: '{count} weeks' },
  'count.sections': { one: '{count} section', other: '{count} sections' },
  'count.courses': { one: '{count} course', other: '{count} courses' },
  'count.places': { one: '{count} place', other: '{count} places' },
  'count.moreFiles': { one: '{count} more file', other: '{count} more files' },
  'count.personalCalendars': { one: '{count} personal calendar', other: '{count} personal calendars' },

  'list.pair': '{name}: {value}',
  'list.and': '{first} and {last}',
  'list.or': '{first} or {last}',
  'list.comma': '{first}, {next}',
} as const satisfies Record<string, Message>;
