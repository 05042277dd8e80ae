/** The list of meetings: reloaded for another choice or week; adds times in the visitor's zone if it differs. */
import { announce } from '../../../timetable/browser/choosing.ts';
import { enterWeek, takeWeekLink } from '../../../timetable/browser/week-link.ts';
import { enableCopying } from '../../../web/browser/copying.ts';
import { type Showing, showInPlace } from '../../../web/browser/live-page.ts';

export function showMeetings(address: string): Promise<Showing> {
  return showInPlace(address, enableCopying);
}

export async function enableMeetings(): Promise<void> {
  enableCopying(document);
  document.addEventListener('click', turnWeek);
  const { zone } = document.querySelector<HTMLElement>('.agenda')?.dataset ?? {};
  if (zone && zone !== Intl.DateTimeFormat().resolvedOptions().timeZone) await import('./own-times.ts');
}

function turnWeek(event: MouseEvent): void {
  const link = takeWeekLink(event);
  if (!link) return;
  const { pathname, search } = new URL(link.href);
  void showMeetings(`${pathname}${search}`).then((showing) => {
    if (showing === 'failed') location.assign(link.href);
    if (showing === 'shown') announce(enterWeek(link, document));
  });
}
