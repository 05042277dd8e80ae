/** A real SMTP server for tests: keeps what it takes, and answers as a test tells it. */
import type { AddressInfo, Socket } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface TakenLetter {
  readonly to: string;
  readonly from: string;
  readonly raw: string;
  readonly mail: ParsedMail;
}

export interface MailServer {
  readonly url: string;
  readonly letters: readonly TakenLetter[];
  /** The next recipients are refused like this; null: taken. */
  refuse(answer: { readonly code: number; readonly text: string } | null): void;
  /** Letters are taken and the connection is cut before the answer. */
  cut(on: boolean): void;
  /** It never says a word from this step on, or says it so much later (ms); null: it answers at once. */
  hang(at: 'connection' | 'recipient' | 'letter' | null, lateMs?: number): void;
  stop(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const letters: TakenLetter[] = [];
  let refusal: { readonly code: number; readonly text: string } | null = null;
  let cuts = false;
  let hangs: 'connection' | 'recipient' | 'letter' | null = null;
  let late = Infinity;
  const answerAt = (step: typeof hangs, answer: () => void): void => {
    if (hangs !== step) answer();
    else if (Number.isFinite(late)) setTimeout(answer, late);
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onConnect: (_session, callback) => answerAt('connection', callback),
    onRcptTo(_address, _session, callback) {
      if (refusal) callback(Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
      else answerAt('recipient', callback);
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks).toString();
        const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
        letters.push({ to: session.envelope.rcptTo[0]?.address ?? '', from, raw, mail: await simpleParser(raw) });
        if (cuts) dropConnections();
        else answerAt('letter', callback);
      });
    },
  });
  const dropConnections = (): void => {
    for (const one of server.connections as Set<{ _socket: Socket }>) one._socket.destroy();
  };
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    refuse(answer) {
      refusal = answer;
    },
    cut(on) {
      cuts = on;
    },
    hang(at, lateMs = Infinity) {
      [hangs, late] = [at, lateMs];
      // Connections are kept open between letters.
      if (at === 'connection') dropConnections();
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // It would wait for pooled connections, which are kept open as long as a client is patient.
        dropConnections();
      }),
  };
}
