/** Rewrites YAML errors as actionable messages. */
import type { ErrorCode, YAMLParseError } from 'yaml';
import type { ProblemCode } from '../../domain/problem-codes.ts';
import type { Diagnostics } from '../diagnostics.ts';
import type { Span } from '../source.ts';

interface Words {
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint: string;
}

const COLON: Words = {
  code: 'yaml-colon',
  message: 'A colon and a space begin a new key here.',
  hint: 'Put the whole text in quotes: note: "Bring: a laptop".',
};
const QUOTES: Words = {
  code: 'yaml-quotes',
  message: 'A text cannot begin with this character.',
  hint: 'Put the whole text in quotes.',
};
const AFTER_QUOTES: Words = {
  code: 'yaml-quotes',
  message: 'Something follows where the value is already complete.',
  hint: 'Put the whole text in one pair of quotes; inside them write \\" for ".',
};
const TAB: Words = { code: 'yaml-tab', message: 'A tab indents this line.', hint: 'Indent with spaces.' };
const INDENT: Words = {
  code: 'yaml-syntax',
  message: 'This line is not where its neighbours are.',
  hint: 'Keys of one mapping begin in one column; what belongs to a key is two spaces further in.',
};
const UNCLOSED: Words = {
  code: 'yaml-syntax',
  message: 'A quote, bracket or brace is not closed, or a colon is missing.',
  hint: 'Look for the missing " \' ] } or : before this place.',
};

const WORDS: Partial<Record<ErrorCode, Words>> = {
  BLOCK_AS_IMPLICIT_KEY: COLON,
  BLOCK_IN_FLOW: COLON,
  BAD_SCALAR_START: QUOTES,
  UNEXPECTED_TOKEN: AFTER_QUOTES,
  TAB_AS_INDENT: TAB,
  BAD_INDENT: INDENT,
  MISSING_CHAR: UNCLOSED,
  MULTIPLE_DOCS: {
    code: 'yaml-documents',
    message: 'A second YAML document (---) begins here.',
    hint: 'One file holds one thing: take the line --- away.',
  },
  TAG_RESOLVE_FAILED: {
    code: 'yaml-tag',
    message: 'YAML tags (!…) are not read: every value is a text.',
    hint: 'Take the tag away.',
  },
  BAD_ALIAS: {
    code: 'yaml-anchor',
    message: 'YAML anchors and aliases are not read.',
    hint: 'A text that begins with & or * needs quotes.',
  },
};

/** Reports the parser's errors, only the first on each line: later ones are mostly consequences of it. */
export function reportSyntax(diagnostics: Diagnostics, errors: readonly YAMLParseError[]): void {
  const lines = new Set<number>();
  for (const error of errors) {
    const span: Span = { start: error.pos[0], end: Math.max(error.pos[1], error.pos[0] + 1) };
    const { line } = diagnostics.positionOf(span);
    if (lines.has(line)) continue;
    lines.add(line);
    const words = error.message.startsWith('Flow') ? UNCLOSED : WORDS[error.code];
    if (words) diagnostics.error(words.code, span, words.message, words.hint);
    else diagnostics.error('yaml-syntax', span, `${error.message}.`, 'See docs/format.md for how the file is written.');
  }
}
