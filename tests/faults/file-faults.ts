/**
 * Fault injection: fails each file-writing call of a command once, by ENOSPC and by killing the process, and checks the
 * result: each file is in its old or its new state, never partial, and the next run completes the work.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { COMPILED } from '../crash/compile-cache.ts';
import { type FileCall, findUnflushed } from './calls.ts';

export interface FileScenario {
  readonly name: string;
  /** Restores the initial state of a folder, and the inputs of the command. */
  prepare(folder: string, run: (...argv: string[]) => Promise<void>): Promise<void>;
  /** The command run in the folder: a script of the checkout and its arguments. */
  readonly command: readonly string[];
  /** The subfolder that the command writes. */
  readonly writes: string;
  /** Whether a file that is in neither state is valid nevertheless, for example if it is written twice. */
  isWhole?(file: string, text: string): boolean;
  /** A file whose content depends on when the command was interrupted; it must be complete. */
  readonly varies?: string;
  /** A counter that also grows with interrupted runs; not compared. */
  readonly counted?: RegExp;
  /** Derived files need no fsync before they are renamed. */
  readonly isDerived?: boolean;
  /** The command refuses to overwrite the existing file. */
  readonly refusesAgain?: boolean;
  /** `npm test` interrupts it too, not only `npm run faults`. */
  readonly isSample?: boolean;
  /** Further problems after a fault, besides its files. */
  inspect?(target: string, done: string): Promise<string[]>;
}

export interface FaultReport {
  readonly name: string;
  readonly calls: number;
  readonly full: number;
  readonly killed: number;
  readonly wrong: readonly string[];
}

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly err: string;
}

const ROOT = path.resolve(import.meta.dirname, '../..');
const INJECT = path.join(import.meta.dirname, 'inject.ts');
/** A fixed clock makes publications of the same state byte-identical. */
const CLOCK = path.join(ROOT, 'tests/frozen/clock.ts');
const TEMPORARY = /(^|\/)\.belltower-[^/]*\.new$/;

type Files = ReadonlyMap<string, string>;

