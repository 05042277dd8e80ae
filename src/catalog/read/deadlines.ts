/** `deadlines:` of a course. */
import { addDays, isWithin } from '../../domain/date.ts';
import { DEADLINES, foldId, isId } from '../../domain/id.ts';
import type { Deadline } from '../../domain/model.ts';
import { readDue } from '../../words/due.ts';
import { sayDate } from '../../words/wording.ts';
import { warnOfOutside } from '../check/term.ts';
import type { TermDays } from '../check/term-days.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { readField, textOf } from '../fields.ts';
import { entryAt, itemsOf, type Node, valueAt, valueSpanOf } from '../yaml/tree.ts';
import { readSectionIds, type SectionIndex } from './references.ts';
import { readUrl } from './url.ts';

interface DeadlineContext {
  readonly days: TermDays;
  readonly sections: SectionIndex;
}

/** In the order written; those with errors are left out. */
export function readDeadlines(diagnostics: Diagnostics, root: Node, context: DeadlineContext): Deadline[] {
  const node = valueAt(root, 'deadlines');
  const taken = context.sections.get(DEADLINES);
  if (node && taken) {
    diagnostics.error(
      'id-taken',
      entryAt(root, 'deadlines')?.keySpan ?? node,
      `The section ${taken.id} has the id under which deadlines are published.`,
      'Call that section otherwise. If people have subscribed to it, the course can have no deadlines.',
    );
  }
  const deadlines: Deadline[] = [];
  for (const item of itemsOf(node)) {
    const deadline = readDeadline(diagnostics, item, context);
    if (!deadline) continue;
    refuseTwice(diagnostics, item, deadline, deadlines);
    warnOfDate(diagnostics, item, deadline, context);
    deadlines.push(deadline);
  }
  return deadlines;
}

function readDeadline(diagnostics: Diagnostics, node: Node, { days, sections }: DeadlineContext): Deadline | null {
  const due = readField(diagnostics, node, 'due', (text) => readDue(text, days.term));
  const forSections = readSectionIds(diagnostics, valueAt(node, 'for'), sections);
  const url = readUrl(diagnostics, valueAt(node, 'url'));
  const id = textOf(node, 'id');
  const title = textOf(node, 'title');
  // The schema has reported what is missing.
  if (!due || id === null || !isId(id) || title === null) return null;
  return { id, title, ...due, for: forSections, url, note: textOf(node, 'note'), at: diagnostics.positionOf(node) };
}

function refuseTwice(diagnostics: Diagnostics, node: Node, own: Deadline, others: readonly Deadline[]): void {
  if (others.some(({ id }) => foldId(id) === foldId(own.id))) {
    const message = `Two deadlines have the id ${own.id}.`;
    diagnostics.error('id-taken', valueSpanOf(node, 'id'), message, 'Ids of deadlines differ in more than case.');
    return;
  }
  const same = others.find((other) => describe(other) === describe(own));
  if (!same) return;
  diagnostics.error(
    'deadline-twice',
    valueSpanOf(node, 'title'),
    `${own.title} is due at the same time as ${same.id}, under the same title and for the same sections.`,
    'Remove one of the two: some calendar programs would show only one of them.',
  );
}

function describe({ title, date, time, for: sections }: Deadline): string {
  return JSON.stringify([title, date, time, [...sections].sort()]);
}

function warnOfDate(diagnostics: Diagnostics, node: Node, { date, time }: Deadline, { days }: DeadlineContext): void {
  const span = valueSpanOf(node, 'due');
  const { from, until } = days.span;
  if (!isWithin(date, days.span))
    warnOfOutside(diagnostics, span, `${date} lies outside the term (${from} to ${until}).`);
  if (time !== '00:00') return;
  const before = addDays(date, -1);
  diagnostics.warn(
    'deadline-midnight',
    span,
    `12:00 am on ${sayDate(date)} is the night before: calendars show it on ${sayDate(before)} as “due midnight”.`,
    `Write ${before} 11:59pm or ${date} 11:59pm, whichever is meant; or write allow: [deadline-midnight].`,
  );
}
