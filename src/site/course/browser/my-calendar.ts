/** Adds the choice to this device's own calendar, created with the first course; one press for every further one. */
import { readChoice, readChosen, setChosen } from '../../../timetable/browser/choosing.ts';
import { say } from '../../../web/browser/messages.ts';
import { type OwnCalendar, openOwnCalendar } from './own-calendar.ts';
import { enableSheet, type Sheet } from './sheet.ts';

/** One action at a time. */
type Once = (act: () => Promise<void>) => Promise<void>;

interface Context {
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
  const again = (): void => void once(async () => void (await change(context, readChosen(form))));
  const sheet = enableSheet(again);
  if (!sheet) return null;
  const context: Context = { form, own, sheet, follow };
  const show = (): void => showAct(context);
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
  if (own.isKnown()) void learn(context).then(show);
  return { show, press: () => void once(() => press(context, once)) };
}

/** Checks the sections that the calendar holds, unless the link specifies a choice. */
async function learn({ own, form, follow }: Context): Promise<void> {
  const called = await own.ask();
  if (called.type !== 'open' || called.calendar.sections.length === 0 || readChoice(location.search)) return;
  setChosen(form, called.calendar.sections);
  follow();
}

async function press(context: Context, once: Once): Promise<void> {
  const { own, sheet, form } = context;
  if (sheet.leadsElsewhere()) return;
  // Sections are not removed from a calendar before its contents are known.
  if (own.held() === null) {
    await own.ask();
    const held = own.held();
    if (held === null) return sheet.say(say('browser.course.notSaved'));
    if (held.length > 0) return sheet.say(say('browser.course.heldOther', { sections: held.join(', ') }));
  }
  const chosen = readChosen(form);
  if (nameAct(own, chosen) === 'held') return showHeld(context);
  const before = await change(context, chosen);
  if (before) offerUndo(context, once, before);
}

async function showHeld({ own, sheet }: Context): Promise<void> {
  const called = await own.ask();
  if (called.type !== 'open') return sheet.say(say('browser.course.notSaved'));
  sheet.showReady(called.calendar);
  sheet.open();
}

/** Only the server's state is shown as saved. @returns the state before; null: a new calendar, or nothing was saved */
async function change(
  { own, sheet }: Context,
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

function offerUndo(context: Context, once: Once, sections: readonly string[]): void {
  context.sheet.offerUndo(() => void once(() => undo(context, once, sections)));
}

/** Where it may not be saved, it is offered again; not where the calendar is gone. */
async function undo(context: Context, once: Once, sections: readonly string[]): Promise<void> {
  if ((await change(context, sections, true)) === null) {
    if (context.own.isKnown()) offerUndo(context, once, sections);
    return;
  }
  context.sheet.say(say('browser.course.undone'));
  setChosen(context.form, sections);
  context.follow();
}

function showAct({ own, form }: Context): void {
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
