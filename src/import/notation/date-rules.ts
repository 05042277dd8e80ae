/** Rules for dates: 5 September, Sept. 5, 9/12, from one to another. */
import type { TokenType } from 'chevrotain';
import { Any, C, T } from './lexer.ts';
import { Lookahead, type Rule } from './lookahead.ts';
import type { Element } from './phrase.ts';

export const DATE_START = new Set<TokenType>([C.Month, T.Number, T.Ordinal, T.NumberDate, T.IsoDate, T.DotDate]);

export class DateRules extends Lookahead {
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
}
