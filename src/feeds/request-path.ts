/** The path of a request target as it was sent: origin-form or absolute-form (RFC 9112 §3.2), without query or fragment. */
export function pathOf(target: string | undefined): string {
  if (!target) return '/';
  let path = target;
  if (path.charCodeAt(0) !== 47) {
    const absolute = /^https?:\/\/[^/?#]*(\/[^?#]*)?/i.exec(path);
    if (!absolute) return path;
    path = absolute[1] ?? '/';
  }
  const fragment = path.indexOf('#');
  const whole = fragment < 0 ? path : path.slice(0, fragment);
  const query = whole.indexOf('?');
  return query < 0 ? whole : whole.slice(0, query);
}

const SUFFIX = '.ics';

/** Whether the path has a name that ends in .ics, in any case. */
export function isCalendarPath(path: string): boolean {
  if (path.length <= SUFFIX.length) return false;
  return path.endsWith(SUFFIX) || path.slice(-SUFFIX.length).toLowerCase() === SUFFIX;
}

const PREFIXED = /^(\/+my\/+|\/+desk\/+(?:sign-in|invite)\/+)[^/.]+/i;
/** Secrets have at least 32 characters; ids of that length, which nobody writes, are redacted too. */
const SECRET_LENGTH = 32;
const SECRET = /[\w-]{32,}/g;
const LOGGED = 200;

/**
 * A path for the log: secrets of personal feeds and sign-in links are redacted, whatever their case, encoding or
 * position.
 */
export function loggedPath(path: string): string {
  const plain = path.includes('%') ? path.replace(/%[2-7][0-9a-f]/gi, decodeUnreserved) : path;
  const open = plain.replace(PREFIXED, '$1…');
  const kept = open.length > SECRET_LENGTH ? open.replace(SECRET, '…') : open;
  return shorten(kept);
}

/** A redacted path, cut to a length that suits a log line. */
export function shorten(path: string): string {
  return path.length > LOGGED ? `${path.slice(0, LOGGED)}…` : path;
}

/** RFC 3986 §2.3: percent-encoding these changes nothing. */
function decodeUnreserved(encoded: string): string {
  const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
  return /[\w.~-]/.test(character) ? character : encoded;
}
