/** Mail through the configured SMTP server. */
import { readFileSync } from 'node:fs';
import { createTransport } from 'nodemailer';
import type { Config } from '../config.ts';
import type { MailOut } from '../desk/desk-context.ts';
import type { Post } from '../notices/mail.ts';
import { CommandError } from './exit.ts';

type MailConfig = NonNullable<Config['mail']>;

/** The timeout for each step of a mail server (ms). */
const PATIENCE_MS = 10_000;

/** Mails contain only text of this program: files and URLs are never fetched. */
function boundBy(patienceMs: number) {
  const connecting = { dnsTimeout: patienceMs, connectionTimeout: patienceMs, greetingTimeout: patienceMs };
  return { ...connecting, socketTimeout: patienceMs, disableFileAccess: true, disableUrlAccess: true };
}

export function openMail({ server, from }: Pick<MailConfig, 'server' | 'from'>): MailOut {
  const transport = createTransport({ url: server, ...boundBy(PATIENCE_MS) });
  return async ({ to, subject, text }) => {
    await transport.sendMail({ from, to: { name: '', address: to }, subject, text });
  };
}

/** Mails sent to one server at a time. */
const CONNECTIONS = 4;

/**
 * Notices: signed where a key is set, with both headers for unsubscribing under the signature.
 * @param patienceMs the timeout for each step
 */
export function openNoticeMail({ server, from, dkim }: MailConfig, patienceMs: number): Post {
  const signing = dkim && {
    domainName: dkim.domain,
    keySelector: dkim.selector,
    privateKey: readKey(dkim.keyFile),
    headerFieldNames:
      'from:to:subject:date:message-id:mime-version:content-type:list-unsubscribe:list-unsubscribe-post',
  };
  // A mail that may have been accepted is recorded before it is sent again.
  const pool = { pool: true as const, maxConnections: CONNECTIONS, maxRequeues: 0 };
  const transport = createTransport({
    ...{ url: server, ...boundBy(patienceMs), ...pool },
    ...(signing ? { dkim: signing } : {}),
  });
  return async ({ to, subject, text, html, messageId, envelopeFrom, headers }) => {
    await transport.sendMail({
      ...{ from, to: { name: '', address: to }, subject, text, html, messageId },
      envelope: { from: envelopeFrom, to },
      // Prepared: never folded. Some services read an address only where it stands on one line.
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { prepared: true, value }])),
    });
  };
}

function readKey(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(`DKIM_KEY_FILE cannot be read: ${(error as Error).message}`);
  }
}
