/** Mail addresses as names of people: what is one, and when two are the same. */

const ADDRESS =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;

/** The address in lower case and without spaces around it; null for what is none (HTML's own rule, at most 254 characters). */
export function readMail(text: string): string | null {
  const mail = text.trim().toLowerCase();
  return mail.length <= 254 && ADDRESS.test(mail) ? mail : null;
}
