/** A personal calendar's selection and options as the store keeps them: read with care, for releases differ. */
import { z } from 'zod';
import type { LocalDate } from '../domain/date.ts';
import { isKind, type Kind } from '../domain/kind.ts';
import type { CancelledStyle } from '../domain/model.ts';

/** A section over a span of dates; null: without that bound. */
export interface ChosenSpan {
  readonly term: string;
  readonly course: string;
  readonly section: string;
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
}

/** How events are called: 'COS 418 P01 · Precept', 'COS 418 P01' or 'Precept'. */
export type TitleStyle = 'full' | 'short' | 'kind';
/** How one section is shown otherwise: without reminders, or as free time. */
export type SectionStyle = 'muted' | 'free';

export interface PersonalOptions {
  /** As its owner typed it, what calendar programs call it; null: "My courses". */
  readonly name: string | null;
  /** Minutes before the start at which to remind, by kind. */
  readonly reminders: Readonly<Partial<Record<Kind, number>>>;
  /** Null: as each course has it. */
  readonly cancelled: CancelledStyle | null;
  readonly titles: TitleStyle;
  /** By term/course/section, the first ids of each. */
  readonly sections: Readonly<Record<string, SectionStyle>>;
}

export const PLAIN_OPTIONS: PersonalOptions = {
  name: null,
  reminders: {},
  cancelled: null,
  titles: 'full',
  sections: {},
};

const MAX_REMINDER = 7 * 24 * 60;
export const MAX_NAME = 60;

const date = z.string().nullable();
const selectionSchema = z.array(
  z.object({ term: z.string(), course: z.string(), section: z.string(), from: date, until: date }),
);
const optionsSchema = z.object({
  name: z.string().nullable().catch(null),
  reminders: z.record(z.string(), z.number().int().min(0).max(MAX_REMINDER)).catch({}),
  cancelled: z.enum(['confirmed', 'cancelled', 'removed']).nullable().catch(null),
  titles: z.enum(['full', 'short', 'kind']).catch('full'),
  sections: z.record(z.string(), z.enum(['muted', 'free'])).catch({}),
});

/** Invalid values count as no choice. */
export function readSelection(value: unknown): readonly ChosenSpan[] {
  const read = selectionSchema.safeParse(value);
  return read.success ? read.data : [];
}

export function readOptions(value: unknown): PersonalOptions {
  const read = optionsSchema.safeParse(value);
  if (!read.success) return PLAIN_OPTIONS;
  const reminders = Object.entries(read.data.reminders).filter(([kind]) => isKind(kind));
  return { ...read.data, reminders: Object.fromEntries(reminders) };
}

/** Reads a calendar's name from a form: one line; null for none. */
export function readName(text: string | undefined): string | null {
  const name = (text ?? '').replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
  return name === '' ? null : [...name].slice(0, MAX_NAME).join('');
}

/** Reads a number of minutes from a form; null for none. */
export function readReminder(text: string | undefined): number | null {
  if (text === undefined || !/^\d{1,5}$/.test(text)) return null;
  const minutes = Number(text);
  return minutes <= MAX_REMINDER ? minutes : null;
}
