/** The desk's mails: short, plain text, one recipient. */

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** @throws Error if the mail server refuses it or is unreachable */
export type MailOut = (letter: Letter) => Promise<void>;
