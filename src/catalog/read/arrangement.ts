/** What `meets` says beside patterns: `TBA`, `Thu TBA`, `asynchronous`, `by appointment`, `{by appointment: https://…}`. */
import type { Arrangement } from '../../domain/model.ts';
import { readArrangement as readWords } from '../../words/arrangement.ts';
import { quote } from '../../words/mistake.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { textNodeOf, textOf } from '../fields.ts';
import { entriesOf, entryAt, itemsOf, type Node, type TextNode, valueAt } from '../yaml/tree.ts';
import { type PatternContext, type PatternDefaults, refuse } from './pattern-parts.ts';
import { readStaff } from './person.ts';
import { readVenues } from './place.ts';
import { readUrl } from './url.ts';

export const BY_APPOINTMENT = 'by appointment';

/** Beside an arrangement; all other keys belong to patterns. */
const KEYS = ['on', BY_APPOINTMENT, 'where', 'staff', 'note'];

export function isArrangement(node: Node): boolean {
  if (node.type === 'map' && entryAt(node, BY_APPOINTMENT)) return true;
  const text = node.type === 'text' ? node : textNodeOf(node, 'on');
  return text !== null && readWords(text.value) !== null;
}

/** The nodes of a section's patterns, without those of its arrangements. */
export function patternNodesOf(section: Node): readonly Node[] {
  return itemsOf(valueAt(section, 'meets')).filter((node) => !isArrangement(node));
}

/** Null: it has errors, which have been reported. */
export function readArrangement(
  diagnostics: Diagnostics,
  node: Node,
  context: PatternContext,
  defaults: PatternDefaults,
): Arrangement | null {
  for (const { key } of entriesOf(node)) {
    if (!KEYS.includes(key)) refuse(diagnostics, node, key, `${key} goes with a time.`, `Take ${key}: away.`);
  }
  const parts = {
    where: readVenues(diagnostics, valueAt(node, 'where'), context.places) ?? defaults.where,
    staff: readStaff(diagnostics, valueAt(node, 'staff'), context.people) ?? defaults.staff,
    note: textOf(node, 'note'),
  };
  const link = textNodeOf(node, BY_APPOINTMENT);
  if (link) {
    if (entryAt(node, 'on'))
      refuse(diagnostics, node, 'on', 'on and by appointment do not go together.', 'Write two entries.');
    const url = /^(?:yes|true)$/i.test(link.value) ? null : readLink(diagnostics, link, link.value);
    return { type: 'appointment', weekdays: [], url, ...parts };
  }
  const text = node.type === 'text' ? node : (textNodeOf(node, 'on') as TextNode);
  const read = readWords(text.value);
  if (!read) return null;
  if (!read.ok) {
    diagnostics.mistake(text, read.mistake);
    return null;
  }
  const url = read.value.link === null ? null : readLink(diagnostics, text, read.value.link);
  return { type: read.value.type, weekdays: read.value.weekdays, url, ...parts };
}

const MAIL = /^(?:mailto:)?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)$/i;

/** A web address, or a mail address, which becomes a mailto: link. */
function readLink(diagnostics: Diagnostics, node: TextNode, text: string): string | null {
  const mail = MAIL.exec(text.trim());
  if (mail) return `mailto:${mail[1]}`;
  return readUrl(diagnostics, node, text);
}

/** Patterns that stand in place of others need times. */
export function refuseArrangement(diagnostics: Diagnostics, node: Node): void {
  diagnostics.error(
    'pattern-incomplete',
    node,
    `${quote(node.type === 'text' ? node.value : BY_APPOINTMENT)} gives no time.`,
    'Write the times that are held instead; what is by appointment then can be said in say:.',
  );
}
