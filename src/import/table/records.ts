/** Splits table text into records with row numbers. An unclosed quotation mark affects one row, not the file. */
import { parse } from 'csv-parse/sync';

export interface TableRecord {
  /** From 1; a quoted line break does not start a new row, a blank line does. */
  readonly number: number;
  readonly cells: readonly string[];
}

export interface Records {
  readonly records: readonly TableRecord[];
  /** Rows with unpaired quotation marks: the marks are read as ordinary characters. */
  readonly unpaired: readonly number[];
}

export const SEPARATORS = [',', ';', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

/** The most lines of a cell: a longer one has probably absorbed rows after an unpaired quotation mark. */
const LINES_OF_A_CELL = 40;
/** After this many unpaired marks the rest is read without quoting. */
const MOST_RESTARTS = 20;

interface Parsed {
  readonly cells: string[];
  /** The last line of the record, from 1 within the text given. */
  readonly line: number;
}

export function readRecords(text: string, separator: Separator): Records {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const records: TableRecord[] = [];
  const unpaired: number[] = [];
  let next = 0;
  for (let restart = 0; next < lines.length; restart += 1) {
    const quoted = restart < MOST_RESTARTS;
    const rest = lines.slice(next);
    let done = 0;
    for (const parsed of parseLines(rest.join('\n'), separator, quoted)) {
      if (parsed.line - done > LINES_OF_A_CELL) break;
      records.push({ number: records.length + 1, cells: parsed.cells });
      done = parsed.line;
    }
    if (done < rest.length) {
      // The record that begins here cannot be read with its marks.
      unpaired.push(records.length + 1);
      const [alone] = parseLines(rest[done] ?? '', separator, false);
      records.push({ number: records.length + 1, cells: alone?.cells ?? [''] });
      done += 1;
    }
    next += done;
  }
  return { records, unpaired };
}

function parseLines(text: string, separator: Separator, quoted: boolean): Parsed[] {
  const found: Parsed[] = [];
  const keep = (cells: string[], context: { readonly lines: number }): null => {
    found.push({ cells, line: context.lines });
    return null;
  };
  try {
    parse(text, {
      delimiter: separator,
      quote: quoted ? '"' : null,
      record_delimiter: ['\n'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      on_record: keep as never,
    });
  } catch (error) {
    // What was complete before the mark that does not close has been kept.
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))) throw error;
  }
  return found;
}
