/** Load from wrk, believed only if every answer was what it should be. */
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { CLIENT_HEADERS } from './calls.ts';
import { readProcessorTime } from './processor.ts';
import type { RehearsedCall } from './rehearsal.ts';

/** One thread, for a second one would take the server's core. */
const CONNECTIONS = 16;

export interface LoadResult {
  readonly perSecond: number;
  readonly requests: number;
  /** Of one core: near 1, the load was all that wrk can do and the server could do more. */
  readonly clientShare: number | null;
}

/** Writes the script that makes wrk go through the calls in their order; each run begins with the first one. */
export async function writeScript(file: string, calls: readonly RehearsedCall[]): Promise<void> {
  const lines = calls.map(({ path, tag }) => {
    const headers = { ...CLIENT_HEADERS, ...(tag === null ? {} : { 'If-None-Match': tag }) };
    const fields = Object.entries(headers).map(([name, value]) => `[${quote(name)}] = ${quote(value)}`);
    return `  { ${quote(path)}, { ${fields.join(', ')} } },`;
  });
  const script = `local calls = {
${lines.join('\n')}
}
local ready, at = {}, 0
function init()
  for index, call in ipairs(calls) do ready[index] = wrk.format("GET", call[1], call[2]) end
end
function request()
  at = at % #ready + 1
  return ready[at]
end
function done(summary)
  local errors = summary.errors
  io.write(string.format('\\nRESULT {"requests":%d,"micros":%d,"bytes":%d,"refused":%d,"broken":%d}\\n', summary.requests,
    summary.duration, summary.bytes, errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
`;
  await writeFile(file, script);
}

/** While feeds change, what was unchanged is sent in full, and nothing is known of its size. */
export type Strictness = 'same answers' | 'same statuses';

export interface Counts {
  readonly requests: number;
  readonly micros: number;
  readonly bytes: number;
  /** Answers of status 400 and more. */
  readonly refused: number;
  readonly broken: number;
}

/**
 * Loads a server for some seconds with a script's calls.
 * @throws Error when an answer was missing, or not of the status or the size that the rehearsal saw: wrong answers
 *   must not count as fast ones
 */
export async function runWrk(
  port: number,
  script: string,
  seconds: number,
  calls: readonly RehearsedCall[],
  strictness: Strictness = 'same answers',
): Promise<LoadResult> {
  const { output, clientShare } = await runMeasured('wrk', listArguments(port, script, seconds));
  const counts = readCounts(output, script, calls, strictness);
  return { requests: counts.requests, perSecond: counts.requests / (counts.micros / 1e6), clientShare };
}

export function listArguments(port: number, script: string, seconds: number): readonly string[] {
  const load = ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '--timeout', '10s'];
  return [...load, '-s', script, `http://127.0.0.1:${port}`];
}

/** @param output all that wrk wrote. @throws Error as `runWrk` does */
export function readCounts(
  output: string,
  script: string,
  calls: readonly RehearsedCall[],
  strictness: Strictness = 'same answers',
): Counts {
  const json = /RESULT (\{.*\})/.exec(output)?.[1];
  if (json === undefined) throw new Error(`wrk failed: ${output.slice(-400)}`);
  const counts = JSON.parse(json) as Counts;
  const wrong = findWrong(counts, calls, strictness);
  if (wrong !== null) throw new Error(`${wrong} (${script})`);
  return counts;
}

/** What is wrong with a run's counts, beside what the rehearsal saw of the same calls; null: nothing. */
export function findWrong(
  counts: Counts,
  calls: readonly RehearsedCall[],
  strictness: Strictness = 'same answers',
): string | null {
  if (counts.requests === 0) return 'nothing was answered';
  if (counts.broken > 0) return `${counts.broken} connections broke`;
  const expected = { refused: 0, bytes: 0 };
  const cycles = Math.floor(counts.requests / calls.length);
  const last = counts.requests % calls.length;
  for (const [index, { bytes, status }] of calls.entries()) {
    const times = cycles + (index < last ? 1 : 0);
    expected.bytes += times * bytes;
    if (status >= 400) expected.refused += times;
  }
  // Answers overtake each other between connections: as many of the last ones may be others.
  if (Math.abs(counts.refused - expected.refused) > CONNECTIONS) {
    return `${counts.refused} answers of ${counts.requests} were errors, not ${expected.refused}`;
  }
  if (strictness === 'same statuses') return null;
  const largest = Math.max(...calls.map(({ bytes }) => bytes));
  // A server may say in some answers that it closes, or that it does not.
  const slack = 2 * CONNECTIONS * largest + counts.requests * 4;
  if (Math.abs(counts.bytes - expected.bytes) > slack) {
    return `${counts.bytes} bytes came for ${counts.requests} requests, not ${expected.bytes}`;
  }
  return null;
}

async function runMeasured(
  command: string,
  args: readonly string[],
): Promise<{ readonly output: string; readonly clientShare: number | null }> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const started = performance.now();
  let clientShare: number | null = null;
  const watch = setInterval(() => {
    const taken = readProcessorTime(child.pid);
    if (taken !== null) clientShare = (taken / (performance.now() - started)) * 1000;
  }, 100);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  try {
    await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
  } finally {
    clearInterval(watch);
  }
  return { output, clientShare };
}

function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}
