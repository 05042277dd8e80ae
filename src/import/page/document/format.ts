/** Detects a page's markup and reads its blocks. */
import type { Block } from './blocks.ts';
import { readHtml } from './html.ts';
import { readLatex } from './latex.ts';
import { readMarkdown } from './markdown.ts';
import { readNotebook } from './notebook.ts';
import { isOrg, orgToMarkdown } from './org.ts';
import { readWeeklySchedule } from './weekly-schedule.ts';

export type Format = 'html' | 'markdown' | 'latex' | 'text';

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Detects the markup by content; the file name decides only if the content is ambiguous. */
export function formatOf(source: string, name: string): Format {
  const start = source.slice(0, 200_000);
  if (
    count(
      start,
      /\\(?:documentclass|begin\{|section\*?\{|subsection\*?\{|item\b|textbf\{|hline|hfill|large\b|newcommand\b|def\\)/g,
    ) >= 2 ||
    /\.(?:tex|latex)$/i.test(name)
  )
    return 'latex';
  if (/^\s{0,80}<(?:!doctype|html|head|body|\?xml)/i.test(start)) return 'html';
  const tags = count(
    start,
    /<\/(?:p|li|td|th|tr|div|ul|ol|dl|dd|dt|h[1-6]|table|b|strong|span|a|section|font)>|<br\s?\/?>/gi,
  );
  const marks = count(start, /^(?:#{1,6} ?\S|\s{0,8}[-*+] \S|\|?\s?:?-{3,}|\s{0,3}\d{1,2}\. )|\*\*\S|\]\(/gm);
  if (/^#{1,6} {1,4}\S/m.test(start)) return 'markdown';
  // A page that starts with text is markdown with embedded HTML; the markdown reader handles both.
  if (tags >= 2 && tags > marks * 4 && /^\s{0,400}</.test(start)) return 'html';
  if (/\.html?$/i.test(name) && tags > 0) return 'html';
  return marks > 0 || tags > 0 ? 'markdown' : 'text';
}

/** Reads a page in any markup into blocks, in page order. */
export function readDocument(source: string, name: string): Block[] {
  const text = source.replaceAll(/\r\n?/g, '\n').replaceAll('\u0000', ' ');
  const notebook = readNotebook(text);
  if (notebook !== null) return readMarkdown(notebook);
  if (isOrg(text, name)) return readMarkdown(orgToMarkdown(text));
  const week = readWeeklySchedule(text);
  if (week) return [...week.blocks, { type: 'gap' }, ...readMarkdown(week.rest)];
  switch (formatOf(text, name)) {
    case 'html':
      return readHtml(text);
    case 'latex':
      return readLatex(text);
    default:
      return readMarkdown(text);
  }
}
