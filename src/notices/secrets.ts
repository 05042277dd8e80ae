/** Links in notices: an id and a signature (HMAC) with the store's secret, so that links need not be stored. */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { NoticeKeys } from '../store/notices.ts';
import { sameText } from '../web/secret.ts';

/** The purpose of a link; a signature is valid for one purpose only. */
export type Purpose = 'confirm' | 'manage' | 'bounce';

/** Lower case: mail servers may lowercase addresses. */
export function makeSubscriptionId(): string {
  return randomBytes(16).toString('hex');
}

export function signLink({ secret }: Pick<NoticeKeys, 'secret'>, purpose: Purpose, id: string): string {
  return `${id}-${proofOf(secret, purpose, id)}`;
}

/** The subscription's id; null: invalid signature. */
export function readLink({ secret }: Pick<NoticeKeys, 'secret'>, purpose: Purpose, text: string): string | null {
  const [, id = '', proof = ''] = /^([0-9a-f]{32})-([0-9a-f]{40})$/.exec(text) ?? [];
  return id !== '' && sameText(proof, proofOf(secret, purpose, id)) ? id : null;
}

function proofOf(secret: string, purpose: Purpose, id: string): string {
  return createHmac('sha256', secret).update(`${purpose} ${id}`).digest('hex').slice(0, 40);
}

/** 32 characters of base64url, valid as a push Topic (RFC 8030 §5.4); deterministic. */
export function nameMessage(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 32);
}
