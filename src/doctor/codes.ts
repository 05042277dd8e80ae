/** All codes of the doctor's findings with their titles; a test checks that docs/doctor.md explains each. */

export const DOCTOR_CODES = {
  // The bytes
  'ics-none': 'No calendar',
  'ics-encoding': 'A text that is not UTF-8',
  'ics-line-ends': 'Lines that do not end with CRLF',
  'ics-line-long': 'A line of more than 75 octets',
  'ics-characters': 'Characters that no calendar may hold',
  'ics-broken': 'A line or component that cannot be read',
  'ics-large': 'More than calendar programs read',
  // The calendar
  'ics-head': 'The calendar’s own properties',
  'ics-method': 'A METHOD that turns a feed into invitations',
  'ics-name': 'A calendar without a name',
  'ics-missing': 'A property that must be there',
  'ics-twice': 'A property or event that is there twice',
  'ics-misplaced': 'A property of another component',
  'ics-value': 'A value of the wrong form',
  // Texts
  'ics-escape': 'A text that is not escaped',
  'ics-text': 'A text that no reader should see',
  // Times
  'ics-date': 'A date or time that cannot be read',
  'ics-end': 'An end that does not fit its start',
  'ics-floating': 'A time without a zone',
  'ics-zone': 'A zone that is missing or wrong',
  'ics-clock-change': 'A time that the clocks skip',
  // Series
  'ics-rule': 'A rule of recurrence that cannot be read',
  'ics-rule-until': 'A rule that ends in another kind of time',
  'ics-rule-start': 'A series whose first date is not of its rule',
  'ics-exdate': 'A date taken out that the series does not have',
  'ics-recurrence-id': 'A changed date that the series does not have',
  'ics-alarm': 'An alarm in a feed',
  // The address
  'http-unreachable': 'An address that does not answer',
  'http-certificate': 'A certificate that programs refuse',
  'http-status': 'An answer that is no calendar',
  'http-type': 'A Content-Type that is not text/calendar',
  'http-redirect': 'A redirection that programs do not follow for ever',
  'http-head': 'HEAD and GET answer differently',
  'http-conditional': 'Requests that ask what is new get everything',
  'http-caching': 'Caching that shows old or no calendars',
  'http-compression': 'An answer that is not compressed, or not as it says',
  'http-changing': 'Two requests, two calendars',
  'http-cookie': 'A cookie for a calendar program',
  'http-robots': 'Robots are shut out, Google’s among them',
} as const;

export type DoctorCode = keyof typeof DOCTOR_CODES;

export interface Finding {
  readonly code: DoctorCode;
  /** Error: some calendar program shows something wrong or nothing. Warning: some have known problems with it. */
  readonly severity: 'error' | 'warning';
  /** Line of the file, from 1; null: the finding concerns the whole file. */
  readonly line: number | null;
  readonly message: string;
  readonly hint: string;
}

/** Collects findings; the number listed per code is limited. */
export class Findings {
  readonly list: Finding[] = [];
  /** Counts by code, including findings beyond the limit. */
  readonly counts = new Map<DoctorCode, number>();

  error(code: DoctorCode, line: number | null, message: string, hint: string): void {
    this.#add({ code, severity: 'error', line, message, hint });
  }

  warn(code: DoctorCode, line: number | null, message: string, hint: string): void {
    this.#add({ code, severity: 'warning', line, message, hint });
  }

  #add(finding: Finding): void {
    const count = (this.counts.get(finding.code) ?? 0) + 1;
    this.counts.set(finding.code, count);
    if (count <= MOST_OF_A_CODE) this.list.push(finding);
  }
}

const MOST_OF_A_CODE = 10;
