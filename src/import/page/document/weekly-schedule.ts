/** Reads the weekly grid of Just the Class (`_schedules/weekly.md`) from a page's front matter into blocks. */
import { type Block, plainText, type Text } from './blocks.ts';
import { stripMarkdown } from './inline.ts';

export interface WeeklySchedule {
  readonly blocks: readonly Block[];
  /** The page without its front matter; line numbers are kept. */
  readonly rest: string;
}

interface Item {
  readonly indent: number;
  readonly line: number;
  readonly fields: Map<string, Text>;
}

const FIELD = /^(\s*)(-\s+)?([A-Za-z_]+):(?:\s+(.*))?$/;

/** Null: the front matter has no `schedule:` of days with events. */
export function readWeeklySchedule(source: string): WeeklySchedule | null {
  const lines = source.split('\n');
  const end = lines.findIndex((line, at) => at > 0 && line.trim() === '---');
  if (lines[0]?.trim() !== '---' || end < 0) return null;
  const start = lines.slice(0, end).findIndex((line) => /^schedule:\s*$/.test(line));
  if (start < 0) return null;
  const items = itemsOf(lines, start + 1, end);
  const outer = items[0]?.indent ?? 0;
  if (!items.some(({ indent, fields }) => indent > outer && (fields.has('start') || fields.has('end')))) return null;
  const blocks: Block[] = titleIn(lines.slice(0, end));
  let day: Text | null = null;
  for (const item of items) {
    const name = item.fields.get('name') ?? null;
    if (item.indent === outer) day = name;
    else if (day && name) blocks.push(eventOf(day, name, item));
  }
  return { blocks, rest: lines.map((line, at) => (at <= end ? '' : line)).join('\n') };
}

function titleIn(fields: readonly string[]): Block[] {
  const at = fields.findIndex((line) => /^title:/.test(line));
  const text = textOf(fields[at]?.slice(6) ?? '', at + 1);
  return text.text === '' ? [] : [{ type: 'heading', level: 1, text }];
}

function eventOf(day: Text, name: Text, { fields, line }: Item): Block {
  const field = (key: string): Text | null => fields.get(key) ?? null;
  return {
    type: 'event',
    line,
    day,
    name,
    start: field('start'),
    end: field('end'),
    place: field('location'),
    notes: [...fields].flatMap(([key, text]) => (['info', 'description', 'staff', 'ta'].includes(key) ? [text] : [])),
  };
}

/** Items of the list of days and of its lists of events, with their fields. */
function itemsOf(lines: readonly string[], from: number, to: number): Item[] {
  const items: Item[] = [];
  for (let at = from; at < to; at++) {
    const line = lines[at] ?? '';
    if (/^[A-Za-z_]+:/.test(line)) break;
    const found = FIELD.exec(line);
    if (!found) continue;
    const [, blanks = '', dash, key = '', value = ''] = found;
    if (dash) items.push({ indent: blanks.length, line: at + 1, fields: new Map() });
    if (value !== '') items.at(-1)?.fields.set(key, textOf(value, at + 1));
  }
  return items;
}

function textOf(value: string, line: number): Text {
  const bare = value.replace(/^(['"])(.*)\1\s*$/, '$2');
  return plainText(stripMarkdown(bare), line);
}
