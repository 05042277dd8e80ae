/** The list of meetings: reloaded for another choice or week; adds times in the visitor's zone if it differs. */
import { enterWeek, takeWeekLink } from '../../../timetable/browser/week-link.ts';
import { enableCopying } from '../../../web/browser/copying.ts';
import { type Showing, showInPlace } from '../../../web/browser/live-page.ts';

export function showMeetings(address: string): Promise<Showing> {
  return showInPlace(address, enableCopying);
}

/** @param announce announces text to screen readers */
export async function enableMeetings(announce: (text: string) => void): Promise<void> {
  enableCopying(document);
  document.addEventListener('click', (event) => turnWeek(event, announce));
  const { zone } = document.querySelector<HTMLElement>('.agenda')?.dataset ?? {};
  if (zone && zone !== Intl.DateTimeFormat().resolvedOptions().timeZone) await import('./own-times.ts');
}

function turnWeek(event: MouseEvent, announce: (text: string) => void): void {
  const link = takeWeekLink(event);
  if (!link) return;
  const { pathname, search } = new URL(link.href);
  void showMeetings(`${pathname}${search}`).then((showing) => {
    if (showing === 'failed') location.assign(link.href);
    if (showing === 'shown') announce(enterWeek(link, document));
  });
}
