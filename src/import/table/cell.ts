/** Texts of cells: cleaned, and whether they say that something is not known yet. */

const LONGEST = 1000;

/** One line, Unicode NFC, no control characters, no spaces at the ends. */
export function cleanCell(text: string): string {
  const short = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  if (/^[!-~]*$/.test(short)) return short;
  return short
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}\u200B\uFEFF]+/gu, ' ')
    .trim();
}

const UNKNOWN =
  /^(?:[-–—_.*?\s]*|tba|tbd|t\.b\.a\.?|arr|arrg?d|arranged?|n\/?a|n\.a\.|none|null|nan|unknown|unassigned|not assigned|to be (?:announced|arranged|assigned|determined|decided)|(?:by|upon|on|to be) (?:arrangement|arranged|appointment|appt)|by appt\.?|hours? (?:arranged|tba|by arrangement)|(?:time|days?|room|location|place|staff) (?:tba|tbd|arranged)|asynchronous|async|no (?:set )?(?:time|meeting|meetings|days|class)(?: times?)?|(?:does|do) not meet|not scheduled|unscheduled|independent(?: study)?|see (?:notes?|instructor|department))$/i;

/** Blank, dashes, TBA, ARR, "by arrangement" and what else registrars write for "not known". */
export function saysUnknown(text: string): boolean {
  return text.length < 60 && UNKNOWN.test(text.replace(/^\((.*)\)$/, '$1').trim());
}

const ONLINE =
  /^(?:(?:100 ?%|fully|all|class|course|section|mostly)? ?(?:on ?-?line|internet|web|www|remote(?:ly)?|virtual(?:ly)?|zoom|ms teams|microsoft teams|teams|distance(?: learning| education)?|e-?learning)(?: ?(?:only|class(?:room|es)?|course|instruction|learning|meeting|room|section|delivery|based|synchronous|asynchronous|sync|async|tba|-))*(?: [0-9]{1,4})?|onl|wwweb|remote\/online|online\/remote|(?:a?synchronous|sync|async)(?: ?- ?| )?on-?line)$/i;

/** A place that is no room: Online, Remote, Web, Zoom. */
export function saysOnline(text: string): boolean {
  return text.length < 60 && ONLINE.test(text.replaceAll(/\s+/g, ' ').trim());
}
