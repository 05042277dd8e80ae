/** An exported state as a single string, for small states. */
import { exportState as exportParts } from '../../src/store/state-export.ts';
import { type RestoreOutcome, restoreState as restoreParts } from '../../src/store/state-restore.ts';
import type { Store } from '../../src/store/store.ts';

export async function exportState(store: Store): Promise<string> {
  const parts: string[] = [];
  await exportParts(store, (text) => void parts.push(text));
  return parts.join('');
}

export function restoreState(
  store: Store,
  text: string,
  how: Parameters<typeof restoreParts>[2],
): Promise<RestoreOutcome> {
  return restoreParts(store, [text], how);
}
