/** Mail through an SMTP server, where one is configured. */
import { createTransport } from 'nodemailer';
import type { MailOut } from '../desk/sign-in/mail-out.ts';

export interface MailConfig {
  /** smtp://user:password@host:587 or smtps://… */
  readonly server: string;
  readonly from: string;
}

/** How long a mail server may take to answer (ms). */
const PATIENCE_MS = 10_000;

export function openMail({ server, from }: MailConfig): MailOut {
  const transport = createTransport({
    url: server,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    // Letters hold what this program wrote, never a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async ({ to, subject, text }) => {
    await transport.sendMail({ from, to: { name: '', address: to }, subject, text });
  };
}
