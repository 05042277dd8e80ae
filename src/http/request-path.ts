/** The path of a request target as it was sent: origin-form or absolute-form (RFC 9112 §3.2), without query or fragment. */
export function pathOf(target: string | undefined): string {
  if (!target) return '/';
  let path = target;
  if (path.charCodeAt(0) !== 47) {
    const absolute = /^https?:\/\/[^/?#]*(\/[^?#]*)?/i.exec(path);
    if (!absolute) return path;
    path = absolute[1] ?? '/';
  }
  const end = path.search(/[?#]/);
  return end < 0 ? path : path.slice(0, end);
}

/** A path as it may stand in a log: secrets of personal feeds and sign-in links are left out, and so are control characters. */
export function loggedPath(path: string): string {
  const open = path.replace(/^(\/my\/)[^/.]+/, '$1…').replace(/^(\/desk\/(?:sign-in|invite)\/)[^/]+/, '$1…');
  return open.length > 200 ? `${open.slice(0, 200)}…` : open;
}
