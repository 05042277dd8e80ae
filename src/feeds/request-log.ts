/** What the listener tells the log of each answer (web/access-log.ts writes it). */
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface RequestLog {
  /** Writes the line of an answer that was sent. */
  write(request: IncomingMessage, path: string, status: number, bytes: number, milliseconds: number): void;
  /** The same for a feed that everybody may read: what led to it holds no secret that would have to be left out. */
  writeFeed(request: IncomingMessage, path: string, status: number, bytes: number, milliseconds: number): void;
  /** Writes the line once the response is finished. */
  follow(request: IncomingMessage, response: ServerResponse, path: string): void;
}
