/** A WebSocket server's side of one connection (RFC 6455), as far as short text messages need it. */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

const TEXT = 0x81;
const CLOSE_OPCODE = 8;
const TEXT_OPCODE = 1;

export interface SocketEnd {
  send(text: string): void;
}

/** Accepts an HTTP upgrade and calls `onText` for each message. */
export function acceptWebSocket(
  request: IncomingMessage,
  socket: Duplex,
  onText: (text: string, end: SocketEnd) => void,
): SocketEnd {
  const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
  const accept = createHash('sha1').update(key).digest('base64');
  const protocol = request.headers['sec-websocket-protocol'];
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n` +
      `${protocol ? `Sec-WebSocket-Protocol: ${protocol}\r\n` : ''}\r\n`,
  );
  const end: SocketEnd = { send: (text) => void socket.write(writeFrame(text)) };
  let waiting = Buffer.alloc(0);
  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    waiting = Buffer.concat([waiting, chunk]);
    for (let frame = readFrame(waiting); frame; frame = readFrame(waiting)) {
      waiting = waiting.subarray(frame.length);
      if (frame.opcode === CLOSE_OPCODE) socket.end();
      else if (frame.opcode === TEXT_OPCODE) onText(frame.text, end);
    }
  });
  return end;
}

/** Servers do not mask (§5.1). */
function writeFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const head =
    payload.length < 126
      ? Buffer.from([TEXT, payload.length])
      : Buffer.from([TEXT, 126, payload.length >> 8, payload.length & 255]);
  return Buffer.concat([head, payload]);
}

/** Null: it has not arrived whole. */
function readFrame(bytes: Buffer): { readonly opcode: number; readonly text: string; readonly length: number } | null {
  if (bytes.length < 2) return null;
  const short = bytes.readUInt8(1) & 127;
  const from = short === 126 ? 4 : 2;
  if (bytes.length < from + 4) return null;
  const size = short === 126 ? bytes.readUInt16BE(2) : short;
  const length = from + 4 + size;
  if (bytes.length < length) return null;
  const mask = bytes.subarray(from, from + 4);
  const payload = Buffer.from(
    bytes.subarray(from + 4, length).map((byte, index) => byte ^ (mask[index % 4] as number)),
  );
  return { opcode: bytes.readUInt8(0) & 15, text: payload.toString('utf8'), length };
}
