/** One operation of the desk's API: its description, who may, what it answers. */
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { ApiOperation } from '../../web/openapi.ts';
import type { Need } from '../access/admission.ts';
import type { Visitor } from '../desk-context.ts';
import type { DeskPageContext } from '../desk-page-context.ts';

export type ApiParts = Pick<DeskPageContext, 'desk' | 'publicUrl' | 'log' | 'addressOf'>;

export interface ApiVisit {
  readonly parts: ApiParts;
  readonly request: Request;
  readonly response: Response;
  readonly visitor: Visitor;
  readonly subject: string;
  /** Checked against the operation's schema. */
  readonly body: unknown;
  /** Checked against the operation's schema. */
  readonly query: unknown;
}

export interface ApiRoute {
  readonly operation: ApiOperation;
  readonly needs: Need;
  readonly answer: (visit: ApiVisit) => Promise<void>;
}

/** The body, as its schema has it; checked before. */
export function bodyAs<T extends z.ZodType>(_schema: T, { body }: ApiVisit): z.infer<T> {
  return body as z.infer<T>;
}

/** The query, as its schema has it; checked before. */
export function queryAs<T extends z.ZodObject>(_schema: T, { query }: ApiVisit): z.infer<T> {
  return query as z.infer<T>;
}

/** Whether the request only asks what would be. */
export function isDryRun({ query }: ApiVisit): boolean {
  return (query as { readonly dryRun?: boolean }).dryRun === true;
}

/** '/api/v1/courses/{term}/{course}' as Express writes it. */
export function expressPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}
