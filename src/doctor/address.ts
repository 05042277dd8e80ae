/** Checks a feed's address: status, type, caching, conditional requests, HEAD, redirects, certificate, robots.txt. */
import { fetchOutgoing, type OutgoingRequest } from '../web/outgoing.ts';
import { examineCaching, examineRedirects, examineStatus, examineType } from './answer.ts';
import { Findings } from './codes.ts';
import { type Ask, examineAgain, examineCompression, examineConditional, examineHead } from './requests.ts';
import { examineRobots } from './robots.ts';

export interface AddressExamined {
  readonly findings: Findings;
  /** The calendar; null: none was received. */
  readonly body: Buffer | null;
}

/** @param reach `any` for a user at a terminal, who may query private addresses */
export async function examineAddress(
  address: string,
  reach: OutgoingRequest['reach'],
  findings: Findings = new Findings(),
): Promise<AddressExamined> {
  const first = await fetchOutgoing(address, { reach, headers: { 'accept-encoding': 'identity' } });
  if (!first.ok) {
    const code = first.why === 'certificate' ? 'http-certificate' : 'http-unreachable';
    findings.error(
      code,
      null,
      first.reason,
      code === 'http-certificate'
        ? 'Calendar programs refuse it without a word: renew it, with its whole chain.'
        : 'No calendar program can read it either: check the address and that it is public.',
    );
    return { findings, body: null };
  }
  examineRedirects(first, findings);
  if (!examineStatus(first, findings)) return { findings, body: null };
  const ask: Ask = (headers = {}, method = 'GET') =>
    fetchOutgoing(first.url, {
      reach,
      method,
      followRedirects: false,
      headers: { 'accept-encoding': 'identity', ...headers },
    });
  examineType(first, findings);
  examineCaching(first, findings);
  await examineConditional(first, ask, findings);
  await examineHead(first, ask, findings);
  await examineCompression(first, ask, findings);
  await examineAgain(first, ask, findings);
  await examineRobots(first, reach, findings);
  return { findings, body: first.body };
}
