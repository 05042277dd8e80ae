/** Lists in pages: every one names the address of its next page. */
import type { Request } from 'express';

/** The address of the request with other values of its query, relative to the site. */
export function addressWith(request: Request, values: Readonly<Record<string, string | number>>): string {
  const { pathname, searchParams } = new URL(request.originalUrl, 'http://localhost');
  for (const [name, value] of Object.entries(values)) searchParams.set(name, String(value));
  return `${pathname}?${searchParams}`;
}
