/** Notices by mail, with headers for one-click unsubscribing (RFC 2369, RFC 8058). */
import type { NoticeKeys } from '../store/notices.ts';
import type { Send } from './attempts.ts';
import { renderLetter, writeLetter } from './letter.ts';
import type { Outcome } from './outcome.ts';
import { signLink } from './secrets.ts';

export interface PostedLetter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
  /** Envelope sender, which receives bounces (RFC 5321 MAIL FROM). */
  readonly envelopeFrom: string;
  /** One line each. */
  readonly headers: Readonly<Record<string, string>>;
}

/** @throws nodemailer's errors if the server rejects the mail or is unreachable */
export type Post = (letter: PostedLetter) => Promise<void>;

export interface MailContext {
  readonly post: Post;
  readonly keys: NoticeKeys;
  readonly publicUrl: string;
  readonly siteName: () => string;
  /** The bare address of MAIL_FROM. */
  readonly from: string;
  /** Address for bounces, tagged with the subscription's id; null: bounces go to `from`. */
  readonly bounces: string | null;
}

export function createMailSender({ post, keys, publicUrl, siteName, from, bounces }: MailContext): Send {
  return async ({ id, address }, message) => {
    const stop = `${publicUrl}/notices/stop/${signLink(keys, 'manage', id)}`;
    const links = {
      site: publicUrl,
      manage: `${publicUrl}/notices/mine/${signLink(keys, 'manage', id)}`,
      confirm: `${publicUrl}/notices/confirm/${signLink(keys, 'confirm', id)}`,
      siteName: siteName(),
    };
    const isAsked = message.kind === 'confirm';
    try {
      await post({
        to: address,
        subject: message.subject,
        text: writeLetter(message, links),
        html: renderLetter(message, links),
        messageId: `<${message.key}@${from.slice(from.lastIndexOf('@') + 1)}>`,
        envelopeFrom: bounces === null ? from : tagBounces(bounces, signLink(keys, 'bounce', id)),
        headers: {
          'Auto-Submitted': 'auto-generated',
          'X-Auto-Response-Suppress': 'All',
          ...(isAsked
            ? {}
            : { 'List-Unsubscribe': `<${stop}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
        },
      });
      return { type: 'sent' };
    } catch (error) {
      return judgeMailError(error);
    }
  };
}

/** 'bounces+ID@calendar.example.edu' */
function tagBounces(address: string, tag: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}+${tag}${address.slice(at)}`;
}

/** RFC 3463: no such mailbox, a domain that accepts no mail, a disabled mailbox. */
const ENDS = new Set(['5.1.1', '5.1.10', '5.2.1']);

/** Whether an RFC 3463 status means permanent failure of the address. */
export function endsSubscription(status: string): boolean {
  return ENDS.has(status);
}

interface MailError {
  readonly code?: string;
  readonly syscall?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

/** Errors before any mail was transferred: no connection, or authentication failed. */
const NOT_REACHED = new Set(['EDNS', 'ENOTFOUND', 'ECONNREFUSED', 'EAUTH']);

export function judgeMailError(error: unknown): Outcome {
  const { code = '', syscall = '', response = '', responseCode } = (error ?? {}) as MailError;
  const status = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? '';
  if (responseCode !== undefined && responseCode >= 500 && endsSubscription(status)) {
    return { type: 'ended', why: `the mail server answered ${status}` };
  }
  // The response text may contain the address; log only its codes.
  const said = responseCode === undefined ? code || 'no answer' : `${responseCode} ${status}`.trim();
  // If the connection breaks, the server may have accepted the mail already.
  const isCertain = responseCode !== undefined || syscall === 'connect' || NOT_REACHED.has(code);
  const refused = code === 'EAUTH' || status.startsWith('5.7.');
  const unreachable = responseCode === undefined;
  return { type: 'later', error: `the mail server: ${said}`, uncertain: !isCertain, refused, unreachable };
}
