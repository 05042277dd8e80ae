/**
 * One line per request: method, path, status, bytes, time, program; as a sentence, or as fields for programs that read
 * logs. Never an address, a cookie or a token. Requests of feeds have a level of their own: there are many of them.
 */
import type { IncomingMessage } from 'node:http';
import type { RequestLog } from '../feeds/listener.ts';
import { remember } from '../feeds/remember.ts';
import { findRequestId } from '../feeds/request-id.ts';
import { loggedPath, shorten } from '../feeds/request-path.ts';
import { classify, type RequestCounters, type RouteClass } from './request-counters.ts';

/** The part of a logger (pino) that this needs. */
export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

export interface RequestLogOptions {
  readonly info: (details: object, message: string) => void;
  /** Requests of feeds; missing: as every other request. null: they are not logged. */
  readonly poll?: ((details: object, message: string) => void) | null;
  /** Whether lines are fields rather than sentences. */
  readonly asFields?: boolean;
}

/** @param counters counts what is logged, whatever the log's level */
export function createRequestLog(log: RequestLogOptions, counters?: Pick<RequestCounters, 'count'>): RequestLog {
  const poll = log.poll === undefined ? log.info : log.poll;
  const writeLine = (
    request: IncomingMessage,
    route: RouteClass,
    shown: string,
    status: number,
    bytes: number,
    milliseconds: number,
  ): void => {
    const program = nameProgram(request.headers['user-agent']);
    counters?.count(route, status, milliseconds, program);
    const line = route === 'feed' || route === 'personal feed' ? poll : log.info;
    if (line === null) return;
    if (log.asFields) {
      const id = findRequestId(request);
      const ms = Math.round(milliseconds * 100) / 100;
      line({ method: request.method, path: shown, route, status, bytes, ms, program, request: id }, 'request');
      return;
    }
    line({}, `${request.method} ${shown} ${status} ${bytes} B ${writeTime(milliseconds)} ms ${program}`);
  };
  const write: RequestLog['write'] = (request, path, status, bytes, milliseconds) =>
    writeLine(request, classify(path), loggedPath(path), status, bytes, milliseconds);
  return {
    write,
    writeFeed: (request, path, status, bytes, milliseconds) =>
      writeLine(request, 'feed', shorten(path), status, bytes, milliseconds),
    follow(request, response, path) {
      const started = performance.now();
      response.once('close', () => {
        const bytes = Number(response.getHeader('content-length') ?? 0);
        write(request, path, response.statusCode, bytes, performance.now() - started);
      });
    },
  };
}

const TENTHS = Array.from({ length: 101 }, (_, tenths) => (tenths / 10).toFixed(1));

/** With a tenth below ten. */
function writeTime(milliseconds: number): string {
  return (milliseconds < 10 ? TENTHS[Math.round(milliseconds * 10)] : undefined) ?? milliseconds.toFixed(0);
}

/** The program's name, without version, system or anything that could identify people. */
export function nameProgram(userAgent: string | undefined): string {
  return userAgent ? readProgram(userAgent) : '-';
}

const readProgram = remember((userAgent: string): string => {
  const known =
    /Google-Calendar-Importer|Googlebot|CalendarAgent|dataaccessd|Thunderbird|ICSx5|Nextcloud|Outlook|Exchange|Evolution|vdirsyncer|curl/i.exec(
      userAgent,
    );
  if (known) return known[0];
  return /^[A-Za-z][\w.-]{0,30}/.exec(userAgent)?.[0] ?? '-';
});
