/** The program that is measured: compiled as npm installs it, as servers and repositories run it. */
import { execFileSync } from 'node:child_process';
import { ROOT } from './child.ts';

/** Of `npm run build`, which `npm run bench` runs first. */
export const PROGRAM = `${ROOT}/dist/main.js`;

export function compileProgram(): void {
  execFileSync(process.execPath, [`${ROOT}/tools/build.ts`, '--noCheck'], { stdio: 'inherit' });
}
