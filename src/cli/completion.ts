/** `belltower completion bash|zsh|fish`: a script for the shell that completes commands and options. */
import { Argument, type Command } from 'commander';
import type { CommandLine } from './command-line.ts';

const SHELLS = { bash: writeBash, zsh: writeZsh, fish: writeFish } as const;

interface Described {
  /** '', 'new', 'new term' */
  readonly path: string;
  /** Commands and options that may follow. */
  readonly words: readonly { readonly word: string; readonly description: string }[];
}

export function addCompletion({ program, terminal }: CommandLine): void {
  program
    .command('completion')
    .description('print a script that completes commands and options in your shell')
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(SHELLS)))
    .addHelpText(
      'after',
      '\nbash: source <(belltower completion bash)\nzsh:  source <(belltower completion zsh)\nfish: belltower completion fish | source',
    )
    .action((shell: keyof typeof SHELLS) => terminal.out(SHELLS[shell](describeCommands(program, ''))));
}

function describeCommands(command: Command, path: string): Described[] {
  const own = command.commands.map((one) => ({ word: one.name(), description: one.description() }));
  const options = command.options.flatMap(({ long, description }) => (long ? [{ word: long, description }] : []));
  const below = command.commands.flatMap((one) => describeCommands(one, `${path} ${one.name()}`.trim()));
  return [{ path, words: [...own, ...options] }, ...below];
}

/** The path of commands before the cursor, then what may follow it; files where nothing matches. */
function writeBash(commands: readonly Described[]): string {
  return `_belltower() {
  local path="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${path:+$path }$word" in
${listPaths(commands)}
    esac
  done
  case "$path" in
${commands.map(({ path, words }) => `    "${path}") COMPREPLY=($(compgen -W "${words.map(({ word }) => word).join(' ')}" -- "\${COMP_WORDS[COMP_CWORD]}")) ;;`).join('\n')}
  esac
}
complete -o default -F _belltower belltower`;
}

function writeZsh(commands: readonly Described[]): string {
  return `_belltower() {
  local path_so_far="" word
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "\${path_so_far:+$path_so_far }$word" in
${listPaths(commands, 'path_so_far')}
    esac
  done
  case "$path_so_far" in
${commands.map(({ path, words }) => `    "${path}") compadd -- ${words.map(({ word }) => word).join(' ')} ;;`).join('\n')}
  esac
  _files
}
compdef _belltower belltower`;
}

function listPaths(commands: readonly Described[], variable = 'path'): string {
  const named = commands.filter(({ path }) => path !== '');
  return named.map(({ path }) => `      "${path}") ${variable}="${path}" ;;`).join('\n');
}

function writeFish(commands: readonly Described[]): string {
  return commands
    .flatMap(({ path, words }) =>
      words.map(({ word, description }) => {
        const what = word.startsWith('--') ? `-l ${word.slice(2)}` : `-f -a ${word}`;
        const names = path.split(' ').filter(Boolean);
        const seen = names.map((name) => `__fish_seen_subcommand_from ${name}`);
        const condition = seen.length === 0 ? '__fish_use_subcommand' : seen.join('; and ');
        return `complete -c belltower -n '${condition}' ${what} -d '${description.replaceAll(/[\\']/g, '\\$&')}'`;
      }),
    )
    .join('\n');
}
