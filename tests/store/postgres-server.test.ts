import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';

it('leaves a process that loads it its exit code', () => {
  const server = JSON.stringify(path.join(import.meta.dirname, 'postgres-server.ts'));
  const end = (code: number): unknown => {
    const program = `await import(${server}); process.exitCode = ${code};`;
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program]);
    return [status, stderr.toString()];
  };
  expect([end(0), end(3)]).toEqual([
    [0, ''],
    [3, ''],
  ]);
});
