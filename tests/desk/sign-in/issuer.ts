/** A campus's OpenID Connect issuer, as real as it gets on this machine. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
// @ts-expect-error: the package brings no types.
import { Provider } from 'oidc-provider';

export interface Issuer {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  stop(): Promise<void>;
}

/** @param back where the client's sign-ins come back to @param claims of the person who signs in under a name */
export async function startIssuer(back: string, claims: (name: string) => Record<string, unknown>): Promise<Issuer> {
  // biome-ignore lint/suspicious/noExplicitAny: the provider's own callback.
  let answer: any = null;
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clientId = 'belltower';
  const clientSecret = 'a secret of the test, long enough to be taken for one';
  const provider = new Provider(url, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [back],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, ...claims(id) }) }),
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ['of the test'] },
    pkce: { required: () => true },
  });
  provider.on('server_error', () => undefined);
  answer = provider.callback();
  return {
    url,
    clientId,
    clientSecret,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
