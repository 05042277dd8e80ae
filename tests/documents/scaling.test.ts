import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openTrial } from '../cli/terminal.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (name: string): string => readFileSync(path.join(root, name), 'utf8');
const [guide, nginx, unit, environment] = [
  read('docs/scaling.md'),
  read('deploy/scaling/nginx.conf'),
  read('deploy/scaling/belltower@.service'),
  read('deploy/scaling/replicas.env'),
];

it('has no dead links', () => {
  const links = [...guide.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, link = '']) => link.split('#'));
  expect(links.length).toBeGreaterThan(8);
  for (const [file = '', anchor] of links) {
    const target = file === '' ? 'docs/scaling.md' : path.join('docs', file);
    expect(existsSync(path.join(root, target)), target).toBe(true);
    if (anchor === undefined) continue;
    const headings = [...read(target).matchAll(/^#+ (.+)$/gm)].map(([, text = '']) =>
      text
        .toLowerCase()
        .replaceAll(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );
    expect(headings).toContain(anchor);
  }
});

it('starts as many replicas as nginx asks, on the same ports', () => {
  const lists = [...nginx.matchAll(/^upstream \w+ \{[^}]*\}/gm)].map(([text]) =>
    [...text.matchAll(/127\.0\.0\.1:(\d+)/g)].map(([, port]) => port),
  );
  expect(lists).toHaveLength(2);
  const [ports = []] = lists;
  for (const list of lists) expect(list).toEqual(ports);
  expect(guide).toContain(`systemctl enable --now ${ports.map((port) => `belltower@${port}`).join(' ')}`);
  expect(guide).toContain(`for port in ${ports.join(' ')}; do`);
});

it('uses settings and flags that there are', async () => {
  const known = [...read('src/config.ts').matchAll(/set\('([A-Z_]+)'\)/g)].map(([, name]) => name);
  const used = [...environment.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(used).toContain('DATABASE_URL');
  for (const name of used) if (name !== 'NODE_ENV') expect(known).toContain(name);
  const trial = await openTrial();
  const help = (await trial.run('serve', '--help')).out;
  await trial.remove();
  const flags = unit.match(/^ExecStart=.* serve (.*)$/m)?.[1]?.match(/--\w+/g) ?? [];
  expect(flags.length).toBeGreaterThan(1);
  for (const flag of flags) expect(help).toContain(`${flag} <`);
});

it('agrees with nginx’s file', () => {
  expect(nginx).toContain('inactive=1d');
  expect(guide).toContain('feeds requested within a day');
  // Of the guide’s warnings nothing stands in the file but as a comment.
  const active = nginx.replaceAll(/#.*$/gm, '');
  for (const bad of ['non_idempotent', 'updating', 'background_update', 'Cache-Control'])
    expect(active).not.toContain(bad);
});
