/** Every alarm leads to a heading of the runbook, with what a woken person needs; and Prometheus takes the rules. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { LIST_OF_CODES } from '../../src/domain/condition.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, 'deploy/prometheus');
const read = (name: string): string => readFileSync(path.join(root, name), 'utf8');

interface Alarm {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly runbook_url: string };
}
const alarms: readonly Alarm[] = parse(read('deploy/prometheus/alerts.yml')).groups[0].rules;
const headings = new Map(
  read('docs/runbook.md')
    .split(/^## /m)
    .slice(1)
    .map((text) => [text.slice(0, text.indexOf('\n')), text]),
);

it.each(alarms)('$alert has a heading that says what subscribers notice, what to do first, whom to wake', (alarm) => {
  const text = headings.get(alarm.alert) ?? '';
  for (const word of ['Subscribers notice', 'First', 'Wake somebody']) expect(text).toContain(`**${word}**`);
  expect(alarm.annotations.runbook_url).toBe(`docs/runbook.md#${alarm.alert.toLowerCase()}`);
  expect(['page', 'ticket']).toContain(alarm.labels.severity);
});

it('has no heading without an alarm, and an alarm for every condition except those with their own metrics', () => {
  expect([...headings.keys()].sort()).toEqual(alarms.map(({ alert }) => alert).sort());
  const watched = alarms.map(({ expr }) => expr).join('\n');
  // The store's conditions are figures, a large feed has waited for weeks already, and an expiry is tried every night.
  const others = ['store-unreachable', 'store-unwritable', 'feed-large', 'expiry-failing'];
  for (const code of LIST_OF_CODES.filter((one) => !others.includes(one))) expect(watched, code).toContain(code);
});

it('asks only for figures that there are', () => {
  const known = ['metrics', 'metric-families', 'latency-metric'].map((name) => read(`src/web/${name}.ts`)).join('\n');
  const asked = [read('deploy/prometheus/alerts.yml'), read('deploy/prometheus/dashboard.json')].join('\n');
  const names = new Set(
    [...asked.matchAll(/\b(?:belltower|process)_[a-z_]+/g)].map(([name]) => name.replace(/_bucket$/, '')),
  );
  expect(names.size).toBeGreaterThan(10);
  for (const name of names) expect(known, name).toContain(`'${name}'`);
});

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

it.skipIf(!hasPromtool)('Prometheus takes the rules: each alarm fires, and is quiet before and after', () => {
  const output = execFileSync('promtool', ['test', 'rules', 'tests.yml'], { cwd: folder, encoding: 'utf8' });
  expect(output).toContain('SUCCESS');
  const tried = parse(read('deploy/prometheus/tests.yml')).tests.map(({ name }: { name: string }) => name);
  expect(tried.sort()).toEqual(alarms.map(({ alert }) => alert).sort());
});
