/** A progress bar on a terminal; nothing elsewhere. */
import type { Terminal } from './terminal.ts';

const WIDTH = 30;

export function createProgress(terminal: Terminal, what: string): (done: number, total: number) => void {
  if (!terminal.isInteractive) return () => {};
  let shown = -1;
  return (done, total) => {
    const share = total === 0 ? 1 : done / total;
    const percent = Math.floor(share * 100);
    if (percent === shown) return;
    shown = percent;
    const filled = Math.round(share * WIDTH);
    process.stderr.write(`\r${what} ${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${percent} %`);
    if (done >= total) process.stderr.write('\r\u001b[K');
  };
}
