/** What the pages need, and what they read of a request. */
import type { IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';
import type { VNode } from 'preact';
import type { Clock } from '../domain/clock.ts';
import type { Language } from '../domain/language.ts';
import { presentLanguage } from '../words/voice.ts';
import type { Assets } from './assets.ts';
import { HTML, renderDocument, sendDocument } from './document.ts';
import { judgeAddress, type PublicAddress } from './public-address.ts';
import { ACCEPT_LANGUAGE } from './visitor-voice.ts';

export interface PageContext {
  readonly assets: Assets;
  /** PUBLIC_URL; null if it is not set. */
  readonly publicUrl: string | null;
  readonly siteName: string;
  readonly clock: Clock;
  readonly compression: boolean;
  /** Whether people can subscribe to notices, at /notices. */
  readonly notices?: boolean;
  /** Sources that may frame the bare week (frame-ancestors, CSP 3 §6.4.2): 'https://site.example', '*'. Empty: none. */
  readonly frameAncestors: readonly string[];
}

export function sendPage(
  context: Pick<PageContext, 'compression'>,
  request: Request,
  response: Response,
  page: VNode,
  options: {
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly cache?: string;
    /** Of what the page is about; absent: the present one. */
    readonly language?: Language;
    /** Whether nothing on the page is in the visitor's language. */
    readonly isBare?: boolean;
  } = {},
): void {
  const { language = presentLanguage(), isBare = false, ...rest } = options;
  if (!isBare) response.vary(ACCEPT_LANGUAGE);
  response.setHeader('Content-Language', language);
  sendDocument(request, response, { body: renderDocument(page), type: HTML, ...rest }, context.compression);
}

/** The site's address for links on a page: PUBLIC_URL, otherwise the address of the request. */
export function publicAddressOf(context: Pick<PageContext, 'publicUrl'>, request: IncomingMessage): PublicAddress {
  return judgeAddress(context.publicUrl, `http://${hostOf(request)}`);
}

const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]{0,252})|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

function hostOf(request: IncomingMessage): string {
  const host = request.headers.host ?? '';
  // '12v.0.0.1' has the form of a name, but is no address and cannot be parsed.
  return HOST.test(host) && URL.canParse(`http://${host}`) ? host : 'localhost';
}

/** All values of a query parameter. */
export function readTexts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];
}

export function readText(value: unknown): string | null {
  return readTexts(value)[0] ?? null;
}
