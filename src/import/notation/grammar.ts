/**
 * The grammar of timetable notation, an island grammar: rules for meaningful parts, filler for the rest.
 *
 *   phrase    := ( date | weeks | length | relative | time | days | section | absence | kind | occasion | … | filler )*
 *   time      := clock ( to clock )? | until clock | 'at' number
 *   days      := 'every'? day ( (',' | 'and' | '/' | '-' | to) day )*
 *
 * A rule applies only if it matches completely (BACKTRACK); any token can be filler, so every text parses.
 */
import type { TokenType } from 'chevrotain';
import { TIME_START } from './clock-rules.ts';
import { DATE_START } from './date-rules.ts';
import { C, lex, T } from './lexer.ts';
import type { Rule } from './lookahead.ts';
import type { Element } from './phrase.ts';
import { WordRules } from './word-rules.ts';

const LENGTH_START = new Set<TokenType>([T.Number, T.Decimal, T.ClockDot, T.ClockH, C.Quantity, C.Half, C.Term]);
class Notation extends WordRules {
  constructor() {
    super();
    this.performSelfAnalysis();
  }

  /** The elements of a text, in order. Never fails; takes linear time. */
  read(text: string): Element[] {
    this.text = text;
    this.input = lex(text);
    return this.phrase();
  }

  readonly phrase: Rule<Element[]> = this.RULE('phrase', () => {
    const found: Element[] = [];
    this.MANY(() => {
      const element = this.OR({
        IGNORE_AMBIGUITIES: true,
        DEF: [
          { GATE: () => this.is(1, C.WeekLimit), ALT: () => this.SUBRULE(this.weeks) },
          { GATE: () => this.mayBeDate() && this.matches(DATE_START, this.date), ALT: () => this.SUBRULE(this.date) },
          {
            GATE: () => this.mayBeLength() && this.matches(LENGTH_START, this.length),
            ALT: () => this.SUBRULE(this.length),
          },
          { GATE: () => this.isRelative(), ALT: () => this.SUBRULE(this.relative) },
          { GATE: () => this.mayBeTime() && this.matches(TIME_START, this.time), ALT: () => this.SUBRULE(this.time) },
          { GATE: () => this.isDays(), ALT: () => this.SUBRULE(this.days) },
          { GATE: () => this.isSection(), ALT: () => this.SUBRULE(this.section) },
          { GATE: () => this.isAbsence(), ALT: () => this.SUBRULE(this.absence) },
          { GATE: () => this.isSmallClass(), ALT: () => this.SUBRULE(this.smallClass) },
          { GATE: () => this.hoursAhead() > 0, ALT: () => this.SUBRULE(this.hours) },
          { GATE: () => this.isKind(), ALT: () => this.SUBRULE(this.kind) },
          { GATE: () => this.isSectionKind(), ALT: () => this.SUBRULE(this.sectionKind) },
          { GATE: () => this.is(1, T.Copies), ALT: () => this.SUBRULE(this.copies) },
          { GATE: () => this.is(1, C.Occasion) && !this.is(2, C.SectionName), ALT: () => this.SUBRULE(this.occasion) },
          { GATE: () => this.is(1, C.Role), ALT: () => this.SUBRULE(this.role) },
          { GATE: () => this.is(1, T.BrokenClock), ALT: () => this.SUBRULE(this.broken) },
          { ALT: () => this.SUBRULE(this.filler) },
        ],
      });
      this.ACTION(() => found.push(element));
    });
    return found;
  });
}

let notation: Notation | undefined;

/** Reads the notation in one text (a line, a table's cell) as elements with offsets, without gaps. */
export function readNotation(text: string): Element[] {
  notation ??= new Notation();
  return notation.read(text);
}
