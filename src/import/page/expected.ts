/** A reading as JSON, in the shape in which labelled pages are written. */
import type { PageReading } from './model.ts';
import { wordsOfDoubt } from './model.ts';

export interface ExpectedMeeting {
  readonly days: readonly string[];
  readonly start: string | null;
  readonly end: string | null;
  readonly location: string | null;
  readonly count: number;
  readonly relative: { readonly after?: string; readonly before?: string; readonly minutes?: number } | null;
  readonly weeks: string | null;
  /** Why somebody should look at it; absent where nothing is in doubt. */
  readonly doubt?: string;
}

export interface ExpectedJson {
  readonly sections: readonly {
    readonly id: string | null;
    readonly kind: string;
    readonly label: string;
    readonly meetings: readonly ExpectedMeeting[];
    readonly people: readonly string[];
  }[];
  readonly unused: readonly { readonly line: number; readonly text: string; readonly why: string }[];
}

/** Relative meetings carry no clock times; `location` is the place as the page writes it. */
export function toExpectedJson(reading: PageReading): ExpectedJson {
  return {
    sections: reading.sections.map((section) => ({
      id: section.id,
      kind: section.kind,
      label: section.label,
      meetings: section.meetings.map((meeting) => ({
        days: meeting.days,
        start: meeting.start,
        end: meeting.end,
        location: meeting.place,
        count: meeting.count,
        relative: meeting.relative
          ? {
              [meeting.relative.side]: meeting.relative.base,
              ...(meeting.relative.minutes === null ? {} : { minutes: meeting.relative.minutes }),
            }
          : null,
        weeks: meeting.weeks,
        ...(meeting.doubts.length > 0 ? { doubt: meeting.doubts.map(wordsOfDoubt).join('; ') } : {}),
      })),
      people: section.people,
    })),
    unused: reading.unused.map(({ line, text, why }) => ({ line, text, why })),
  };
}
