/** Checks a calendar file, written by any program, for problems in the calendar programs that read it. */

import type { ForeignComponent, ForeignFault } from '../ical/foreign/components.ts';
import { readComponents } from '../ical/foreign/components.ts';
import { examineBytes } from './bytes.ts';
import { Findings } from './codes.ts';
import { examineComponent, examineHead } from './properties.ts';
import { examineExceptions, examineIdentities, examineSeries, type SeriesDates } from './series.ts';
import { examineTexts } from './texts.ts';
import { examineAlarms, examineSeriesOffsets, examineTimes, examineZones } from './times.ts';

export interface Examined {
  readonly findings: Findings;
  readonly events: number;
}

const HINTS: Readonly<Record<ForeignFault['type'], readonly [string, string]>> = {
  'broken-line': ['The line is no property:', 'A property is NAME:value; a line break within a text is written \\n.'],
  'not-closed': ['It is not closed:', 'Write its END: line; a download that was cut off looks so too.'],
  'closes-nothing': ['It closes nothing:', 'Each END: needs its BEGIN:.'],
};

export function examineCalendar(bytes: Uint8Array, findings: Findings = new Findings()): Examined {
  if (!examineBytes(bytes, findings)) return { findings, events: 0 };
  const { calendars, faults } = readComponents(new TextDecoder('utf-8').decode(bytes));
  for (const { type, line, text } of faults) {
    const [what, hint] = HINTS[type];
    findings.error('ics-broken', line, `${what} ${text}`, hint);
  }
  let events = 0;
  for (const calendar of calendars) {
    examineHead(calendar, findings);
    examineComponent(calendar, findings);
    examineTexts(calendar, findings);
    events += examineEvents(calendar, findings);
  }
  return { findings, events };
}

function examineEvents(calendar: ForeignComponent, findings: Findings): number {
  const zones = examineZones(calendar, findings);
  const events = calendar.components.filter(({ name }) => name === 'VEVENT');
  const series = new Map<ForeignComponent, SeriesDates | null>();
  const seen = new Set<string>();
  for (const event of events) {
    examineTimes(event, zones, seen, findings);
    const dates = examineSeries(event, findings);
    series.set(event, dates);
    examineExceptions(event, dates, findings);
    if (dates) examineSeriesOffsets(dates.moments, event.line, zones, seen, findings);
  }
  examineIdentities(events, series, findings);
  examineAlarms(events, findings);
  return events.length;
}
