/** Blocks → units in page order, each with the headings, labels and list items that apply to it. */
import type { Kind } from '../../../domain/kind.ts';
import type { Element } from '../../notation/phrase.ts';
import type { Block, Text } from '../document/blocks.ts';
import { readEvent } from './events.ts';
import { readTableUnits } from './tables.ts';
import { elementsOf, makeScope, type Scope, type Unit } from './unit.ts';

/** Ranks: headings 1–6, bold lines 7, short title lines 8, label lines 9, then list items and their lines by depth. */
const BOLD = 7;
const TITLE = 8;
const LABEL = 9;
const itemRank = (depth: number): number => 10 + 2 * depth;

export function outline(blocks: readonly Block[]): Unit[] {
  const maker = new Outline();
  for (const block of blocks) maker.take(block);
  return maker.units;
}

class Outline {
  readonly units: Unit[] = [];
  private scopes: Scope[] = [];
  private group = 0;
  private gap = false;
  private used = false;
  private topic: Kind | null = null;

  take(block: Block): void {
    switch (block.type) {
      case 'gap':
        this.group++;
        this.gap = true;
        return;
      case 'table':
        this.group++;
        this.units.push(
          ...readTableUnits(block, this.scopes, this.group).map((unit) => ({ ...unit, topic: this.topic })),
        );
        this.group++;
        this.gap = true;
        this.used = true;
        return;
      case 'event':
        this.group++;
        this.units.push(...readEvent(block, this.group));
        return;
      case 'heading':
        this.heading(block.text, block.level);
        return;
      case 'item':
        this.item(block.text, itemRank(block.depth));
        return;
      case 'line':
        this.line(block.text, block.depth > 0 ? itemRank(block.depth) + 1 : LABEL);
    }
  }

  private pop(rank: number): void {
    this.scopes = this.scopes.filter((scope) => scope.rank < rank);
  }

  private add(text: Text, elements: readonly Element[], heading = false): void {
    this.units.push({
      text,
      elements,
      scopes: [...this.scopes],
      group: this.group,
      given: {},
      heading,
      topic: this.topic,
    });
  }

  private heading(text: Text, level: number): void {
    this.group++;
    this.pop(level);
    const elements = elementsOf(text);
    this.topic = null;
    this.add(text, elements, true);
    this.push(makeScope(text, level, elements));
  }

  private push(scope: Scope): void {
    this.pop(scope.rank);
    this.scopes.push(scope);
    this.used = false;
    this.gap = false;
  }

  /** After a gap, a label or title with lines applies only to further lines of the same form. */
  private leaveLabel(elements: readonly Element[]): void {
    const stale = this.gap && this.used;
    this.gap = false;
    if (stale && !elements.some((each) => each.type === 'time' || each.type === 'relative')) {
      this.scopes = this.scopes.filter((scope) => scope.rank < TITLE || scope.rank > LABEL);
    }
    this.used = true;
  }

  private item(text: Text, rank: number): void {
    const elements = elementsOf(text);
    this.leaveLabel(elements);
    this.pop(rank);
    this.add(text, elements);
    this.scopes.push(makeScope(text, rank, elements));
  }

  private line(text: Text, rank: number): void {
    const elements = elementsOf(text);
    this.leaveLabel(elements);
    const scope = makeScope(text, rank, elements);
    if (rank === LABEL) this.topic = sentenceTopic(scope) ?? this.topic;
    this.scopes = this.scopes.filter((each) => each.rank <= rank);
    const over = rankOver(scope);
    if (over === null) {
      this.add(text, elements);
      return;
    }
    this.pop(over);
    this.add(text, elements, over < LABEL);
    this.push({ ...scope, rank: over });
  }
}

/** The rank of a line that heads those below it (bold, title, label); null for other lines. */
function rankOver(scope: Scope): number | null {
  const { text, rank } = scope;
  const short = text.text.length <= 90 && !scope.timed;
  if (short && text.strong) return rank === LABEL ? BOLD : rank;
  if (short && /:\s*$/.test(text.text)) return rank;
  return rank === LABEL && isTitle(scope) ? TITLE : null;
}

/** In "… 4:15-5:30. There are hours, too:" the last sentence heads the list below. */
function sentenceTopic({ timed, text, elements }: Scope): Kind | null {
  if (!timed) return topicOf(elements);
  return /:\s*$/.test(text.text) ? topicOf(lastSentence(elements)) : null;
}

/** Whether a short line names only a kind, role or day, and is therefore a heading. */
function isTitle(scope: Scope): boolean {
  const text = scope.text.text;
  const words = scope.elements.filter((each) => each.type === 'word').length;
  const known = scope.kind !== null || scope.role || scope.days.length > 0;
  return known && !scope.timed && words <= 4 && text.length <= 50 && !/[.,;:?!]/.test(text) && /^\p{Lu}/u.test(text);
}

function lastSentence(elements: readonly Element[]): readonly Element[] {
  return elements.slice(elements.findLastIndex((each) => each.type === 'break') + 1);
}

/** "Discussion sections": the plural behind the kind. */
const isSections = (next: Element | undefined): boolean =>
  next?.type === 'kind' && next.kind === 'discussion' && next.weak;

/** The subject of sentences: the one kind that they name in the plural or as "every lecture". */
function topicOf(elements: readonly Element[]): Kind | null {
  const named = elements.filter((each, at) => {
    const before = elements[at - 1];
    const every = before?.type === 'word' && /^(?:every|each)$/i.test(before.text);
    return each.type === 'kind' && !each.weak && (each.plural || every || isSections(elements[at + 1]));
  });
  const kinds = new Set(named.map((each) => (each.type === 'kind' ? each.kind : null)));
  return kinds.size === 1 ? ([...kinds][0] ?? null) : null;
}
