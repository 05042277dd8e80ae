/** Rules for clock times, ranges of them, and lengths. */
import type { IToken, TokenType } from 'chevrotain';
import { clockOf, isPlausibleRange, lengthOf, MIDNIGHT, NOON } from './clock-tokens.ts';
import { DateRules } from './date-rules.ts';
import { Any, C, T } from './lexer.ts';
import type { Rule } from './lookahead.ts';
import type { Element, WrittenClock } from './phrase.ts';

const CLOCKS = [T.Clock, T.ClockDot, T.ClockH, T.Number, T.NumberOfHalf] as const;
export const TIME_START = new Set<TokenType>([...CLOCKS, C.Noon, C.Midnight, C.Until, C.At, T.At]);

interface Timed {
  readonly clock: WrittenClock | null;
  readonly token: IToken;
}

export class ClockRules extends DateRules {
  readonly clock: Rule<Timed> = this.RULE('clock', () => {
    let half: string | null = null;
    let clock: WrittenClock | null = null;
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
      if (!this.joinsRange() && !between) this.refuse();
    });
    this.CONSUME(Any);
    // "a las 11:00", "alle ore 18"
    this.OPTION({ GATE: () => /^(?:l(?:as?|es?)|ore)$/i.test(this.LA(1).image), DEF: () => this.CONSUME2(Any) });
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
              // The longer reading goes first: "at 3-4pm". "@ 140 Harrow Hall" is a room.
              if (this.goesOn() || this.isRoomNumber(clock)) this.refuse();
              return { type: 'time', start: clock, end: null, ...this.upTo(first) };
            });
          },
        },
        {
          ALT: () => {
            const { clock, token } = this.SUBRULE3(this.clock);
            return this.ACTION((): Element => {
              if (!clock || this.isHalfOfRange(before, beyond) || this.isGroupName(before, token)) this.refuse();
              const military = this.isMilitaryBehind(before, token);
              if (!military && !this.isSpoken(clock, before, token)) this.refuse();
              const start = military ? { ...clock, bare: false, military } : clock;
              return { type: 'time', start, end: null, ...this.upTo(first) };
            });
          },
        },
      ],
    });
  });

  /** A dash or "to" and another number follow. */
  private goesOn(): boolean {
    return this.is(1, T.Dash, C.To, C.Until) && (CLOCKS as readonly TokenType[]).includes(this.LA(2).tokenType);
  }

  private isRoomNumber(clock: WrittenClock): boolean {
    if (clock.half !== null || this.LA(0).image.length < 3) return false;
    return this.is(1, C.Building) || (this.is(1, T.Word) && /^\p{Lu}/u.test(this.LA(1).image));
  }

  /** The end of a range that is no time is no time either. */
  private isHalfOfRange(before: IToken, beyond: IToken): boolean {
    return before.tokenType === T.Dash && (beyond.tokenType === T.Number || beyond.tokenType === T.NumberOfHalf);
  }

  /** 1A and 10P alone are names of groups and rooms, as are "Room 3a" and "Section 2p". */
  private isGroupName(before: IToken, token: IToken): boolean {
    const { image } = this.LA(0);
    if (token.tokenType === T.NumberOfHalf && /^[AP]$/.test(image)) return true;
    return [C.Building, C.SectionName, C.Numbered, C.KindName].includes(before.tokenType) && /^[ap]$/i.test(image);
  }

  /** A colon, a half of the day, "at" or "o'clock" makes a number a time. */
  private isSpoken(clock: WrittenClock, before: IToken, token: IToken): boolean {
    if (this.is(0, C.OClock)) return true;
    const type = token.tokenType;
    const plain = type === T.Number || type === T.ClockDot || (type === T.ClockH && !/\d\d$/.test(token.image));
    const said = clock.half !== null || [C.At, T.At, C.From, C.Starting].includes(before.tokenType);
    return !clock.bare && (said || !plain);
  }

  private isMilitaryBehind(before: IToken, token: IToken): boolean {
    const day = before.tokenType === C.DayName || before.tokenType === C.DayLetters;
    return day && token.tokenType === T.Number && token.image.length === 4;
  }

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
}