/** @param most limit on failing calls per fault kind, evenly spread; default: all */
export async function injectFaults(scenario: FileScenario, most = Number.POSITIVE_INFINITY): Promise<FaultReport> {
  const work = mkdtempSync(path.join(tmpdir(), 'belltower-faults-'));
  const wrong: string[] = [];
  try {
    const before = path.join(work, 'before');
    mkdirSync(before);
    await scenario.prepare(before, async (...argv) => {
      const { code, err } = await run(before, argv, {});
      if (code !== 0) throw new Error(`${argv.join(' ')} ended with ${code}: ${err}`);
    });
    const done = path.join(work, 'done');
    cpSync(before, done, { recursive: true, preserveTimestamps: true });
    const list = path.join(work, 'calls.json');
    const first = await run(done, scenario.command, {
      FAULT_FOLDER: path.join(done, scenario.writes),
      FAULT_LIST: list,
    });
    if (first.code !== 0) throw new Error(`${scenario.name} ended with ${first.code}: ${first.err}`);
    const calls: FileCall[] = JSON.parse(readFileSync(list, 'utf8'));
    if (!scenario.isDerived)
      wrong.push(...findUnflushed(calls).map((file) => `${file} was named before it was flushed`));
    const numbered = calls.map((call, index) => ({ ...call, number: index + 1 }));
    const full = spread(
      numbered.filter(({ needsSpace }) => needsSpace),
      most,
    );
    const killed = spread(numbered, most);
    const trials = [
      ...full.map((call) => ({ ...call, how: 'ENOSPC' as const })),
      ...killed.map((call) => ({ ...call, how: 'SIGKILL' as const })),
    ];
    const waiting = trials.values();
    const takeTrials = async (lane: number): Promise<void> => {
      for (const { number, name, file, how } of waiting) {
        const folder = path.join(work, `lane-${lane}`);
        cpSync(before, folder, { recursive: true, preserveTimestamps: true });
        const found = await tryOnce(scenario, { before, done, folder }, { number, how });
        wrong.push(...found.map((sentence) => `${how} at call ${number} (${name} ${file}): ${sentence}`));
        rmSync(folder, { recursive: true });
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, (_, lane) => takeTrials(lane)));
    return { name: scenario.name, calls: calls.length, full: full.length, killed: killed.length, wrong };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function spread<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list;
  return Array.from({ length: most }, (_, index) => list[Math.floor(((index + 0.5) * list.length) / most)] as T);
}

async function tryOnce(
  scenario: FileScenario,
  { before, done, folder }: { readonly before: string; readonly done: string; readonly folder: string },
  fault: { readonly number: number; readonly how: 'ENOSPC' | 'SIGKILL' },
): Promise<string[]> {
  const [old, fresh] = [readTree(before, scenario), readTree(done, scenario)];
  const target = path.join(folder, scenario.writes);
  const ended = await run(folder, scenario.command, {
    FAULT_FOLDER: target,
    FAULT_CALL: String(fault.number),
    FAULT_HOW: fault.how,
  });
  const left = readTree(folder, scenario);
  const wrong = [
    ...(fault.how === 'SIGKILL' ? judgeKilled(ended) : judgeRefusal(ended, left, fresh)),
    ...judgeFiles(scenario, left, old, fresh),
    ...((await scenario.inspect?.(target, path.join(done, scenario.writes))) ?? []),
  ];
  // Killed between `link` and removing the temporary name: the file is complete, and the next run finds it.
  const isDone = isSame(new Map([...left].filter(([name]) => !TEMPORARY.test(name))), fresh);
  const again = await run(folder, scenario.command, {});
  if (again.code !== 0 && !(isDone && scenario.refusesAgain)) {
    wrong.push(`the next run ended with ${again.code}: ${again.err.trim()}`);
  }
  const end = readTree(folder, scenario);
  for (const name of new Set([...end.keys(), ...fresh.keys()])) {
    const [is, wanted] = [end.get(name), fresh.get(name)];
    const isAllowed = name === scenario.varies && is !== undefined && scenario.isWhole?.(name, is);
    if (is !== wanted && !isAllowed) wrong.push(`after the next run ${name} is not as it should be`);
  }
  return wrong;
}

function judgeKilled({ signal, code, err }: Ended): string[] {
  return signal === 'SIGKILL' ? [] : [`the process ended with ${code} instead of being killed: ${err}`];
}

/** A full disk must be reported in one sentence, unless the call was not essential. */
function judgeRefusal({ code, err }: Ended, left: Files, fresh: Files): string[] {
  if (code === 0) return isSame(left, fresh) ? [] : ['the command ended with 0 and is not done'];
  const wrong: string[] = [];
  if (!/full/.test(err)) wrong.push(`it does not say that the disk is full: ${err.trim()}`);
  if (/^\s+at /m.test(err)) wrong.push('it shows a stack');
  for (const name of left.keys()) if (TEMPORARY.test(name)) wrong.push(`${name} was left behind`);
  return wrong;
}

function judgeFiles(scenario: FileScenario, left: Files, old: Files, fresh: Files): string[] {
  const wrong: string[] = [];
  for (const [name, text] of left) {
    if (TEMPORARY.test(name)) continue;
    const isKnown = text === old.get(name) || text === fresh.get(name);
    if (!isKnown && !scenario.isWhole?.(name, text)) wrong.push(`${name} is half written`);
  }
  for (const name of old.keys()) if (!left.has(name) && fresh.has(name)) wrong.push(`${name} is gone`);
  return wrong;
}

function isSame(one: Files, other: Files): boolean {
  return one.size === other.size && [...one].every(([name, text]) => other.get(name) === text);
}

function readTree(folder: string, { writes, counted }: FileScenario): Files {
  const root = path.join(folder, writes);
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = files.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name))).sort();
  const read = (name: string): string => readFileSync(path.join(root, name), 'latin1');
  return new Map(names.map((name) => [name, counted ? read(name).replace(counted, '') : read(name)]));
}

function run(folder: string, argv: readonly string[], fault: Readonly<Record<string, string>>): Promise<Ended> {
  const [script = '', ...args] = argv;
  const preloaded = Object.keys(fault).length > 0 ? ['--import', INJECT] : [];
  const child = spawn(process.execPath, ['--import', CLOCK, ...preloaded, path.join(ROOT, script), ...args], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      TMPDIR: tmpdir(),
      NODE_COMPILE_CACHE: COMPILED,
      FROZEN_NOW: '2018-10-01T12:00:00Z',
      BELLTOWER_DATA: path.join(folder, 'data'),
      BELLTOWER_STATE: path.join(folder, 'state'),
      ...fault,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let err = '';
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  return new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal, err })));
}
