/** Prints problems as workflow annotations, which GitHub shows beside the lines of a pull request. */
import path from 'node:path';
import type { Problem } from '../domain/problem.ts';

/** '::error file=data/courses/fall-2018/cos418.yaml,line=3,col=5,title=date-odd::…' @param folder of the rules, from the repository's root */
export function annotate({ severity, code, message, hint, at }: Problem, folder: string): string {
  const place = at
    ? [`file=${escapeProperty(path.posix.join(folder, at.file))}`, `line=${at.line}`, `col=${at.column}`]
    : [];
  const properties = [...place, `title=${escapeProperty(code)}`].join(',');
  return `::${severity} ${properties}::${escapeText(hint ? `${message}\n${hint}` : message)}`;
}

function escapeText(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
