import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { openMail } from '../../src/cli/open-mail.ts';
import { ConfigError, readConfig } from '../../src/config.ts';

const servers: { close(): void }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A minimal SMTP server (RFC 5321) that accepts one message. */
async function startSmtp(): Promise<{ url: string; received: string[] }> {
  const received: string[] = [];
  const talk = (socket: Socket): void => {
    let inside = false;
    let letter = '';
    socket.write('220 test\r\n');
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split(/(?<=\r\n)/)) {
        if (inside) {
          letter += line;
          if (!letter.endsWith('\r\n.\r\n')) continue;
          inside = false;
          received.push(letter);
          socket.write('250 taken\r\n');
        } else {
          received.push(line.trim());
          if (/^DATA/i.test(line)) inside = true;
          socket.write(/^DATA/i.test(line) ? '354 go on\r\n' : /^QUIT/i.test(line) ? '221 bye\r\n' : '250 fine\r\n');
        }
      }
    });
    socket.on('error', () => undefined);
  };
  const server = createServer(talk);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

test('a letter reaches the mail server as it was written, for one receiver', async () => {
  const { url, received } = await startSmtp();
  const link = `https://calendar.example.edu/desk/sign-in/${'a'.repeat(43)}`;
  await openMail({ server: url, from: 'belltower@example.edu' })({
    to: 'ta@example.edu',
    subject: 'Sign in',
    text: `Open\n\n${link}\n`,
  });
  expect(received).toContain('MAIL FROM:<belltower@example.edu>');
  expect(received.filter((line) => line.startsWith('RCPT TO'))).toEqual(['RCPT TO:<ta@example.edu>']);
  const letter = received.find((line) => line.includes('Subject: Sign in')) ?? '';
  expect(letter.replaceAll('=\r\n', '')).toContain(link);
});

test('a mail server that is away is an error, not a hang', async () => {
  const send = openMail({ server: 'smtp://127.0.0.1:9', from: 'belltower@example.edu' });
  await expect(send({ to: 'ta@example.edu', subject: 's', text: 't' })).rejects.toThrow(/ECONNREFUSED/);
});

test('settings are checked without revealing secrets', () => {
  expect(readConfig({}, {})).toMatchObject({ mail: null, campus: null });
  expect(readConfig({}, { SMTP_URL: 'smtp://a:b@mail.example.edu', MAIL_FROM: 'x@example.edu' }).mail).toEqual({
    server: 'smtp://a:b@mail.example.edu',
    from: 'x@example.edu',
    bounces: null,
    dkim: null,
  });
  const told = (environment: Record<string, string>): string => {
    try {
      readConfig({}, environment);
    } catch (error) {
      if (error instanceof ConfigError) return error.message;
    }
    return '';
  };
  expect(told({ SMTP_URL: 'hunter2' })).toMatch(/^SMTP_URL is an address(?!.*hunter2)/);
  expect(told({ SMTP_URL: 'smtp://u:hunter2@h' })).toMatch(/^MAIL_FROM(?!.*hunter2)/);
  expect(told({ OPENID_ISSUER: 'https://login.example.edu', OPENID_CLIENT_ID: 'x' })).toContain('OPENID_CLIENT_SECRET');
});
