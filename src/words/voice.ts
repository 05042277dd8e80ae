/**
 * The language in which texts are said, and the hour cycle by which times are. `inVoice` sets both for everything that a
 * function calls, also after an `await`, so that no function between a page's route and its smallest text has to hand
 * them on. Outside of it texts are English.
 *
 * What is kept or sent to everybody (feeds, published changes, notices) is always said in the course's voice, whoever
 * asks: its outermost functions call `inVoice` themselves.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { ENGLISH, type Language } from '../domain/language.ts';
import type { HourCycle } from '../domain/model.ts';

/** A course's facts are one. */
export interface Voice {
  /** Absent: English. */
  readonly language?: Language;
  /** Absent: as the language has it. */
  readonly clock?: HourCycle;
}

const voices = new AsyncLocalStorage<Voice>();

/** A generator would run after `inVoice` has returned, in the voice of whoever asks for its next value. */
type Whole<Work extends () => unknown> =
  ReturnType<Work> extends Iterator<unknown> | AsyncIterator<unknown> ? never : unknown;

/** Returns what `work` returns; all texts made in it are in the voice. */
export function inVoice<Work extends () => unknown>(voice: Voice, work: Work & Whole<Work>): ReturnType<Work> {
  return voices.run(voice, work) as ReturnType<Work>;
}

/** In the present language, by the hour cycle of a course: what pages for staff and students with several courses say of one. */
export function byClockOf<Work extends () => unknown>(course: Voice, work: Work & Whole<Work>): ReturnType<Work> {
  if (course.clock === undefined) return work() as ReturnType<Work>;
  return voices.run({ language: presentLanguage(), clock: course.clock }, work) as ReturnType<Work>;
}

/** The voice alone, of a value that has one; null is as absent. */
export function voiceOf(of: { readonly [Key in keyof Voice]?: Voice[Key] | null | undefined }): Voice {
  return { ...(of.language ? { language: of.language } : {}), ...(of.clock ? { clock: of.clock } : {}) };
}

export function presentLanguage(): Language {
  return voices.getStore()?.language ?? ENGLISH;
}

/** By the voice's own setting, otherwise as its language has it. */
export function presentHourCycle(): HourCycle {
  return voices.getStore()?.clock ?? usualHourCycle(presentLanguage());
}

const hourCycles = new Map<Language, HourCycle>();

function usualHourCycle(language: Language): HourCycle {
  let hourCycle = hourCycles.get(language);
  if (!hourCycle) {
    hourCycle = new Intl.DateTimeFormat(language, { hour: 'numeric' }).resolvedOptions().hour12 ? 12 : 24;
    hourCycles.set(language, hourCycle);
  }
  return hourCycle;
}
