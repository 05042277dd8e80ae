/** The course's title and code, from the page's headings. */
import { pick, type Unit } from './unit.ts';

const CODE = /\b(\p{Lu}{2,6})[ -]?(\d{2,5}\p{L}?)\b/u;
const NO_CODE = /^(?:ROOM|RM|SPRING|FALL|WINTER|SUMMER|AUTUMN|WEEK|LAB|LEC|SEC|UTC|GMT)$/;
const PLAIN_HEADING =
  /^(?:welcome|home|when|where|who|what|schedule|timetable|calendar|syllabus|course (?:info|information|schedule|staff|organi[sz]ation|description|details)|staff|people|instructors?|teaching (?:staff|team)|general information|information|info|contact|logistics|meetings?|meeting times|sessions?|overview|announcements?|news|about(?: me)?)[\s:!.]*$/i;

/** Headings such as "Office Hours", "WHEN" and "Schedule" are no course's title. */
export function titleOf(units: readonly Unit[]): { readonly title: string | null; readonly code: string | null } {
  const headings = units.filter((unit) => unit.heading).slice(0, 6);
  const texts = headings.map((unit) => unit.text.text.replace(/^title\s*[:=]\s*/i, '').replaceAll(/^["']|["']$/g, ''));
  const title = texts.find((text, i) => !PLAIN_HEADING.test(text) && saysMore(headings[i] as Unit)) ?? null;
  for (const text of texts) {
    const found = CODE.exec(text);
    if (found && !NO_CODE.test(found[1] ?? '')) return { title, code: `${found[1]} ${found[2]}` };
  }
  return { title, code: null };
}

/** Whether it has other words than kinds of meetings, days and roles. */
function saysMore(unit: Unit): boolean {
  const known = unit.elements.some((each) => ['kind', 'days', 'time', 'role'].includes(each.type));
  const words = pick(unit.elements, 'word').filter((each) => !/^(?:and|the|of|our|for|&)$/i.test(each.text)).length;
  return words > (known ? 2 : 0);
}
