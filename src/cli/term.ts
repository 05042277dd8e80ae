/** `belltower term close`: freezes a finished term, which then uses only disk space. */
import { systemClock } from '../domain/clock.ts';
import { isId } from '../domain/id.ts';
import { closeTerm, reopenTerm } from '../publish/closing.ts';
import type { CommandLine } from './command-line.ts';
import { CommandError, UsageError } from './exit.ts';
import { addFolderOptions, type FolderOptions, readFolderOptions } from './folder-options.ts';
import { openStore } from './open-store.ts';
import { tellJson } from './tell-json.ts';

export function addTerm({ program, terminal }: CommandLine): void {
  const term = program.command('term').description('close a term that is over');
  addFolderOptions(term.command('close'))
    .description('keep a term’s feeds as they are, for ever: its rules are read no more and may be deleted')
    .argument('<term>', 'such as fall-2018')
    .option('--undo', 'open it again')
    .option('--json', 'print the outcome as JSON')
    .action(async (id: string, options: FolderOptions & { undo?: boolean; json?: boolean }) => {
      if (!isId(id)) throw new UsageError('a term is named by its id, such as fall-2018');
      const store = await openStore(readFolderOptions(options, terminal), { create: false });
      try {
        const outcome = await (options.undo === true ? reopenTerm : closeTerm)(store, systemClock, id);
        if (outcome.type === 'refused') throw new CommandError(outcome.why);
        const { courses } = outcome;
        if (options.json) tellJson(terminal, 'term close', { term: id, closed: options.undo !== true, courses });
        else
          terminal.out(
            options.undo === true
              ? `${id} is open again: its rules are published with the next save or start`
              : sayClosed(id, courses),
          );
      } finally {
        await store.close();
      }
    });
}

function sayClosed(id: string, courses: number): string {
  const feeds = courses === 1 ? 'the feeds of one course' : `the feeds of ${courses} courses`;
  return `${id} is closed: ${feeds} stay as they are. --undo opens it again`;
}
