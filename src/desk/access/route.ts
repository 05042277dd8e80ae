/** One route of the desk: address, required right, handler. All are in one list, each behind the guard. */
import type { Request, Response } from 'express';
import type { Fields } from '../change/change-form.ts';
import type { Visitor } from '../desk-context.ts';
import type { DeskPageContext } from '../desk-page-context.ts';
import type { Need } from './admission.ts';

export interface Visit {
  readonly context: DeskPageContext;
  readonly request: Request;
  readonly response: Response;
  /** The form's fields, or the query's. */
  readonly fields: Fields;
  /** The course's key, the term's id, or `*`. */
  readonly subject: string;
  /** Null only if no sign-in is needed. */
  readonly visitor: Visitor | null;
  /** The token of this session's forms. */
  readonly formToken: string;
}

export type SignedInVisit = Visit & { readonly visitor: Visitor };

export type DeskRoute =
  | {
      readonly method: 'get' | 'post';
      readonly path: string;
      readonly needs: 'anybody';
      readonly answer: (visit: Visit) => Promise<void> | void;
    }
  | {
      readonly method: 'get' | 'post';
      readonly path: string;
      readonly needs: Need;
      readonly answer: (visit: SignedInVisit) => Promise<void> | void;
    };

export function fieldOf(fields: Fields, name: string): string {
  return (fields[name]?.[0] ?? '').trim();
}
