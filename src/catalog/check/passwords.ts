/** Reports links that contain a password, anywhere in a file: everything in it is published. */
import type { Diagnostics } from '../diagnostics.ts';
import type { Node } from '../yaml/tree.ts';

const CARRIES_PASSWORD = /https?:\/\/\S*[?&#;](?:pwd|password|passwd|passcode|pw|token|secret)=[^&\s]/i;
/** Keys for staff only, never published. */
const PRIVATE = 'why';

export function checkPasswords(diagnostics: Diagnostics, node: Node): void {
  if (node.type === 'text') {
    if (!CARRIES_PASSWORD.test(node.value)) return;
    diagnostics.warn(
      'password-in-link',
      node,
      'The link carries a password, and feeds are public.',
      'Give the link without it and tell people the password elsewhere.',
    );
  } else if (node.type === 'list') for (const item of node.items) checkPasswords(diagnostics, item);
  else if (node.type === 'map') {
    for (const { key, value } of node.entries) if (key !== PRIVATE) checkPasswords(diagnostics, value);
  }
}
