/** Links in notices: an id and a proof made of the store's own secret, so that nothing has to be kept to check them. */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { NoticeKeys } from '../store/notices.ts';
import { sameText } from '../web/secret.ts';

/** What a link may do; a proof for one is none for the other. */
export type Purpose = 'confirm' | 'manage' | 'bounce';

/** Lower case: mail servers may fold an address's case. */
export function makeSubscriptionId(): string {
  return randomBytes(16).toString('hex');
}

export function signLink({ secret }: Pick<NoticeKeys, 'secret'>, purpose: Purpose, id: string): string {
  return `${id}-${proofOf(secret, purpose, id)}`;
}

/** The subscription's id; null: nobody here made this. */
export function readLink({ secret }: Pick<NoticeKeys, 'secret'>, purpose: Purpose, text: string): string | null {
  const [, id = '', proof = ''] = /^([0-9a-f]{32})-([0-9a-f]{40})$/.exec(text) ?? [];
  return id !== '' && sameText(proof, proofOf(secret, purpose, id)) ? id : null;
}

function proofOf(secret: string, purpose: Purpose, id: string): string {
  return createHmac('sha256', secret).update(`${purpose} ${id}`).digest('hex').slice(0, 40);
}

/** 32 characters of base64url, as a push Topic may be (RFC 8030 §5.4): the same for the same text. */
export function nameMessage(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 32);
}
