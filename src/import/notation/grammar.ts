/**
 * The grammar of timetable notation, an island grammar: named rules for what means something, filler for the rest.
 *
 *   phrase    := ( date | weeks | length | relative | time | days | section | absence | kind | occasion | … | filler )*
 *   time      := clock ( to clock )? | until clock | 'at' number
 *   days      := 'every'? day ( (',' | 'and' | '/' | '-' | to) day )*
 *
 * A rule is taken where its whole form matches (BACKTRACK); every token can be filler, so every text parses.
 */
import type { IToken, TokenType } from 'chevrotain';
import { clockOf, isPlausibleRange, lengthOf, MIDNIGHT, NOON } from './clock.ts';
import { type DayItem, joinDays } from './days.ts';
import { Any, C, lex, T } from './lexer.ts';
import { endOf, Lookahead, meaning, type Rule } from './lookahead.ts';
import type { Clock, Day, Element } from './phrase.ts';

const CLOCKS = [T.Clock, T.ClockDot, T.ClockH, T.Number, T.NumberOfHalf] as const;
const TIME_START = new Set<TokenType>([...CLOCKS, C.Noon, C.Midnight, C.Until, C.At, T.At]);
const DATE_START = new Set<TokenType>([C.Month, T.Number, T.Ordinal, T.NumberDate, T.IsoDate, T.DotDate]);
const LENGTH_START = new Set<TokenType>([T.Number, T.Decimal, T.ClockDot, T.ClockH, C.Quantity, C.Half]);
const WEEKS_START = new Set<TokenType>([
  C.Every,
  C.Alternate,
  C.Parity,
  C.Week,
  C.Fortnightly,
  C.Starting,
  C.From,
  C.Until,
  C.Other,
  C.Not,
  C.After,
  T.Ordinal,
]);

interface Timed {
  readonly clock: Clock | null;
  readonly token: IToken;
}

class Notation extends Lookahead {
  constructor() {
    super();
    this.performSelfAnalysis();
  }

