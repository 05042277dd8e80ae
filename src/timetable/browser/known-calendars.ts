/** The personal calendars whose keys this browser stores, most recently used first. */

const STORE = 'belltower.calendars';

export interface KnownCalendar {
  readonly key: string;
  readonly label: string;
}

export function readKnown(): KnownCalendar[] {
  try {
    const list = JSON.parse(localStorage.getItem(STORE) ?? '[]');
    return Array.isArray(list) ? list.filter((one) => typeof one?.key === 'string') : [];
  } catch {
    return [];
  }
}

/** @returns false: storage is disabled or full */
export function keepCalendar(calendar: KnownCalendar): boolean {
  return keepAll([calendar, ...readKnown().filter(({ key }) => key !== calendar.key)]);
}

export function forgetCalendar(key: string): boolean {
  return keepAll(readKnown().filter((one) => one.key !== key));
}

function keepAll(list: readonly KnownCalendar[]): boolean {
  try {
    localStorage.setItem(STORE, JSON.stringify(list));
    return true;
  } catch {
    return false;
  }
}

/** 192 random bits, base64url, as on the server. Made here so that submitting a form twice creates one calendar. */
export function makeKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}
