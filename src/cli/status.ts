/** `belltower status`: the current conditions, from the running server, or from the state if none runs. */
import { CONDITION_CODES } from '../domain/condition.ts';
import type { FolderFacts, ReplicasStatus, Status, StatusFacts } from '../feeds/status.ts';
import { request } from '../web/node-http.ts';
import type { ServerStatus } from '../web/status.ts';
import type { CommandLine } from './command-line.ts';
import { CommandError, FINE, PROBLEMS } from './exit.ts';
import { addFolderOptions, type FolderOptions, readFolderOptions } from './folder-options.ts';
import { isAlive, type RunningServer, readRunningFile } from './running-file.ts';
import { readStoredStatus } from './stored-status.ts';
import { tellJson } from './tell-json.ts';

/** A healthy server answers this from memory in less time. */
const PATIENCE_MS = 10_000;

export function addStatus({ program, terminal, end }: CommandLine): void {
  addFolderOptions(program.command('status'))
    .description('say what is wrong now: of the running server, or of the state where none runs')
    .option('--json', 'print it as JSON')
    .option(
      '--url <address>',
      'of a site that is online, from outside: its pages, and a feed as calendar programs read it',
    )
    .action(async (options: FolderOptions & { json?: boolean; url?: string }) => {
      if (options.url !== undefined) {
        const { checkDeployment } = await import('./deployment.ts');
        return end(await checkDeployment(options.url, options.json === true, terminal));
      }
      const config = readFolderOptions(options, terminal);
      const server = await readRunningFile(config.state);
      const asked = server && isAlive(server) ? await askServer(server) : null;
      const status = asked ?? (await readStoredStatus(config, server, terminal.now()));
      if (options.json) tellJson(terminal, 'status', status);
      else for (const line of sayStatus(status, asked && server, terminal.now())) terminal.out(line);
      end(status.conditions.length === 0 && status.ready !== false ? FINE : PROBLEMS);
    });
}

/** @returns null if another server or none listens there: this one has ended */
async function askServer(server: RunningServer): Promise<Status | null> {
  const place = `${server.host}:${server.port}`;
  const answered = await get(server).catch((error: NodeJS.ErrnoException) => {
    // Another program has this process id now.
    if (error.code === 'ECONNREFUSED') return null;
    throw new CommandError(`the server on ${place} (process ${server.pid}) does not answer: ${error.message}`);
  });
  if (answered === null) return null;
  const { status, body } = answered;
  if (status !== 200) {
    throw new CommandError(
      `the server on ${place} does not answer this program (${status}): it answers on loopback only, so let it ` +
        'listen on 127.0.0.1 or on all addresses (HOST)',
    );
  }
  const answer = JSON.parse(body) as ServerStatus;
  return answer.pid === server.pid ? answer : null;
}

function get({ host, port }: RunningServer): Promise<{ readonly status: number; readonly body: string }> {
  const everywhere: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };
  return new Promise((resolve, reject) => {
    const asked = request({ host: everywhere[host] ?? host, port, path: '/status.json', agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
    });
    asked.setTimeout(PATIENCE_MS, () => asked.destroy(new Error(`no answer within ${PATIENCE_MS / 1000} seconds`)));
    asked.on('error', reject);
    asked.end();
  });
}

function sayStatus(
  { ready, conditions, courses, notices = [], facts, readAt }: Status,
  server: RunningServer | null,
  now: number,
): string[] {
  const place = server ? `process ${server.pid} on ${server.host}:${server.port}` : 'no server runs here';
  const count = courses.length === 1 ? 'one course' : `${courses.length} courses`;
  const lines = [`${place}; ${count}${ready === false ? '; no feed can be served yet' : ''}`];
  if (facts) lines.push(...sayFacts(facts, now));
  if (readAt) lines.push(`rules last read: ${sayInstant(readAt)}`);
  const last = courses.toSorted((a, b) => b.published - a.published)[0];
  if (last) lines.push(`last change of a feed: ${sayInstant(last.published)}, ${last.key}`);
  lines.push(...notices.map((line) => `notices ${line}`));
  if (conditions.length === 0) lines.push('nothing is wrong');
  for (const { code, subject, message, hint, since } of conditions) {
    lines.push(
      '',
      `${code}: ${subject}`,
      `  ${CONDITION_CODES[code].title}, since ${sayInstant(since)}`,
      `  ${message}`,
    );
    if (hint !== undefined) lines.push(`  to do: ${hint}`);
  }
  return lines;
}

function sayFacts(
  { release, node, zoneData, user, store, rules, state, replicas, ...backups }: StatusFacts,
  now: number,
): string[] {
  const zones = zoneData === null ? '' : `, zone data ${zoneData}`;
  return [
    `belltower ${release}, Node ${node}${zones}, ${store}, run by ${user}`,
    ...(rules ? [`rules: ${sayFolder(rules)}`] : []),
    `state: ${sayFolder(state)}`,
    `last backup: ${sayBackup(backups, now)}`,
    ...(replicas ? sayReplicas(replicas) : []),
  ];
}

function sayReplicas({ revision, seen }: ReplicasStatus): string[] {
  if (seen.length === 0) return [`replicas: none; the store is at revision ${revision}`];
  return seen.map(({ name, release, revision: serves, age, stale }) => {
    const sign = stale ? 'STALE, not seen for' : 'seen';
    const ago = stale ? '' : ' ago';
    const behind = serves < revision ? `, behind the store’s ${revision}` : '';
    return `replica ${name}: ${sign} ${sayAge(age)}${ago}; belltower ${release}, serves revision ${serves}${behind}`;
  });
}

function sayBackup(
  { lastBackup, missingBackup }: Pick<StatusFacts, 'lastBackup' | 'missingBackup'>,
  now: number,
): string {
  if (lastBackup === undefined) return 'unknown, as the store does not answer';
  const gone = missingBackup === undefined ? '' : `; ${missingBackup}, a later one, is GONE`;
  if (lastBackup) return `${sayAge(now - lastBackup.at)} ago, ${lastBackup.place}${gone}`;
  const none = missingBackup === undefined ? 'never' : `NONE, as ${missingBackup} is gone`;
  return `${none} (\`belltower backup FOLDER\` makes one)`;
}

const UNITS = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
] as const;

function sayFolder({ path, owner, freeBytes }: FolderFacts): string {
  const whose = owner === null ? ', which cannot be read' : `, owned by user ${owner}`;
  return `${path}${whose}${freeBytes === null ? '' : `, ${sayBytes(freeBytes)} free`}`;
}

function sayBytes(bytes: number): string {
  const gigabytes = bytes / 1e9;
  return gigabytes >= 1 ? `${gigabytes.toFixed(gigabytes < 10 ? 1 : 0)} GB` : `${Math.floor(bytes / 1e6)} MB`;
}

/** '40 seconds', '3 hours', '12 days' */
function sayAge(ms: number): string {
  const [size, unit] = UNITS.find(([least]) => ms >= 2 * least) ?? [1000, 'second'];
  const count = Math.max(0, Math.floor(ms / size));
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** '2018-10-12 15:05:30 UTC' */
function sayInstant(at: number): string {
  return new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC');
}
