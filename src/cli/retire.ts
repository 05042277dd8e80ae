/** `belltower retire`: ends a course whatever its file says, or revives it. */
import { systemClock } from '../domain/clock.ts';
import { isCourseKey } from '../domain/id.ts';
import { summarisePlan } from '../publish/readers.ts';
import { endCourse, reviveCourse } from '../publish/retiring.ts';
import { rulesOf } from './change.ts';
import type { CommandLine } from './command-line.ts';
import { CommandError, UsageError } from './exit.ts';
import { addFolderOptions, type FolderOptions, readFolderOptions } from './folder-options.ts';
import { openStore } from './open-store.ts';

export function addRetire({ program, terminal }: CommandLine): void {
  addFolderOptions(program.command('retire'))
    .description('end a course whatever its file says: its feeds go on, with the meetings to come cancelled')
    .argument('<course>', 'term/course, such as fall-2018/cos418')
    .option('--undo', 'give it again as its file says')
    .action(async (key: string, options: FolderOptions & { undo?: boolean }) => {
      if (!isCourseKey(key)) throw new UsageError('a course is named term/course, such as fall-2018/cos418');
      const config = readFolderOptions(options, terminal);
      const store = await openStore(config, { create: false });
      try {
        const rules = await rulesOf(store, config.database === null ? config.data : null);
        const outcome = await (options.undo === true ? reviveCourse : endCourse)(store, systemClock, rules, key);
        if (outcome.type === 'refused') throw new CommandError(outcome.why);
        for (const plan of outcome.plans) terminal.out(`${plan.key}: published: ${await summarisePlan(store, plan)}`);
        const done = options.undo === true ? 'is given again' : 'has ended; its feeds go on. --undo brings it back';
        terminal.out(`${key} ${done}`);
      } finally {
        await store.close();
      }
    });
}
