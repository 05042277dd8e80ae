/** Mail addresses as identifiers of people: validity and equality. */

const ADDRESS =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;

/** The address, trimmed and in lower case; null if invalid (HTML's rule, at most 254 characters). */
export function readMail(text: string): string | null {
  const mail = text.trim().toLowerCase();
  return mail.length <= 254 && ADDRESS.test(mail) ? mail : null;
}
