/** Staff at work: a token, and changes through the API that scripts use (docs/desk.md). */

import { execFile } from 'node:child_process';
import { request } from 'node:http';
import { promisify } from 'node:util';
import { CONCERN_CODES } from '../../../src/domain/concern.ts';
import { ROOT } from '../child.ts';
import { PROGRAM } from '../program.ts';

/** A token that may change a term and all its courses. There must be a store already. */
export async function makeToken(
  rules: string,
  state: string,
  term: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const command = ['token', 'make', 'benchmark', '--term', term, '--role', 'publisher'];
  const args = [PROGRAM, ...command, '--data', rules, '--state', state];
  const env = { ...process.env, ...environment };
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, env });
  return stdout.trim();
}

export interface Staff {
  /** Makes a change of a course (`term/course`) or of a term. Resolves to the change's id when it is acknowledged. */
  change(subject: string, change: Readonly<Record<string, string>>): Promise<string>;
  undo(subject: string, id: string): Promise<void>;
}

interface Made {
  readonly change: { readonly id: string } | null;
}

export function openStaff(port: number, token: string): Staff {
  return {
    async change(subject, change) {
      const made = await post(port, token, `${placeOf(subject)}/changes`, { change, agree: CONCERN_CODES });
      if (!made.change) throw new Error('the change was not made');
      return made.change.id;
    },
    async undo(subject, id) {
      await post(port, token, `${placeOf(subject)}/changes/${id}/undo`, undefined);
    },
  };
}

function placeOf(subject: string): string {
  return `/api/${subject.includes('/') ? 'courses' : 'terms'}/${subject}`;
}

function post(port: number, token: string, path: string, body: unknown): Promise<Made> {
  const text = body === undefined ? '' : JSON.stringify(body);
  const headers = {
    Authorization: `Bearer ${token}`,
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(text),
  };
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method: 'POST', headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const answer = Buffer.concat(chunks).toString('utf8');
        if (response.statusCode === 200 || response.statusCode === 201) resolve(JSON.parse(answer) as Made);
        else reject(new Error(`${path} answered ${response.statusCode}: ${answer.slice(0, 300)}`));
      });
    });
    asked.once('error', reject);
    asked.end(text);
  });
}
