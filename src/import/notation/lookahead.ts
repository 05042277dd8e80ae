/** Lookahead of the grammar's rules: the next few tokens, or a trial parse. */
import { EmbeddedActionsParser, type IToken, MismatchedTokenException, type TokenType } from 'chevrotain';
import type { Meaning } from '../../words/vocabulary/vocabulary.ts';
import { ALL_TOKENS, C, T } from './lexer.ts';

export type Rule<R> = (idx?: number) => R;

export const meaning = (token: IToken): Meaning | undefined => token.payload as Meaning | undefined;
export const endOf = (token: IToken): number => token.startOffset + token.image.length;

const HOURS_JOINTS = new Set<TokenType>([C.HoursOf, C.Role, T.Slash, C.And, T.Amp, T.LParen, T.RParen, T.Dash]);
const SESSIONS = /^(help|tutoring|drop-?in|drop|walk-in|consult\w*|question|support)$/i;

const AFTER_OR_BEFORE = /^(?:après|avant|nach|vor|dopo|prima)$/i;

export class Lookahead extends EmbeddedActionsParser {
  protected text = '';

  constructor() {
    super(ALL_TOKENS, { maxLookahead: 1, recoveryEnabled: false, skipValidations: false });
  }

  protected is(n: number, ...types: TokenType[]): boolean {
    return types.includes(this.LA(n).tokenType);
  }

  /** Tries a rule if one of these tokens comes next, and discards the result. */
  protected matches(starts: ReadonlySet<TokenType>, rule: Rule<unknown>): boolean {
    return starts.has(this.LA(1).tokenType) && this.tries(rule);
  }

  protected tries(rule: Rule<unknown>): boolean {
    return (this.BACKTRACK(rule as never, { ARGS: [] } as never) as () => boolean).call(this);
  }

  /** The following tests only skip rules that cannot match; the rules decide. */
  protected mayBeDate(): boolean {
    if (this.is(1, C.Month)) return this.is(2, T.Number, T.Ordinal, T.Period);
    return (
      !this.is(1, T.Number, T.Ordinal) ||
      this.is(2, C.Month, T.Period) ||
      this.LA(2).image === 'of' ||
      this.LA(2).image === 'de'
    );
  }

  protected mayBeLength(): boolean {
    return (
      this.is(1, T.ClockH) ||
      this.is(2, C.Hour, C.Minute) ||
      (this.is(2, T.Dash, C.Article, T.Word) && this.is(3, C.Hour, C.Minute))
    );
  }

  protected mayBeRange(): boolean {
    for (let n = 2; n <= 4; n++)
      if (this.is(n, T.Dash, C.To, C.Until, C.And, T.Amp) || this.LA(n).image === 'a') return true;
    return false;
  }

  protected mayBeTime(): boolean {
    if (this.isMilitary()) return true;
    return !this.is(1, T.Number) || this.is(2, C.Meridiem, C.OClock, C.Noon, C.Midnight) || this.mayBeRange();
  }

  /** A dash, "to", "bis", or the "a" of "de 9:30 a 11:00". */
  protected joinsRange(): boolean {
    if (this.is(1, T.Dash, C.To, C.Until)) return true;
    const clock = (n: number): boolean => this.is(n, T.Clock, T.ClockH, T.ClockDot, T.Number, C.Noon, C.Midnight);
    return this.LA(1).image === 'a' && (clock(2) || (/^l[ae]s?$/i.test(this.LA(2).image) && clock(3)));
  }

  /** "Mon 1000": four digits right behind a day, and no year. */
  protected isMilitary(): boolean {
    const { image } = this.LA(1);
    const day = this.is(0, C.DayName) || (this.is(0, C.DayLetters) && /^[A-Z]/.test(this.LA(0).image));
    if (!day || !this.is(1, T.Number) || image.length !== 4 || this.is(2, T.Dash, T.Slash, C.Unit)) return false;
    return /^(?:0[7-9]|1\d|2[0-2])[0-5][05]$/.test(image) && !/^20[0-4]/.test(image);
  }

  /** Aborts a rule whose words do not fit. */
  protected refuse(): never {
    throw new MismatchedTokenException('not in this place', this.LA(1), this.LA(0));
  }

  protected upTo(first: IToken): { from: number; to: number } {
    return { from: first.startOffset, to: endOf(this.LA(0)) };
  }

  /** A day of a month, 1 to 31. */
  protected isDayNumber(n: number): boolean {
    return (
      this.is(n, T.Ordinal) || (this.is(n, T.Number) && this.LA(n).image.length <= 2 && Number(this.LA(n).image) <= 31)
    );
  }

  protected isYear(n: number): boolean {
    return this.is(n, T.Number) && /^(19|20)\d\d$/.test(this.LA(n).image) && !this.is(n + 1, C.Meridiem, T.Dash, C.To);
  }

  protected isRelative(): boolean {
    let n = 1;
    while (n < 4 && this.is(n, C.Immediately)) n++;
    if (!this.is(n, C.After, C.Before)) return false;
    n++;
    if (this.LA(n).image === 'it') return this.namedBefore();
    if (this.is(n, C.To)) n++;
    if (this.is(n, C.And, T.Slash) && this.is(n + 1, C.After, C.Before)) n += 2;
    while (n < 7 && this.is(n, C.Article, C.Every)) n++;
    return this.is(n, C.KindName) && !this.is(n + 1, T.Number);
  }

