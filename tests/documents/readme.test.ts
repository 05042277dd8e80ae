import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openTrial } from '../cli/terminal.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (name: string): string => readFileSync(path.join(root, name), 'utf8');
const readme = read('README.md');

it('names every setting that the configuration reads', () => {
  const settings = [...read('src/config.ts').matchAll(/set\('([A-Z_]+)'\)/g)].map(([, name]) => name ?? '');
  expect(settings.length).toBeGreaterThan(10);
  for (const name of settings) expect(read('docs/operating.md')).toContain(`\`${name}\``);
});

it('calls only scripts and commands that are there', async () => {
  const { scripts } = JSON.parse(read('package.json'));
  for (const [, name = ''] of (readme + read('CONTRIBUTING.md')).matchAll(/npm run (?:--silent )?([\w:]+)/g))
    expect(Object.keys(scripts)).toContain(name);
  const trial = await openTrial();
  const help = (await trial.run('--help')).out;
  await trial.remove();
  const documents = readme + read('docs/desk.md') + read('docs/operating.md') + read('docs/command-line.md');
  const commands = [...documents.matchAll(/belltower -- (\w+)/g), ...documents.matchAll(/`belltower (\w+)/g)];
  expect(commands.length).toBeGreaterThan(8);
  for (const [, name = ''] of commands) expect(help).toContain(`\n  ${name} `);
});

it('keeps scripts to what every shell understands, Windows’ among them', () => {
  const { scripts } = JSON.parse(read('package.json'));
  for (const [name, script] of Object.entries(scripts)) expect(script, name).toMatch(/^(?:node|npm) [\w@:./ -]+$/);
});

it.each([
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'docs/performance.md',
  'SECURITY.md',
  'docs/operating.md',
  'docs/runbook.md',
  'docs/importing.md',
  'docs/format.md',
  'docs/desk.md',
  'docs/scaling.md',
  'docs/course-site.md',
  'docs/command-line.md',
  'docs/library.md',
])('links from %s only to what is there', (name) => {
  for (const [, target = ''] of read(name).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)) {
    expect(existsSync(path.join(root, path.dirname(name), target)), target).toBe(true);
  }
});

it('gives each runtime package a sentence on why', () => {
  const { dependencies } = JSON.parse(read('package.json'));
  const table = readme.slice(readme.indexOf('## What it is made of'));
  for (const name of Object.keys(dependencies)) expect(table).toContain(`\`${name}\``);
});

it('starts with the same memory by hand, at boot and in a container', () => {
  const flags = (name: string): string[] => read(name).match(/--(?:max|heap)-[a-z-]+=\d+/g) ?? [];
  const wanted = flags('tools/run.cjs');
  expect(wanted).toHaveLength(2);
  for (const name of ['Dockerfile', 'src/main.ts', 'deploy/scaling/belltower@.service']) {
    expect(flags(name), name).toEqual(wanted);
  }
});
