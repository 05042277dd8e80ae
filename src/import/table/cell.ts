/** Texts of cells: cleaned, and whether they say that something is not known yet. */

const LONGEST = 1000;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  rsquo: '’',
  lsquo: '‘',
};

/** `Race &amp; Politics` as people read it; twice, for programs escape twice. */
export function decodeEntities(text: string): string {
  if (!/&(?:#\w{2,6}|[a-z]{2,5});/i.test(text)) return text;
  const once = (one: string): string =>
    one.replaceAll(/&(?:#(\d{2,6})|#x([\da-f]{2,5})|([a-z]{2,5}));/gi, (whole, decimal, hex, name) => {
      if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code >= 32 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    });
  return once(once(text));
}

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
  /^(?:[-–—_.*?\s]*|tba|tbd|t\.b\.a\.?|arr|arrg?d|arranged?|n\/?a|n\.a\.|none|null|nan|unknown|unassigned|not assigned|to be (?:announced|arranged|assigned|determined|decided)|(?:by|upon|on|to be) (?:arrangement|arranged|appointment|appt)|by appt\.?|hours? (?:arr(?:anged|\.)?|tba|by arrangement)|(?:time|days?|room|location|place|staff) (?:tba|tbd|arranged)|asynchronous|async|no (?:set )?(?:time|meeting|meetings|days|class)(?: times?)?|(?:does|do) not meet|not scheduled|unscheduled|independent(?: study)?|see (?:notes?|instructor|department))$/i;

/** Blank, dashes, TBA, ARR, "by arrangement" and what else registrars write for "not known". */
export function saysUnknown(text: string): boolean {
  return text.length < 60 && UNKNOWN.test(text.replace(/^\((.*)\)$/, '$1').trim());
}

const ONLINE =
  /^(?:(?:100 ?%|fully|all|class|course|section|mostly)? ?(?:on ?-?line|internet|web|www|remote(?:ly)?|virtual(?:ly)?|zoom|ms teams|microsoft teams|teams|distance(?: learning| education)?|e-?learning)(?: ?(?:only|class(?:room|es)?|course|instruction|learning|meeting|room|section|delivery|based|synchronous|asynchronous|sync|async|tba|-))*(?: [0-9]{1,4})?|(?:onl|web|wwweb|online|remote|internet)(?:[ /-]+(?:onl|web|online|remote|internet))*|remote\/online|online\/remote|(?:a?synchronous|sync|async)(?: ?- ?| )?on-?line)$/i;

/** A place that is no room: Online, Remote, Web, Zoom. */
export function saysOnline(text: string): boolean {
  return text.length < 60 && ONLINE.test(text.replaceAll(/\s+/g, ' ').trim());
}
