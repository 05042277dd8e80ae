/**
 * Preloaded by loaded-modules.test.ts: writes the modules that a program has loaded, and Node’s own, to the file
 * LOADED_MODULES, when it begins to listen or else when it ends.
 */
import { subscribe } from 'node:diagnostics_channel';
import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

const loaded = new Set<string>();
registerHooks({
  load(url, context, load) {
    loaded.add(url);
    return load(url, context);
  },
});

let isWritten = false;
function write(): void {
  const { moduleLoadList } = process as unknown as { readonly moduleLoadList: readonly string[] };
  if (!isWritten) writeFileSync(process.env.LOADED_MODULES as string, [...loaded, ...moduleLoadList].join('\n'));
  isWritten = true;
}
subscribe('tracing:net.server.listen:asyncStart', write);
process.on('exit', write);