  /** "Half an hour prior to lecture and a quarter hour following it": "it" is a class named shortly before. */
  private namedBefore(): boolean {
    for (let back = 0; back > -14; back--) {
      const { tokenType } = this.LA(back);
      if (tokenType === C.KindName) return meaning(this.LA(back))?.kind === 'lecture';
      if (tokenType === T.Period) return false;
    }
    return false;
  }

  protected isDay(n: number): boolean {
    return this.is(n, C.DayName, C.DayLetters, C.Weekday);
  }

  protected isDays(): boolean {
    return this.isDay(1) || (this.is(1, C.Every) && this.isDay(2));
  }

  protected isSection(): boolean {
    if (!this.is(1, C.SectionName)) return false;
    let n = 2;
    if (this.is(n, T.Period) || /^[#№]$/.test(this.LA(n).image)) n++;
    const image = this.LA(n).image;
    if (this.is(n, T.Number, T.Code, T.Clock)) return this.is(n, T.Code) || (this.is(n, T.Number) && image.length <= 5);
    return /^[A-Z]{1,3}$/.test(image) && this.is(n, T.Word, C.DayLetters);
  }

  protected isAbsence(): boolean {
    if (this.is(1, C.Absent)) return true;
    if (this.is(1, C.By)) return this.is(2, C.Appointment) || (this.is(2, T.Word) && this.is(3, C.Appointment));
    if (this.is(1, C.To)) return this.is(2, C.Be) && this.is(3, C.Absent);
    return this.is(1, C.Not) && this.LA(1).image.toLowerCase() === 'no' && this.is(2, C.KindName, C.HoursOf);
  }

  /** The number of tokens of "Ada's hours", "Prof. hours"; 0 if absent. */
  private whoseHoursAhead(): number {
    const hours = (n: number): boolean => this.is(n, C.Hour) && this.LA(n).image.toLowerCase() === 'hours';
    if (this.is(1, T.Word) && /['’]s$/.test(this.LA(1).image)) return hours(2) ? 2 : 0;
    return this.is(1, C.Role) && this.is(2, T.Period) && hours(3) ? 3 : 0;
  }

  /** The number of tokens of "office hours", "TA hours", "drop-in (student) hours", "help session"; 0 if absent. */
  protected hoursAhead(): number {
    const named = (n: number): boolean => this.is(n, C.KindName) && meaning(this.LA(n))?.kind === 'office hours';
    const whose = this.whoseHoursAhead();
    if (whose > 0) return whose;
    if (!this.is(1, C.HoursOf, C.Role) && !named(1)) return 0;
    let n = 1;
    let said = false;
    const lab = (n: number): boolean => n > 2 && this.is(n, C.KindName) && this.is(n - 1, T.Slash, C.And, T.Amp);
    while (n <= 6 && (HOURS_JOINTS.has(this.LA(n).tokenType) || named(n) || lab(n))) {
      said ||= this.is(n, C.HoursOf) || named(n);
      n++;
    }
    const last = this.LA(n);
    if (last.tokenType === C.Hour && /^(hours?|hrs?)$/i.test(last.image)) return said || n === 2 ? n : 0;
    const sessions = SESSIONS.test(this.LA(1).image) && /^(sessions?|room|desk|centre|center)$/i.test(last.image);
    return said && sessions && n <= 3 ? n : 0;
  }

  protected isKind(): boolean {
    if (!this.is(1, C.KindName) || this.is(2, C.Building, C.Matter)) return false;
    const before = this.LA(0).image.toLowerCase();
    // Not a kind: a forum's name, a quoted word, or the class that hours follow.
    // "Practicum's room" is about something of it.
    if (/['’]s$/.test(this.LA(1).image)) return false;
    // "après le cours", "nach der Vorlesung"
    if (/^(?:le|la|les|der|dem|il|el)$/.test(before) && AFTER_OR_BEFORE.test(this.LA(-1).image)) return false;
    if (before === 'ed' || (/^["“]$/.test(before) && /^an?$/i.test(this.LA(-1).image))) return false;
    if (
      this.is(0, C.DayName) &&
      (this.is(-1, C.After, C.Before) || (this.is(-1, C.Article) && this.is(-2, C.After, C.Before)))
    )
      return false;
    return before !== 'in' && before !== 'during';
  }

  /** "Problem class", "example classes", "practice session". */
  protected isSmallClass(): boolean {
    return (
      /^(?:problems?|examples?|practice|supervised|study|small|workshop|seminar|exercise|question)$/i.test(
        this.LA(1).image,
      ) &&
      this.is(2, C.KindName) &&
      meaning(this.LA(2))?.weak === true &&
      /^(?:class|classes|lessons?|sessions?)$/i.test(this.LA(2).image)
    );
  }

  protected isSectionKind(): boolean {
    return this.is(1, C.SectionName) && /^sections?$/i.test(this.LA(1).image) && !this.is(2, T.Number, T.Code, C.Role);
  }

  /** A period that ends a sentence, not an abbreviation. */
  protected endsSentence(): boolean {
    const before = this.LA(0);
    if (this.LA(1).image === '。') return true;
    // "Thurs." is short, "Mondays." ends a sentence.
    const shortDay = before.tokenType === C.DayName && before.image.length < 6;
    if (shortDay || /^([A-Z]|dr|prof|mr|mrs|ms|rm|bldg|st|sec|no|vs|approx|e|i|g)$/i.test(before.image)) return false;
    const next = this.LA(2);
    return Number.isNaN(next.startOffset) || next.startOffset > endOf(this.LA(1));
  }
}
