/** Adds the choice to this device's own calendar, created with the first course; one press for every further one. */
import { readChoice, readChosen, setChosen } from '../../../timetable/browser/choosing.ts';
import { say } from '../../../web/browser/messages.ts';
import { type OwnCalendar, openOwnCalendar } from './own-calendar.ts';
import { enableSheet, type Sheet } from './sheet.ts';

/** One action at a time. */
type Once = (act: () => Promise<void>) => Promise<void>;

interface Parts {
  readonly form: HTMLFormElement;
  readonly own: OwnCalendar;
  readonly sheet: Sheet;
  /** Updates the page after the choice was set by script. */
  readonly follow: () => void;
}

export interface MyCalendar {
  /** Updates the buttons' labels for the current choice. */
  show(): void;
  /** Performs the buttons' action. */
  press(): void;
}

export function enableMyCalendar(page: HTMLElement, form: HTMLFormElement, follow: () => void): MyCalendar | null {
  const own = openOwnCalendar(page.dataset.path?.slice(1) ?? '');
  const again = (): void => void once(async () => void (await change(parts, readChosen(form))));
  const sheet = enableSheet(again);
  if (!sheet) return null;
  const parts: Parts = { form, own, sheet, follow };
  const show = (): void => showAct(parts);
  /** Ignores presses while a request is in progress. */
  let isBusy = false;
  const once: Once = async (act) => {
    if (isBusy) return;
    isBusy = true;
    markBusy(true);
    // The result of the last press must not be taken for this one's; a screen reader reads a repeated message again.
    sheet.say('');
    try {
      await act();
    } finally {
      isBusy = false;
      markBusy(false);
      show();
    }
  };
  show();
  if (own.isKnown()) void learn(parts).then(show);
  return { show, press: () => void once(() => press(parts, once)) };
}

/** Checks the sections that the calendar holds, unless the link specifies a choice. */
async function learn({ own, form, follow }: Parts): Promise<void> {
  const called = await own.ask();
  if (called.type !== 'open' || called.calendar.sections.length === 0 || readChoice(location.search)) return;
  setChosen(form, called.calendar.sections);
  follow();
}

async function press(parts: Parts, once: Once): Promise<void> {
  const { own, sheet, form } = parts;
  if (sheet.leadsElsewhere()) return;
  // Sections are not removed from a calendar before its contents are known.
  if (own.held() === null) {
    await own.ask();
    const held = own.held();
    if (held === null) return sheet.say(say('browser.course.notSaved'));
    if (held.length > 0) return sheet.say(say('browser.course.heldOther', { sections: held.join(', ') }));
  }
  const chosen = readChosen(form);
  if (nameAct(own, chosen) === 'held') return showHeld(parts);
  const before = await change(parts, chosen);
  if (before) offerUndo(parts, once, before);
}

async function showHeld({ own, sheet }: Parts): Promise<void> {
  const called = await own.ask();
  if (called.type !== 'open') return sheet.say(say('browser.course.notSaved'));
  sheet.showReady(called.calendar);
  sheet.open();
}

/** Only the server's state is shown as saved. @returns the state before; null: a new calendar, or nothing was saved */
async function change(
  { own, sheet }: Parts,
  sections: readonly string[],
  isUndo = false,
): Promise<readonly string[] | null> {
  const isNew = !own.isKnown();
  sheet.offerAgain(false);
  if (isNew) {
    sheet.clear();
    sheet.say(say('browser.course.making'));
    sheet.open();
  }
  const called = await own.choose(sections, isUndo);
  if (called.type === 'open') {
    sheet.say(called.calendar.said);
    sheet.showReady(called.calendar);
    return isNew ? null : called.calendar.before;
  }
  const failure = isNew ? 'notMade' : 'notSaved';
  sheet.say(say(`browser.course.${called.type === 'failed' ? failure : 'gone'}`));
  sheet.offerAgain(isNew);
  return null;
}

function offerUndo(parts: Parts, once: Once, sections: readonly string[]): void {
  parts.sheet.offerUndo(() => void once(() => undo(parts, once, sections)));
}

/** Where it may not be saved, it is offered again; not where the calendar is gone. */
async function undo(parts: Parts, once: Once, sections: readonly string[]): Promise<void> {
  if ((await change(parts, sections, true)) === null) {
    if (parts.own.isKnown()) offerUndo(parts, once, sections);
    return;
  }
  parts.sheet.say(say('browser.course.undone'));
  setChosen(parts.form, sections);
  parts.follow();
}

function showAct({ own, form }: Parts): void {
  const chosen = readChosen(form);
  const act = nameAct(own, chosen);
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-act]')) {
    const text = button.querySelector('[data-act-word]');
    if (text) text.textContent = say(`browser.course.${act}`);
    button.classList.toggle('is-held', act === 'held');
    button.disabled = chosen.length === 0 && act !== 'remove';
  }
}

function markBusy(isBusy: boolean): void {
  for (const button of document.querySelectorAll('[data-act]')) {
    if (isBusy) button.setAttribute('aria-busy', 'true');
    else button.removeAttribute('aria-busy');
  }
}

function nameAct(own: OwnCalendar, chosen: readonly string[]): 'subscribe' | 'add' | 'remove' | 'held' | 'update' {
  const held = own.held();
  if (!own.isKnown()) return 'subscribe';
  if (held === null || held.length === 0) return 'add';
  if (chosen.length === 0) return 'remove';
  return held.length === chosen.length && chosen.every((id) => held.includes(id)) ? 'held' : 'update';
}
