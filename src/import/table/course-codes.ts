/** Codes of courses as registrars write them, alone or with the section and title behind them. */

export interface CodeParts {
  readonly code: string;
  readonly section: string | null;
  readonly crn: string | null;
  readonly title: string | null;
}

/** AAA, MATH & CS, and AAA_V, with the campus behind it. */
const SUBJECT = "[\\p{Lu}][\\p{L}&/'.]*(?:_[\\p{Lu}]{1,2})?(?: [\\p{Lu}&]{1,4})*";
const NUMBER = '\\d{1,5}(?:\\.\\d{1,3})?[\\p{L}*]{0,4}';
/** CS 101, CS-101-01, CS*101*01, CS 101.01, CS101-001 - Title. */
const CODE = new RegExp(
  `^(${SUBJECT})[ \\-*_.:]{0,3}(${NUMBER})(?:[\\-*_/: ]{1,3}([\\p{L}]?\\d{1,4}[\\p{L}]{0,3}|[\\p{Lu}]{1,3}))?(?:\\s*[-–—:]\\s+(.+)|\\s+\\((.+)\\))?$`,
  'u',
);

/** ACCT-201-01 (12345) Financial Accounting: code, section and the table's number. */
const NUMBERED = new RegExp(
  `^(${SUBJECT})[ \\-*_.:]{1,3}(${NUMBER})[\\-*_/: ]{1,3}([\\p{L}\\d]{1,6})\\s*\\((\\d{3,8})\\)(?:\\s*[-–—:]?\\s*(.+))?$`,
  'u',
);

/** Whether a text looks like a course code (possibly followed by a section). */
export function looksLikeCode(text: string): boolean {
  return text.length < 120 && /\d/.test(text) && (CODE.test(text) || NUMBERED.test(text));
}

/** Splits a code with a section or title; any other text is a plain code. */
export function splitCode(text: string): CodeParts {
  const numbered = text.length < 200 ? NUMBERED.exec(text) : null;
  if (numbered) {
    const [, subject = '', number = '', section = '', crn = '', title] = numbered;
    return { code: `${subject} ${number}`, section, crn, title: title ?? null };
  }
  const match = text.length < 200 ? CODE.exec(text) : null;
  if (!match) return { code: text, section: null, crn: null, title: null };
  const [, subject = '', number = '', section, title, bracketed] = match;
  if (section === undefined && title === undefined && bracketed === undefined)
    return { code: text, section: null, crn: null, title: null };
  return { code: `${subject} ${number}`, section: section ?? null, crn: null, title: title ?? bracketed ?? null };
}

/** Undoes a spreadsheet's conversion of 101 to `101.0`. */
export function withoutFraction(text: string): string {
  return /^\d+\.0$/.test(text) ? text.slice(0, -2) : text;
}

/** "Computer Science (CS)", "CS - Computer Science": the code of a subject that is written out beside it. */
export function codeOfSubject(subject: string): string {
  const bracketed = /^.*\p{Ll}.*\(([\p{Lu}&]{2,8})\)$/u.exec(subject);
  const first = /^([\p{Lu}&]{2,8}) ?[-–:] ?\p{Lu}.*\p{Ll}/u.exec(subject);
  return bracketed?.[1] ?? first?.[1] ?? subject;
}

/** "CS" and "101" → "CS 101"; a number that repeats its subject stays as it is. */
export function joinCode(subject: string, number: string): string {
  const plain = withoutFraction(number);
  return plain.toUpperCase().startsWith(subject.toUpperCase()) &&
    /\d/.test(plain) &&
    subject !== '' &&
    looksLikeCode(plain)
    ? plain
    : `${subject} ${plain}`.trim();
}

/** "AAA101/L/01" in a column of sections: what stands behind the course's code. */
export function withoutCode(section: string, code: string): string {
  const isLong = code !== '' && section.toLowerCase().startsWith(`${code.toLowerCase()}/`);
  return (isLong && section.slice(code.length + 1)) || section;
}
