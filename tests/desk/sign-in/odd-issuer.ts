/** An OpenID Connect provider with configurable claims, in the token or in userinfo, and failures. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface OddIssuer {
  readonly url: string;
  /** Claims of the next sign-in. */
  claims: Record<string, unknown>;
  userinfo: Record<string, unknown>;
  /** Responds with this status; null: works normally. */
  failing: number | null;
  /** Simulates a sign-in in the browser: issues a code for the request that led to it. */
  grant(request: URL): string;
  stop(): Promise<void>;
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export async function startOddIssuer(clientId: string): Promise<OddIssuer> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const nonces = new Map<string, string>();
  const answer = (response: ServerResponse, body: object, status = 200): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  const makeToken = (nonce: string): string => {
    const now = Math.floor(Date.now() / 1000);
    const base = { iss: issuer.url, sub: 's', aud: clientId, iat: now, exp: now + 300, nonce };
    const input = `${encode({ alg: 'RS256', kid: 'k' })}.${encode({ ...base, ...issuer.claims })}`;
    return `${input}.${sign('sha256', Buffer.from(input), privateKey).toString('base64url')}`;
  };
  const server = createServer((request, response) => {
    const { url } = issuer;
    if (issuer.failing !== null) return answer(response, {}, issuer.failing);
    switch (request.url) {
      case '/.well-known/openid-configuration':
        return answer(response, {
          issuer: url,
          authorization_endpoint: `${url}/auth`,
          token_endpoint: `${url}/token`,
          userinfo_endpoint: `${url}/me`,
          jwks_uri: `${url}/jwks`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
          code_challenge_methods_supported: ['S256'],
        });
      case '/jwks':
        return answer(response, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256' }] });
      case '/me':
        return answer(response, { sub: issuer.claims.sub ?? 's', ...issuer.userinfo });
      default: {
        let body = '';
        request.on('data', (chunk) => {
          body += chunk;
        });
        request.on('end', () => {
          const nonce = nonces.get(new URLSearchParams(body).get('code') ?? '') ?? '';
          answer(response, { access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token: makeToken(nonce) });
        });
      }
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer: OddIssuer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    claims: {},
    userinfo: {},
    failing: null,
    grant(request) {
      const code = `code-${nonces.size}`;
      nonces.set(code, request.searchParams.get('nonce') ?? '');
      return code;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return issuer;
}
