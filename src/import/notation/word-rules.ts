/** Rules for days and for the words of timetables: kinds, sections, roles, absences. */
import type { IToken } from 'chevrotain';
import type { Weekday } from '../../domain/date.ts';
import { ClockRules } from './clock-rules.ts';
import { type DayItem, joinDays } from './days.ts';
import { Any, C, T } from './lexer.ts';
import { endOf, meaning, type Rule } from './lookahead.ts';
import type { Element } from './phrase.ts';

export class WordRules extends ClockRules {
  readonly relative: Rule<Element> = this.RULE('relative', () => {
    const first = this.LA(1);
    let side: 'after' | 'before' = 'after';
    this.AT_LEAST_ONE({
      GATE: () => !this.is(1, C.KindName) && this.LA(1).image !== 'it',
      DEF: () => {
        const token = this.CONSUME(Any);
        this.ACTION(() => {
          if (token.tokenType === C.Before) side = 'before';
        });
      },
    });
    const base = this.CONSUME2(Any);
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

  readonly weeks: Rule<Element> = this.RULE('weeks', () => {
    const { image, startOffset } = this.CONSUME(C.WeekLimit);
    return this.ACTION(
      (): Element => ({ type: 'weeks', text: image, from: startOffset, to: startOffset + image.length }),
    );
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
      (): Element => ({ type: 'kind', kind: 'office hours', weak: false, plural: true, ...this.upTo(first) }),
    );
  });

  /** "Problem class", "practice session": other names of small classes. */
  readonly smallClass: Rule<Element> = this.RULE('smallClass', () => {
    const first = this.CONSUME(Any);
    const plural = meaning(this.CONSUME(C.KindName))?.plural === true;
    return this.ACTION((): Element => ({ type: 'kind', kind: 'tutorial', weak: false, plural, ...this.upTo(first) }));
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

  /** "Sections meet …": discussion, unless something is more specific. */
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

  readonly broken: Rule<Element> = this.RULE('broken', () => {
    const token = this.CONSUME(T.BrokenClock);
    return this.ACTION((): Element => ({ type: 'broken', text: token.image, ...this.upTo(token) }));
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
  const days = token.payload as readonly Weekday[];
  return {
    days,
    form: days.length > 1 || /^t[hu]$/i.test(token.image) ? 'code' : 'letter',
    weekly: every || days.length > 1,
    joint,
  };
}
