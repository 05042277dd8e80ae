/** The meetings in the page's list, and today's date in the course's zone. */

export interface Meeting {
  readonly line: HTMLElement;
  readonly section: string;
  /** Epoch ms. */
  readonly start: number;
  readonly end: number;
  readonly isCancelled: boolean;
}

/** By start, as the page lists them. */
export function listMeetings(page: HTMLElement): Meeting[] {
  return [...page.querySelectorAll<HTMLElement>('.meeting')].map((line) => ({
    line,
    section: line.dataset.section ?? '',
    start: Number(line.dataset.start),
    end: Number(line.dataset.end),
    isCancelled: line.classList.contains('is-cancelled'),
  }));
}

/** The date of an instant in a time zone: '2018-10-12'. */
export function findToday(zone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const found = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${found.year}-${found.month}-${found.day}`;
}

export function dateOf({ line }: Meeting): string {
  return (line.querySelector('time')?.getAttribute('datetime') ?? '').slice(0, 10);
}
