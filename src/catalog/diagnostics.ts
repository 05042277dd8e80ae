/** Collects the problems of one file while it is read. */
import type { Position, Problem, Severity } from '../domain/problem.ts';
import type { ProblemCode } from '../domain/problem-codes.ts';
import type { Mistake } from '../words/mistake.ts';
import { lineOf, locate, type Source, type Span } from './source.ts';
import type { Node } from './yaml/tree.ts';

/** The most problems kept for one file. */
const MOST_PROBLEMS = 500;

export class Diagnostics {
  readonly source: Source;
  readonly problems: Problem[] = [];

  constructor(source: Source) {
    this.source = source;
  }

  error(code: ProblemCode, span: Span, message: string, hint?: string): void {
    this.#add('error', code, span, message, hint);
  }

  warn(code: ProblemCode, span: Span, message: string, hint?: string): void {
    this.#add('warning', code, span, message, hint);
  }

  /** Reports a mistake in a notation, with the caret at the wrong part of the text. */
  mistake(node: Node, mistake: Mistake): void {
    this.error(mistake.code, this.#spanOf(node, mistake.part), mistake.message, mistake.hint);
  }

  positionOf(span: Span): Position {
    return locate(this.source, span);
  }

  get hasErrors(): boolean {
    return this.problems.some((problem) => problem.severity === 'error');
  }

  /** Whether the limit is reached and no more problems are kept. */
  get isFull(): boolean {
    return this.problems.length >= MOST_PROBLEMS;
  }

  #spanOf(node: Node, part: string | undefined): Span {
    if (!part || node.start < 0) return node;
    const at = this.source.text.slice(node.start, node.end).indexOf(part);
    return at < 0 ? node : { start: node.start + at, end: node.start + at + part.length };
  }

  #add(severity: Severity, code: ProblemCode, span: Span, message: string, hint: string | undefined): void {
    if (this.isFull) return;
    const written = span.start >= 0;
    this.problems.push({
      code,
      severity,
      message,
      ...(hint === undefined ? {} : { hint }),
      ...(written ? { at: locate(this.source, span), source: lineOf(this.source, span) } : {}),
    });
  }
}
