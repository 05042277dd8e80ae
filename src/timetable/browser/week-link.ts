/** The links to other weeks, which change the page in place. */

/** The link that a plain click follows; its own navigation is prevented. Null: another click. */
export function takeWeekLink(event: MouseEvent): HTMLAnchorElement | null {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return null;
  const link = event.target instanceof Element ? event.target.closest('.strip a, .week-pager a') : null;
  if (!(link instanceof HTMLAnchorElement)) return null;
  event.preventDefault();
  return link;
}

/** Moves the focus to the same link of the new week. @param week what shows it @returns its name */
export function enterWeek(pressed: HTMLAnchorElement, week: ParentNode): string {
  const rel = pressed.getAttribute('rel');
  const again = rel
    ? week.querySelector(`.week-pager a[rel="${rel}"]`)
    : document.querySelector('.strip a[aria-current]');
  if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  return week.querySelector('.week-name')?.textContent ?? '';
}
