/** The result of reading a text in a notation: a value, or a mistake. */
import type { ProblemCode } from '../domain/problem-codes.ts';
import { say } from './say.ts';

export interface Mistake {
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint: string;
  /** The part of the text that is wrong, as written. */
  readonly part?: string;
}

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly mistake: Mistake };

export function understood<T>(value: T): Read<T> {
  return { ok: true, value };
}

export function mistaken(code: ProblemCode, message: string, hint: string, part?: string): Read<never> {
  return {
    ok: false,
    mistake: { code, message, hint, ...(part === undefined ? {} : { part }) },
  };
}

/** Shortens a text to one line, for quoting it in a message. */
export function quote(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return say('mistake.quoted', { text: line.length > 60 ? `${line.slice(0, 59)}…` : line });
}
