/** The fields of the desk's forms → a change in the format of docs/format.md, unchecked. */
import type { ChangeText } from '../../publish/changing.ts';
import { writeClockTime } from '../../words/clock-time.ts';

/** A form's fields, each with all its values. */
export type Fields = Readonly<Record<string, readonly string[]>>;

/** The keys of a change that a form can set, in the page's order. */
export function readChangeForm(fields: Fields): ChangeText {
  const one = (name: string): string => (fields[name]?.[0] ?? '').trim();
  const all = (name: string): string[] => (fields[name] ?? []).map((text) => text.trim()).filter((text) => text !== '');
  const text: Record<string, unknown> = {};
  const put = (key: string, value: string | readonly string[]): void => {
    if (value.length > 0) text[key] = value;
  };
  put('sections', all('sections'));
  put('kinds', all('kinds'));
  put('deadline', one('deadline'));
  if (one('extra-date') === '' && text.deadline === undefined) {
    const until = one('until');
    if (until === '' || until === one('on')) put('on', one('on'));
    else {
      put('from', one('on'));
      put('until', until);
    }
    if (fields.pattern !== undefined) text.pattern = one('pattern');
  }
  if (one('cancel') === 'yes') text.cancel = 'yes';
  put('move', readMove(one));
  if (one('extra-date') !== '') put('extra', joinTime(one('extra-date'), one('extra-start'), one('extra-end')));
  if (one('online') === 'yes') put('where', `online${one('online-url') === '' ? '' : ` ${one('online-url')}`}`);
  else put('where', splitLines(one('where')));
  put('staff', all('staff').flatMap(splitLines));
  put('note', one('note'));
  put('closed', one('closed'));
  put('instead', splitLines(one('instead')));
  put('say', one('say'));
  put('why', one('why'));
  return text;
}

/** Only what differs from the meeting's present time: the rest continues to follow the rules. */
function readMove(one: (name: string) => string): string {
  const [date, start, end] = [one('move-date'), one('move-start'), one('move-end')];
  const sameDate = date === one('was-date');
  const sameTime = start === one('was-start') && end === one('was-end');
  if (sameTime || start === '') return sameDate ? '' : date;
  return joinTime(sameDate ? '' : date, start, end);
}

function joinTime(date: string, start: string, end: string): string {
  const time = [start, end]
    .filter((part) => part !== '')
    .map(writeTime)
    .join('-');
  return [date, time].filter((part) => part !== '').join(' ');
}

/** Time fields give 24-hour notation, in which `10:00` alone is ambiguous in rules. */
function writeTime(time: string): string {
  return /^\d{2}:\d{2}(?::\d{2})?$/.test(time) ? writeClockTime(time) : time;
}

function splitLines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
