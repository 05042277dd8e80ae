/** The log's lines for people: `[14:03:22] INFO: GET /fall-2018/cos418/P01.ics 304 0 B 0.1 ms Thunderbird`. */

export interface ReadableLines {
  /** @param at epoch ms. @param more printed as JSON behind the message */
  print(level: number, at: number, message: string, more?: Readonly<Record<string, unknown>>): string;
  /** One of pino's JSON lines. */
  rewrite(line: string): string;
}

const NAMES: Readonly<Record<number, string>> = {
  10: 'TRACE',
  20: 'DEBUG',
  25: 'POLL',
  30: 'INFO',
  40: 'WARN',
  50: 'ERROR',
  60: 'FATAL',
};
const COLOURS: Readonly<Record<number, number>> = { 30: 32, 40: 33, 50: 31, 60: 31 };

/** @param colour whether the output understands terminal colours */
export function createReadableLines(colour: boolean): ReadableLines {
  let second = -1;
  let timeOfDay = '';
  const nameTime = (at: number): string => {
    const now = Math.floor(at / 1000);
    if (now !== second) {
      second = now;
      // In the host's own time zone.
      timeOfDay = new Date(at).toTimeString().slice(0, 8);
    }
    return timeOfDay;
  };
  const paint = (text: string, code: number | undefined): string =>
    colour && code !== undefined ? `\u001b[${code}m${text}\u001b[39m` : text;
  const print: ReadableLines['print'] = (level, at, message, more) => {
    const name = paint(NAMES[level] ?? String(level), COLOURS[level]);
    return `[${nameTime(at)}] ${name}: ${message}${more ? ` ${JSON.stringify(more)}` : ''}\n`;
  };
  return {
    print,
    rewrite(line) {
      const { level, time, msg, ...rest } = JSON.parse(line) as { level: number; time: number; msg?: string };
      return print(level, time, msg ?? '', Object.keys(rest).length > 0 ? rest : undefined);
    },
  };
}
