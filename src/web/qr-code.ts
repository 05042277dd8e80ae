/** A QR code as SVG shapes: nothing to load, and sharp in print. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { loadLater } from '../domain/load-later.ts';

// The library's main module would also load encoders for PNG and terminals.
const qrcode = loadLater<typeof import('qrcode/lib/core/qrcode.js')>('qrcode/lib/core/qrcode.js');

export function renderQrCode(text: string, label: string): VNode {
  const { size, path } = draw(text);
  // The quiet zone of four modules that readers need.
  return html`<svg class="qr" viewBox=${`-4 -4 ${size + 8} ${size + 8}`} role="img" aria-label=${label} shape-rendering="crispEdges">
    <rect x="-4" y="-4" width=${size + 8} height=${size + 8} fill="#fff" />
    <path d=${path} fill="#000" />
  </svg>`;
}

interface Drawing {
  readonly size: number;
  readonly path: string;
}

/** A course’s page and its sections’ door signs are written one after another and show the same code. */
let latest: { readonly text: string; readonly drawing: Drawing } | null = null;

function draw(text: string): Drawing {
  if (latest?.text === text) return latest.drawing;
  const drawing = drawAfresh(text);
  latest = { text, drawing };
  return drawing;
}

function drawAfresh(text: string): Drawing {
  const { modules } = qrcode().create(text, { errorCorrectionLevel: 'M' });
  const size = modules.size;
  let path = '';
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (!modules.get(row, column)) continue;
      let end = column + 1;
      while (end < size && modules.get(row, end)) end += 1;
      path += `M${column} ${row}h${end - column}v1h-${end - column}z`;
      column = end;
    }
  }
  return { size, path };
}
