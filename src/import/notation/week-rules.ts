/** Rules for what limits the weeks: every other week, weeks 4–10, starting 7 June. */
import { DATE_START, DateRules } from './date-rules.ts';
import { Any, C, T } from './lexer.ts';
import { meaning, type Rule } from './lookahead.ts';
import type { Element } from './phrase.ts';

export class WeekRules extends DateRules {
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
}
