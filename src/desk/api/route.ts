/** One operation of the desk's API: description, required right and handler. */
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { ApiOperation } from '../../web/openapi.ts';
import type { Need } from '../access/admission.ts';
import type { Visitor } from '../desk-context.ts';
import type { DeskPageContext } from '../desk-page-context.ts';

export type ApiContext = Pick<DeskPageContext, 'desk' | 'publicUrl' | 'log' | 'addressOf'>;

export interface ApiVisit {
  readonly context: ApiContext;
  readonly request: Request;
  readonly response: Response;
  readonly visitor: Visitor;
  readonly subject: string;
  /** Validated against the operation's schema. */
  readonly body: unknown;
  /** Validated against the operation's schema. */
  readonly query: unknown;
}

export interface ApiRoute {
  readonly operation: ApiOperation;
  readonly needs: Need;
  readonly answer: (visit: ApiVisit) => Promise<void>;
}

/** The body, typed by its schema; already validated. */
export function bodyAs<T extends z.ZodType>(_schema: T, { body }: ApiVisit): z.infer<T> {
  return body as z.infer<T>;
}

/** The query, typed by its schema; already validated. */
export function queryAs<T extends z.ZodObject>(_schema: T, { query }: ApiVisit): z.infer<T> {
  return query as z.infer<T>;
}

/** Whether the request is a dry run. */
export function isDryRun({ query }: ApiVisit): boolean {
  return (query as { readonly dryRun?: boolean }).dryRun === true;
}

/** Converts '/api/v1/courses/{term}/{course}' to Express's syntax. */
export function expressPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}
