/**
 * A program that runs commands in this process, where everything is loaded already: a child only carries its arguments,
 * environment and output. As a process of its own, `belltower build` takes four times as long.
 */
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import { runCommand } from '../../src/cli/command.ts';
import { startedIn } from '../../src/config.ts';

interface Call {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Plain JavaScript, so that Node loads nothing for it. */
const CARRIER = `const [port, ...argv] = process.argv.slice(2);
const body = JSON.stringify({ argv, environment: process.env });
const { code, out, err } = await (await fetch('http://127.0.0.1:' + port, { method: 'POST', body })).json();
process.stdout.write(out);
process.stderr.write(err);
process.exitCode = code;
`;

/** @returns the beginning of a shell's command line for it, and what ends it */
export async function openQuickProgram(folder: string): Promise<{ readonly line: string; readonly stop: () => void }> {
  const server = createServer(async (request, response) => {
    response.end(JSON.stringify(await answer((await json(request)) as Call)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const script = path.join(folder, 'carrier.mjs');
  await writeFile(script, CARRIER);
  const { port } = server.address() as AddressInfo;
  return { line: `'${process.execPath}' '${script}' ${port}`, stop: () => void server.close() };
}

async function answer({ argv, environment }: Call): Promise<Answer> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommand(argv, {
    out: (text) => out.push(`${text}\n`),
    drained: () => Promise.resolve(),
    err: (text) => err.push(`${text}\n`),
    environment: { ...environment, LOG_LEVEL: 'silent' },
    folder: startedIn(environment),
    isInteractive: false,
    now: () => Date.now(),
    readInput: () => Promise.resolve(Buffer.of()),
    untilStopped: () => Promise.resolve('test'),
  });
  return { code, out: out.join(''), err: err.join('') };
}