  /** The elements of a text, in order. Never fails; long texts take time in proportion to their length. */
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
          {
            GATE: () => this.mayBeWeeks() && this.matches(WEEKS_START, this.weeks),
            ALT: () => this.SUBRULE(this.weeks),
          },
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
          { GATE: () => this.hoursAhead() > 0, ALT: () => this.SUBRULE(this.hours) },
          { GATE: () => this.isKind(), ALT: () => this.SUBRULE(this.kind) },
          { GATE: () => this.isSectionKind(), ALT: () => this.SUBRULE(this.sectionKind) },
          { GATE: () => this.is(1, T.Copies), ALT: () => this.SUBRULE(this.copies) },
          { GATE: () => this.is(1, C.Occasion), ALT: () => this.SUBRULE(this.occasion) },
          { GATE: () => this.is(1, C.Role), ALT: () => this.SUBRULE(this.role) },
          { ALT: () => this.SUBRULE(this.filler) },
        ],
      });
      this.ACTION(() => found.push(element));
    });
    return found;
  });

  /** Sept. 5, 5 September 2023, 9/12, 2023-09-12, or from one to another of these. */
  readonly date: Rule<Element> = this.RULE('date', () => {
    const first = this.LA(1);
    this.SUBRULE(this.singleDate);
    let span = false;
    this.OPTION({
      GATE: () =>
        this.is(1, T.Dash, C.To, C.Until) && DATE_START.has(this.LA(2).tokenType) && !this.is(3, C.Meridiem, T.Colon),
      DEF: () => {
        this.CONSUME(Any);
        this.OR([
          { GATE: () => !this.isDayNumber(1) || this.is(2, C.Month), ALT: () => this.SUBRULE2(this.singleDate) },
          { ALT: () => this.CONSUME2(Any) },
        ]);
        span = true;
      },
    });
    this.OPTION2({ GATE: () => this.isYear(1), DEF: () => this.CONSUME3(Any) });
    return this.ACTION((): Element => ({ type: 'date', span, ...this.upTo(first) }));
  });

  readonly singleDate: Rule<void> = this.RULE('singleDate', () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(C.Month);
          this.OPTION({ GATE: () => this.is(1, T.Period), DEF: () => this.CONSUME(T.Period) });
          this.ACTION(() => this.isDayNumber(1) || this.refuse());
          this.CONSUME(Any);
        },
      },
      {
        GATE: () => this.isDayNumber(1),
        ALT: () => {
          this.OR2([{ ALT: () => this.CONSUME(T.Number) }, { ALT: () => this.CONSUME(T.Ordinal) }]);
          this.OPTION2({ GATE: () => /^(of|\.|de)$/i.test(this.LA(1).image), DEF: () => this.CONSUME2(Any) });
          this.CONSUME2(C.Month);
        },
      },
      {
        ALT: () => {
          const token = this.CONSUME(T.NumberDate);
          this.ACTION(() => {
            const [a = 99, b = 99] = token.image.split('/').map(Number);
            if (a > 31 || b > 31 || Math.min(a, b) > 12 || Math.min(a, b) < 1 || token.image === '24/7') this.refuse();
          });
        },
      },
      { ALT: () => this.CONSUME(T.IsoDate) },
      { ALT: () => this.CONSUME(T.DotDate) },
    ]);
    this.OPTION3({
      GATE: () => this.isYear(1) || (this.is(1, T.Comma) && this.isYear(2)),
      DEF: () => {
        this.OPTION4({ GATE: () => this.is(1, T.Comma), DEF: () => this.CONSUME(T.Comma) });
        this.CONSUME3(Any);
      },
    });
  });

  /** Every other week, odd weeks, weeks 4–10 and 12, starting 7 June, until week 5. */
  readonly weeks: Rule<Element> = this.RULE('weeks', () => {
    const first = this.LA(1);
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          ALT: () => {
            this.CONSUME(C.Every);
            this.OR2([
              { ALT: () => this.CONSUME(C.Other) },
              { GATE: () => /^2nd$/i.test(this.LA(1).image), ALT: () => this.CONSUME(T.Ordinal) },
              { GATE: () => meaning(this.LA(1))?.value === 2, ALT: () => this.CONSUME(C.Quantity) },
            ]);
            this.ACTION(() => this.is(1, C.Week) || this.isDay(1) || this.refuse());
            this.OPTION({ GATE: () => this.is(1, C.Week), DEF: () => this.CONSUME(C.Week) });
          },
        },
        {
          GATE: () => this.is(1, C.Alternate, C.Parity, C.Other, T.Ordinal),
          ALT: () => this.SUBRULE(this.alternation),
        },
        { GATE: () => this.is(1, C.Not), ALT: () => this.SUBRULE(this.notEvery) },
        { ALT: () => this.CONSUME(C.Fortnightly) },
        { GATE: () => this.is(1, C.Week), ALT: () => this.SUBRULE(this.weekNumbers) },
        { ALT: () => this.SUBRULE(this.bound) },
      ],
    });
    return this.ACTION((): Element => {
      const span = this.upTo(first);
      return { type: 'weeks', text: this.text.slice(span.from, span.to), ...span };
    });
  });

  /** "not held every week", "not every week, only when shown". */
  readonly notEvery: Rule<void> = this.RULE('notEvery', () => {
    this.CONSUME(C.Not);
    this.MANY({
      GATE: () => !this.is(1, C.Every) && this.is(1, T.Word, C.KindName, C.In),
      DEF: () => this.CONSUME(Any),
    });
    this.CONSUME(C.Every);
    this.CONSUME(C.Week);
  });

  readonly alternation: Rule<void> = this.RULE('alternation', () => {
    const first = this.CONSUME(Any);
    this.OPTION({
      GATE: () => this.is(1, C.And, T.Amp) && this.is(2, C.Other, T.Ordinal),
      DEF: () => {
        this.CONSUME2(Any);
        this.CONSUME3(Any);
      },
    });
    this.ACTION(() => {
      const ordinal = first.tokenType === T.Ordinal || first.tokenType === C.Other;
      if (ordinal ? !this.is(1, C.DayName) || this.is(2, T.Number) : !(this.is(1, C.Week) || this.isDay(1)))
        this.refuse();
      if (first.image.toLowerCase() === 'other') this.refuse();
    });
    this.OPTION2({ GATE: () => this.is(1, C.Week), DEF: () => this.CONSUME(C.Week) });
  });

  readonly weekNumbers: Rule<void> = this.RULE('weekNumbers', () => {
    const week = this.CONSUME(C.Week);
    let several = false;
    this.ACTION(() => {
      several = meaning(week)?.plural === true;
    });
    this.CONSUME(T.Number);
    this.MANY({
      GATE: () =>
        (this.is(1, T.Dash, C.To, T.Comma, C.And, T.Amp) &&
          this.is(2, T.Number) &&
          this.LA(2).image.length <= 2 &&
          !this.is(3, C.Meridiem)) ||
        (this.is(1, T.Comma) && this.is(2, C.And) && this.is(3, T.Number)),
      DEF: () => {
        this.CONSUME(Any);
        this.OPTION({ GATE: () => this.is(1, C.And), DEF: () => this.CONSUME(C.And) });
        this.CONSUME2(T.Number);
        several = true;
      },
    });
    this.ACTION(() => several || this.refuse());
  });

  readonly bound: Rule<void> = this.RULE('bound', () => {
    this.AT_LEAST_ONE({
      GATE: () =>
        this.is(1, C.Starting, C.From, C.Until, C.After) ||
        (this.is(0, C.Starting, C.From, C.Until, C.After) && this.is(1, C.At, C.In, C.Article, C.To)),
      DEF: () => this.CONSUME(Any),
    });
    this.OPTION({
      GATE: () => this.is(1, C.DayName) && (DATE_START.has(this.LA(2).tokenType) || this.is(2, T.Comma, T.Period)),
      DEF: () => {
        this.CONSUME(C.DayName);
        this.OPTION2({ GATE: () => this.is(1, T.Comma, T.Period), DEF: () => this.CONSUME2(Any) });
      },
    });
    this.OR([
      {
        GATE: () => this.is(1, C.Week) && this.is(2, T.Number),
        ALT: () => {
          this.CONSUME(C.Week);
          this.CONSUME(T.Number);
        },
      },
      {
        GATE: () => this.is(1, C.Other, T.Ordinal) && this.is(2, C.Week),
        ALT: () => {
          this.CONSUME3(Any);
          this.CONSUME2(C.Week);
        },
      },
      { ALT: () => this.SUBRULE(this.date) },
    ]);
  });

  readonly length: Rule<Element> = this.RULE('length', () => {
    const number = this.CONSUME(Any);
    let unit: IToken | null = null;
    let extra: IToken | null = null;
    this.OPTION({ GATE: () => this.is(1, T.Dash) && this.is(2, C.Hour, C.Minute), DEF: () => this.CONSUME(T.Dash) });
    this.OPTION2({ GATE: () => this.is(1, C.Article) || this.LA(1).image === 'an', DEF: () => this.CONSUME2(Any) });
    this.OR([
      { ALT: () => (unit = this.CONSUME(C.Hour)) },
      { ALT: () => (unit = this.CONSUME(C.Minute)) },
      {
        ALT: () =>
          this.ACTION(
            () =>
              (number.tokenType === T.ClockH && Number.parseInt(number.image, 10) < 7 && !this.is(1, T.Dash, C.To)) ||
              this.refuse(),
          ),
      },
    ]);
    this.OPTION3({
      GATE: () => unit?.tokenType === C.Hour && (this.is(2, C.Minute) || (this.is(1, C.And) && this.is(3, C.Minute))),
      DEF: () => {
        this.OPTION4({ GATE: () => this.is(1, C.And), DEF: () => this.CONSUME(C.And) });
        extra = this.CONSUME(T.Number);
        this.CONSUME2(C.Minute);
      },
    });
    return this.ACTION((): Element => {
      const minutes = lengthOf(number, unit, extra) ?? this.refuse();
      return { type: 'length', minutes, ...this.upTo(number) };
    });
  });

  readonly relative: Rule<Element> = this.RULE('relative', () => {
    const first = this.LA(1);
    let side: 'after' | 'before' = 'after';
    this.AT_LEAST_ONE({
      GATE: () => !this.is(1, C.KindName),
      DEF: () => {
        const token = this.CONSUME(Any);
        this.ACTION(() => {
          if (token.tokenType === C.Before) side = 'before';
        });
      },
    });
    const base = this.CONSUME(C.KindName);
    return this.ACTION(
      (): Element => ({
        type: 'relative',
        side,
        base: meaning(base)?.kind ?? 'lecture',
        immediate: first.tokenType === C.Immediately,
        ...this.upTo(first),
      }),
    );
  });

  readonly clock: Rule<Timed> = this.RULE('clock', () => {
    let half: string | null = null;
    let clock: Clock | null = null;
    const token = this.CONSUME(Any);
    this.OPTION({ GATE: () => this.is(1, C.OClock), DEF: () => this.CONSUME(C.OClock) });
    this.OPTION2(() => {
      half = this.CONSUME(C.Meridiem).image;
    });
    this.OPTION3({ GATE: () => this.is(1, C.Noon, C.Midnight), DEF: () => this.CONSUME2(Any) });
    this.OPTION4({ GATE: () => this.is(1, C.Zone) && this.LA(1).image !== 'et', DEF: () => this.CONSUME(C.Zone) });
    this.ACTION(() => {
      if (token.tokenType === C.Noon || this.is(0, C.Noon)) clock = NOON;
      else if (token.tokenType === C.Midnight || this.is(0, C.Midnight)) clock = MIDNIGHT;
      else clock = (CLOCKS as readonly TokenType[]).includes(token.tokenType) ? clockOf(token, half) : null;
      if (clock === null) this.refuse();
    });
    return { clock, token };
  });

  readonly range: Rule<Element> = this.RULE('range', () => {
    const before = this.LA(0);
    const start = this.SUBRULE(this.clock);
    this.ACTION(() => {
      const between = this.is(1, C.And, T.Amp) && /^between$/i.test(before.image);
      if (!this.is(1, T.Dash, C.To, C.Until) && !between) this.refuse();
    });
    this.CONSUME(Any);
    const end = this.SUBRULE2(this.clock);
    return this.ACTION((): Element => {
      const tokens = { before, first: start.token, second: end.token, after: this.LA(1) };
      if (!start.clock || !end.clock || !isPlausibleRange(start.clock, end.clock, tokens)) this.refuse();
      return { type: 'time', start: start.clock, end: end.clock, ...this.upTo(start.token) };
    });
  });

  readonly time: Rule<Element> = this.RULE('time', () => {
    const first = this.LA(1);
    const before = this.LA(0);
    const beyond = this.LA(-1);
    return this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { GATE: () => this.mayBeRange() && this.tries(this.range), ALT: () => this.SUBRULE(this.range) },
        {
          GATE: () => this.is(1, C.Until),
          ALT: () => {
            this.CONSUME(C.Until);
            const { clock } = this.SUBRULE(this.clock);
            return this.ACTION((): Element => {
              if (!clock || clock.bare) this.refuse();
              return { type: 'time', start: null, end: clock, ...this.upTo(first) };
            });
          },
        },
        {
          GATE: () => this.is(1, C.At, T.At) && this.is(2, T.Number),
          ALT: () => {
            this.CONSUME(Any);
            const { clock } = this.SUBRULE2(this.clock);
            return this.ACTION((): Element => {
              if (!clock || clock.hour > 12 || clock.hour < 1 || this.is(1, C.Unit, C.Hour, C.Minute)) this.refuse();
              return { type: 'time', start: clock, end: null, ...this.upTo(first) };
            });
          },
        },
        {
          ALT: () => {
            const { clock, token } = this.SUBRULE3(this.clock);
            return this.ACTION((): Element => {
              // The second half of a range that is no time is none either.
              if (
                before.tokenType === T.Dash &&
                [T.Number, T.NumberOfHalf].includes(beyond.tokenType as typeof T.Number)
              )
                this.refuse();
              // 1A and 10P alone are names of groups and rooms.
              if (token.tokenType === T.NumberOfHalf && /^[AP]$/.test(this.LA(0).image)) this.refuse();
              if (
                [C.Building, C.SectionName, C.Numbered, C.KindName].includes(before.tokenType) &&
                /^[ap]$/i.test(this.LA(0).image)
              )
                this.refuse();
              const spoken = [C.At, T.At, C.From, C.Starting].includes(before.tokenType) || clock?.half;
              const plain =
                token.tokenType === T.Number ||
                token.tokenType === T.ClockDot ||
                (token.tokenType === T.ClockH && !/\d\d$/.test(token.image));
              if (!clock || (plain && !spoken && !this.is(0, C.OClock)) || (clock.bare && !this.is(0, C.OClock)))
                this.refuse();
              return { type: 'time', start: clock, end: null, ...this.upTo(first) };
            });
          },
        },
      ],
    });
  });

  readonly days: Rule<Element> = this.RULE('days', () => {
    const first = this.LA(1);
    const items: DayItem[] = [];
    let every = false;
    let joint: DayItem['joint'] = 'none';
    this.OPTION({
      GATE: () => this.is(1, C.Every),
      DEF: () => {
        this.CONSUME(C.Every);
        every = true;
      },
    });
    this.AT_LEAST_ONE({
      GATE: () => this.isDay(1),
      DEF: () => {
        const token = this.CONSUME(Any);
        this.ACTION(() => items.push(itemOf(token, every, joint)));
        this.OPTION2({
          GATE: () => this.is(1, T.Period) && token.image.length <= 5 && !this.startsSentence(),
          DEF: () => this.CONSUME(T.Period),
        });
        joint = 'list';
        this.OPTION3({
          GATE: () => this.jointAhead() > 0,
          DEF: () => {
            const mark = this.CONSUME2(Any);
            if (mark.tokenType === T.Dash) joint = 'dash';
            else if (mark.tokenType === C.To || mark.tokenType === C.Until) joint = 'range';
            this.MANY({ GATE: () => !this.isDay(1), DEF: () => this.CONSUME3(Any) });
          },
        });
      },
    });
    return this.ACTION((): Element => ({ type: 'days', ...joinDays(items), ...this.upTo(first) }));
  });

  readonly section: Rule<Element> = this.RULE('section', () => {
    const first = this.CONSUME(C.SectionName);
    this.OPTION({ GATE: () => this.is(1, T.Period) || /^[#№]$/.test(this.LA(1).image), DEF: () => this.CONSUME(Any) });
    const id = this.CONSUME2(Any);
    return this.ACTION((): Element => ({ type: 'section', id: id.image, ...this.upTo(first) }));
  });

  readonly absence: Rule<Element> = this.RULE('absence', () => {
    const first = this.CONSUME(Any);
    this.MANY({
      GATE: () =>
        !(this.is(0, C.Absent) || this.is(0, C.Appointment)) &&
        this.is(1, C.Be, C.Absent, C.Appointment, C.KindName, C.HoursOf, C.Hour, T.Word) &&
        this.LA(0).tokenType !== C.KindName &&
        this.LA(0).tokenType !== C.Hour,
      DEF: () => this.CONSUME2(Any),
    });
    return this.ACTION((): Element => {
      const span = this.upTo(first);
      return { type: 'absence', why: this.text.slice(span.from, span.to), ...span };
    });
  });

  readonly hours: Rule<Element> = this.RULE('hours', () => {
    const first = this.LA(1);
    let left = this.ACTION(() => this.hoursAhead()) ?? 1;
    this.AT_LEAST_ONE({
      GATE: () => left > 0,
      DEF: () => {
        this.CONSUME(Any);
        left--;
      },
    });
    return this.ACTION(
      (): Element => ({ type: 'kind', kind: 'office-hours', weak: false, plural: true, ...this.upTo(first) }),
    );
  });

  readonly kind: Rule<Element> = this.RULE('kind', () => {
    const token = this.CONSUME(C.KindName);
    return this.ACTION(
      (): Element => ({
        type: 'kind',
        kind: meaning(token)?.kind ?? 'other',
        weak: meaning(token)?.weak === true,
        plural: meaning(token)?.plural === true,
        from: token.startOffset,
        to: endOf(token),
      }),
    );
  });

  /** "Sections meet …": discussion, where nothing says more. */
  readonly sectionKind: Rule<Element> = this.RULE('sectionKind', () => {
    const token = this.CONSUME(C.SectionName);
    return this.ACTION(
      (): Element => ({ type: 'kind', kind: 'discussion', weak: true, plural: false, ...this.upTo(token) }),
    );
  });

  readonly copies: Rule<Element> = this.RULE('copies', () => {
    const token = this.CONSUME(T.Copies);
    return this.ACTION(
      (): Element => ({
        type: 'count',
        count: Math.max(1, Number(token.image.replaceAll(/\D/g, ''))),
        ...this.upTo(token),
      }),
    );
  });

  readonly occasion: Rule<Element> = this.RULE('occasion', () => {
    const token = this.CONSUME(C.Occasion);
    return this.ACTION((): Element => ({ type: 'occasion', why: token.image, ...this.upTo(token) }));
  });

  readonly role: Rule<Element> = this.RULE('role', () => {
    const token = this.CONSUME(C.Role);
    return this.ACTION((): Element => ({ type: 'role', text: token.image, ...this.upTo(token) }));
  });

  readonly filler: Rule<Element> = this.RULE('filler', () => {
    const breaks = this.is(1, T.Semicolon, T.Bar) || (this.is(1, T.Period) && this.endsSentence());
    const token = this.CONSUME(Any);
    return this.ACTION((): Element => {
      const span = this.upTo(token);
      if (breaks) return { type: 'break', mark: token.image, ...span };
      return { type: /[\p{L}\p{N}]/u.test(token.image) ? 'word' : 'mark', text: token.image, ...span };
    });
  });

  /** How many tokens join the day just read to the next one: `/`, `, and`, `–`, `to`; 0 if none does. */
  private jointAhead(): number {
    const joint = this.is(1, T.Comma, T.Slash, T.Amp, T.Dash, C.And, C.To, C.Until);
    if (!joint) return 0;
    let n = 2;
    if (this.is(1, T.Comma) && this.is(2, C.And, T.Amp)) n = 3;
    if (this.is(n, C.Every) && this.isDay(n + 1)) n++;
    return this.isDay(n) ? n - 1 : 0;
  }

  private startsSentence(): boolean {
    return /^[A-Z]/.test(this.LA(2).image) && !this.isDay(2) && this.LA(0).image.length > 4;
  }
}

function itemOf(token: IToken, every: boolean, joint: DayItem['joint']): DayItem {
  if (token.tokenType === C.Weekday) return { days: ['MO', 'TU', 'WE', 'TH', 'FR'], form: 'name', weekly: true, joint };
  const said = meaning(token);
  if (said?.day) return { days: [said.day], form: 'name', weekly: every || said.plural === true, joint };
  const days = token.payload as readonly Day[];
  return {
    days,
    form: days.length > 1 || /^t[hu]$/i.test(token.image) ? 'code' : 'letter',
    weekly: every || days.length > 1,
    joint,
  };
}

let notation: Notation | undefined;

/** Reads the notation in one text (a line, a table's cell): elements with offsets, nothing left out. */
export function readNotation(text: string): Element[] {
  notation ??= new Notation();
  return notation.read(text);
}
