/** The desk's cookies: HttpOnly, SameSite=Lax, Secure except on this machine. */
import type { Request, Response } from 'express';

const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/** Whether the browser runs on this machine. */
export function isLoopback(request: Request): boolean {
  return LOOPBACK.test(request.headers.host ?? '');
}

/** Whether cookies must be Secure, and browsers accept them. */
function isSecure(request: Request, publicUrl: string | null): boolean {
  return publicUrl?.startsWith('https:') === true || !isLoopback(request);
}

/** Whether a session can last: without https, other than on this machine, browsers drop its cookie. */
export function canKeepSession(request: Request, publicUrl: string | null): boolean {
  return publicUrl?.startsWith('https:') === true || isLoopback(request);
}

/** __Host- binds a Secure cookie to this host and path (RFC 6265bis §4.1.3.2). */
function nameOf(request: Request, publicUrl: string | null, name: string): string {
  return isSecure(request, publicUrl) ? `__Host-belltower-${name}` : `belltower-${name}`;
}

export function readCookie(request: Request, publicUrl: string | null, name: string): string | null {
  const wanted = nameOf(request, publicUrl, name);
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === wanted) return part.slice(at + 1).trim();
  }
  return null;
}

/**
 * @param value of characters that are legal in a cookie; null deletes it
 * @param seconds its Max-Age
 */
export function setCookie(
  request: Request,
  response: Response,
  publicUrl: string | null,
  cookie: { readonly name: string; readonly value: string | null; readonly seconds: number },
): void {
  const secure = isSecure(request, publicUrl) ? '; Secure' : '';
  const age = cookie.value === null ? 0 : Math.max(1, Math.floor(cookie.seconds));
  const name = nameOf(request, publicUrl, cookie.name);
  response.appendHeader(
    'Set-Cookie',
    `${name}=${cookie.value ?? ''}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`,
  );
}

export const SESSION = 'desk';
export const CAMPUS = 'campus';
