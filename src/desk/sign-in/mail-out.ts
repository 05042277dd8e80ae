/** Mail as the desk sends it: short, plain text, one receiver. */

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** @throws Error when the mail server refuses it or cannot be reached */
export type MailOut = (letter: Letter) => Promise<void>;
