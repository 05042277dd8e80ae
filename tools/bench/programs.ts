/** The programs that are not Node's: whether they are here, which ones they are, and how to get them. */
import { execFileSync } from 'node:child_process';

/** How a program says its version, by its name, which is its Debian package's too. */
const VERSIONS: Readonly<Record<string, readonly string[]>> = {
  wrk: ['--version'],
  nginx: ['-v'],
  radicale: ['--version'],
};

/** '1.22.1'; null: the program is not here. */
export function findVersion(program: string): string | null {
  try {
    // wrk says its version on stdout and ends with 1, nginx says it on stderr.
    const said = execFileSync('sh', [
      '-c',
      `command -v ${program} >/dev/null && ${program} ${VERSIONS[program]?.join(' ')} 2>&1; :`,
    ]);
    return /\d+\.\d+(?:\.\d+)?/.exec(String(said))?.[0] ?? null;
  } catch {
    return null;
  }
}

/** What to say when programs are missing; null: all are here. */
export function describeMissing(needed: readonly string[]): string | null {
  const missing = needed.filter((program) => findVersion(program) === null);
  if (missing.length === 0) return null;
  const peers = missing.filter((program) => program !== 'wrk');
  const without = peers.length > 0 ? `; or leave peers out with --without ${peers.join(',')}` : '';
  return `missing: ${missing.join(', ')}. On Debian: apt-get install ${missing.join(' ')}${without}`;
}
