/** `belltower bounce`: reads a bounced notice from the mail server, and ends the subscription of a dead address. */
import { endsSubscription } from '../notices/mail.ts';
import { readLink } from '../notices/secrets.ts';
import type { CommandLine } from './command-line.ts';
import { CommandError, UsageError } from './exit.ts';
import { addFolderOptions, type FolderOptions, readFolderOptions } from './folder-options.ts';
import { openStore } from './open-store.ts';

export function addBounce({ program, terminal }: CommandLine): void {
  addFolderOptions(program.command('bounce'))
    .description('read a bounced letter from standard input: end the subscription whose address is no more')
    .option('--to <address>', 'the address that it came to (default: its X-Original-To, Delivered-To or To)')
    .action(async (options: FolderOptions & { readonly to?: string }) => {
      const letter = Buffer.from(await terminal.readInput()).toString('utf8');
      const to = options.to ?? findReceiver(letter);
      const link = /\+([0-9a-f]{32}-[0-9a-f]{40})@/i.exec(to ?? '')?.[1]?.toLowerCase();
      if (link === undefined) throw new UsageError('no address of a bounce: pass the one it came to with --to');
      const store = await openStore(readFolderOptions(options, terminal));
      try {
        const keys = await store.noticeKeys();
        const id = keys && readLink(keys, 'bounce', link);
        if (!id) throw new CommandError('this address was not made by this site');
        const status = /^Status:\s*([245]\.\d{1,3}\.\d{1,3})/im.exec(letter)?.[1] ?? 'none';
        if (!endsSubscription(status)) return terminal.out(`status ${status}: the subscription goes on`);
        await store.write((tx) => tx.endNoticeSubscription(id, terminal.now(), `a bounce said ${status}`));
        terminal.out(`status ${status}: the subscription ended`);
      } finally {
        await store.close();
      }
    });
}

function findReceiver(letter: string): string | undefined {
  const head = letter.split(/\r?\n\r?\n/, 1)[0] ?? '';
  return ['X-Original-To', 'Delivered-To', 'To']
    .map((name) => new RegExp(`^${name}:(.*)$`, 'im').exec(head)?.[1])
    .find((value) => value?.includes('+'));
}
