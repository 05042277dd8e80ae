/** Checks one response of a feed's address: redirects, status, type, caching. */
import type { OutgoingAnswer } from '../web/outgoing.ts';
import type { Findings } from './codes.ts';

export function headerOf(answer: OutgoingAnswer, name: string): string {
  return String(answer.headers[name] ?? '');
}

export function examineRedirects({ redirects }: OutgoingAnswer, findings: Findings): void {
  const passing = redirects.filter(({ status }) => status !== 301 && status !== 308);
  if (passing.length > 0)
    findings.warn(
      'http-redirect',
      null,
      `The address is redirected for now only (${passing[0]?.status}) to ${passing[0]?.to}.`,
      'Programs ask the old address each time, and some follow none: subscribe to the new one, or redirect with 301.',
    );
  if (redirects.some(({ to }) => to.startsWith('http:')))
    findings.error('http-redirect', null, 'The address is redirected to http.', 'iOS refuses http: redirect to https.');
}

export function examineStatus(answer: OutgoingAnswer, findings: Findings): boolean {
  if (answer.status === 200) return true;
  const hint =
    answer.status === 401 || answer.status === 403
      ? 'Google and Outlook cannot sign in: a feed needs an address that anybody who has it may read.'
      : answer.status === 304
        ? 'It answers 304 to a request that asked for nothing.'
        : 'Calendar programs stop, and Outlook drops the subscription after some days.';
  findings.error('http-status', null, `The address answers ${answer.status}.`, hint);
  return false;
}

export function examineType(answer: OutgoingAnswer, findings: Findings): void {
  const type = headerOf(answer, 'content-type').toLowerCase().replaceAll(/[\s"]/g, '');
  if (!type.startsWith('text/calendar'))
    findings.error(
      'http-type',
      null,
      `The Content-Type is “${headerOf(answer, 'content-type')}”.`,
      'Write text/calendar; charset=utf-8: browsers otherwise show the text, and Outlook refuses it.',
    );
  else if (!type.includes('charset=utf-8'))
    findings.warn(
      'http-type',
      null,
      'The Content-Type has no charset=utf-8.',
      'Some programs read ä and é as Latin-1 then.',
    );
  if (/^attachment/i.test(headerOf(answer, 'content-disposition')))
    findings.warn(
      'http-type',
      null,
      'The address offers a download (Content-Disposition: attachment).',
      'A subscription’s address should not: browsers save a copy that never changes.',
    );
  if (answer.headers['set-cookie'])
    findings.warn(
      'http-cookie',
      null,
      'The answer sets a cookie.',
      'Calendar programs do not keep them, and caches then keep nothing.',
    );
}

const DAY = 86_400;

export function examineCaching(answer: OutgoingAnswer, findings: Findings): void {
  const control = headerOf(answer, 'cache-control').toLowerCase();
  if (control === '')
    findings.warn(
      'http-caching',
      null,
      'There is no Cache-Control.',
      'Write Cache-Control: max-age=3600 or no-cache, that caches do not guess.',
    );
  if (control.includes('no-store'))
    findings.warn(
      'http-caching',
      null,
      'Cache-Control is no-store.',
      'Every reading sends everything: write no-cache with an ETag.',
    );
  const age = Number(/max-age=(\d+)/.exec(control)?.[1] ?? '0');
  if (age > DAY)
    findings.warn(
      'http-caching',
      null,
      `Cache-Control keeps the feed for ${Math.round(age / DAY)} days.`,
      'Changes are seen that much later: write an hour.',
    );
  const modified = headerOf(answer, 'last-modified');
  if (modified !== '' && Number.isNaN(Date.parse(modified)))
    findings.error(
      'http-caching',
      null,
      `Last-Modified is “${modified.slice(0, 60)}”.`,
      'Write it as HTTP does: Sat, 01 Aug 2026 12:00:00 GMT.',
    );
  const tag = headerOf(answer, 'etag');
  if (tag !== '' && !/^(?:W\/)?"[^"]*"$/.test(tag))
    findings.error(
      'http-conditional',
      null,
      `The ETag is ${tag.slice(0, 60)}, without quotation marks.`,
      'Caches and programs that follow the standard ignore it: write ETag: "…".',
    );
  if (!answer.headers.etag && modified === '')
    findings.warn(
      'http-conditional',
      null,
      'There is neither an ETag nor a Last-Modified.',
      'Every program reads everything at every look: send an ETag.',
    );
  else if (!answer.headers.etag)
    findings.warn(
      'http-conditional',
      null,
      'There is no ETag.',
      'Last-Modified misses changes within a second: send an ETag.',
    );
}
