/** The results as a table, and the overall verdict. */
import type { ChangeCounts } from './changer.ts';
import type { Staleness } from './ledger.ts';
import type { Tally } from './tally.ts';

export interface PhaseReport {
  readonly name: string;
  readonly cache: Tally;
  readonly direct: Tally;
  readonly pages: Tally;
  readonly changes: ChangeCounts;
  readonly worstThroughCache: Staleness;
  readonly worstAtReplicas: Staleness;
  /** This phase's guarantee (ms). */
  readonly allowedThroughCache: number;
  readonly allowedAtReplicas: number;
}

const COLUMNS = [
  'phase',
  'feed answers',
  'failed',
  'stalest through the cache',
  'stalest at a replica',
  'slowest (99 %)',
  'pages',
  'changes: made',
  'refused',
  'slowest',
];

export function printReport(reports: readonly PhaseReport[]): string {
  const rows = reports.map(({ name, cache, direct, pages, changes, ...report }) => [
    name,
    String(cache.answers + direct.answers),
    String(cache.failed + direct.failed),
    seconds(report.worstThroughCache.ms),
    direct.answers === 0 ? '-' : seconds(report.worstAtReplicas.ms),
    `${seconds(cache.waits().longest)} (${cache.waits().p99.toFixed(0)} ms)`,
    pages.failed === 0 ? String(pages.answers) : `${pages.answers}, ${pages.failed} failed`,
    changes.unsaid === 0 ? String(changes.made) : `${changes.made} + ${changes.unsaid} unsaid`,
    String(changes.refused),
    changes.made === 0 ? '-' : seconds(changes.longest),
  ]);
  const lines = [COLUMNS, COLUMNS.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `${lines.join('\n')}\n`;
}

/** All violations, in sentences. */
export function listFaults(report: PhaseReport): string[] {
  const { name, cache, direct, pages } = report;
  const faults = [
    ...cache.failures.map((why) => `a feed failed: ${why}`),
    ...direct.failures.map((why) => `a replica failed: ${why}`),
    ...pages.failures.map((why) => `a page failed: ${why}`),
  ];
  if (cache.answers === 0) faults.push('nothing was asked');
  const late = (what: string, { ms, url }: Staleness, allowed: number): void => {
    if (ms > allowed) faults.push(`${what} ${hide(url)} was ${seconds(ms)} behind, more than ${seconds(allowed)}`);
  };
  late('through the cache', report.worstThroughCache, report.allowedThroughCache);
  late('at a replica', report.worstAtReplicas, report.allowedAtReplicas);
  return faults.map((fault) => `${name}: ${fault}`);
}

export function describePhase({ name, cache, direct, changes }: PhaseReport): string {
  const statuses = [...cache.statuses].toSorted().map(([status, count]) => `${status} ${count}`);
  const cached = [...cache.cached].toSorted().map(([how, count]) => `${how} ${count}`);
  const apart = [
    `went back ${cache.wentBack} (asking replicas in turn ${direct.wentBack})`,
    `${direct.away} asked of a replica that was away`,
  ];
  const refusals = changes.answers.map((answer) => `a change was answered ${answer}`);
  return `${name}: ${[...statuses, ...cached, ...apart, ...refusals].join(', ')}\n`;
}

function hide(url: string | null): string {
  return url?.startsWith('/my/') ? 'a personal feed' : String(url);
}

function seconds(ms: number): string {
  return ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
