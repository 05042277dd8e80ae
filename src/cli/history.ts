/** `belltower history`: who changed what in a course or a term, when and why, newest first. */
import { type HistoryLine, readHistory } from '../desk/history/history.ts';
import { sayInstant } from '../desk/history/instant-wording.ts';
import { isCourseKey, isId } from '../domain/id.ts';
import type { CommandLine } from './command-line.ts';
import { UsageError } from './exit.ts';
import { addFolderOptions, type FolderOptions, readFolderOptions } from './folder-options.ts';
import { openStoreForReading } from './open-store.ts';
import { tellJson } from './tell-json.ts';

interface Options extends FolderOptions {
  readonly section?: string;
  readonly before?: string;
  readonly json?: boolean;
}

export function addHistory({ program, terminal }: CommandLine): void {
  addFolderOptions(program.command('history'))
    .description('list who changed what, when and why: of a course, a term, or everything; newest first, 40 at a time')
    .argument('[subject]', 'fall-2018/cos418 (with the changes of its term) or fall-2018')
    .option('--section <id>', 'only what concerns this section of the course')
    .option('--before <number>', 'go on before this entry')
    .option('--json', 'print it as JSON')
    .action(async (subject: string | undefined, options: Options) => {
      const before = readAsk(subject, options);
      const store = await openStoreForReading(readFolderOptions(options, terminal));
      try {
        const section = options.section ?? null;
        const page = await readHistory({ store }, { subject: subject ?? null, who: null, what: null, section, before });
        if (options.json) return tellJson(terminal, 'history', page);
        if (page.lines.length === 0) terminal.out('nothing is recorded');
        for (const line of page.lines) for (const text of sayLine(line)) terminal.out(text);
        if (page.next !== null) terminal.out(`older entries: --before ${page.next}`);
      } finally {
        await store.close();
      }
    });
}

/** @returns the number before which to continue */
function readAsk(subject: string | undefined, { section, before }: Options): number | null {
  if (subject !== undefined && !isCourseKey(subject) && !isId(subject)) {
    throw new UsageError(`a course is named as fall-2018/cos418, a term as fall-2018, not “${subject}”`);
  }
  if (section !== undefined && !subject?.includes('/')) throw new UsageError('--section needs its course');
  if (before !== undefined && !/^[1-9]\d{0,14}$/.test(before)) {
    throw new UsageError(`--before takes an entry’s number, not “${before}”`);
  }
  return before === undefined ? null : Number(before);
}

function sayLine({ number, at, who, subject, summary, turns, more, say, why, change }: HistoryLine): string[] {
  return [
    `${number}  ${sayInstant(at)}, ${who}: ${summary} [${subject}]${change?.undone === true ? ' (taken back)' : ''}`,
    ...turns.map(({ before, after }) => `    ${before === null ? '' : `${before} → `}${after}`),
    ...(more > 0 ? [`    and ${more} more`] : []),
    ...(say === null ? [] : [`    public: ${say}`]),
    ...(why === null ? [] : [`    for staff: ${why}`]),
  ];
}
