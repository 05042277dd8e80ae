/** Icons of the calendar programs, as inline SVG so that nothing is loaded. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { ProgramName } from './programs.ts';

const PAGE = 'M6 3.5h12a2 2 0 0 1 2 2v13a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-13a2 2 0 0 1 2-2z';

const MARKS: Readonly<Record<ProgramName, () => VNode>> = {
  google: () =>
    html`<g>
    <path d="M4 6a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v2H4z" fill="#4285f4" />
    <path d="M4 8h4v12H6a2 2 0 0 1-2-2z" fill="#34a853" />
    <path d="M16 8h4v8h-4z" fill="#fbbc04" />
    <path d="M8 16h8v4H8z" fill="#34a853" />
    <path d="M16 16h4l-4 4z" fill="#ea4335" />
    <path d="M8 8h8v8H8z" fill="#fff" />
  </g>` as VNode,
  apple: () =>
    html`<g>
    <path d=${PAGE} fill="#fff" stroke="#b9b9b9" stroke-width=".6" />
    <path d="M4 9V5.5a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2V9z" fill="#ff3b30" />
    <path d="M7 12h2M11 12h2M15 12h2M7 15h2M11 15h2M15 15h2M7 18h2M11 18h2" stroke="#8e8e93" stroke-width="1.6" />
  </g>` as VNode,
  outlook: () =>
    html`<g>
    <path d="M9 5h10a1.5 1.5 0 0 1 1.5 1.5v11A1.5 1.5 0 0 1 19 19H9z" fill="#50b5f1" />
    <path d="M9 12l6 3.5 5.5-3.5v6A1.5 1.5 0 0 1 19 19.5H9z" fill="#1490df" />
    <rect x="3" y="7" width="11" height="11" rx="1.5" fill="#0f6cbd" />
    <circle cx="8.5" cy="12.5" r="2.8" fill="none" stroke="#fff" stroke-width="1.6" />
  </g>` as VNode,
  microsoft365: () =>
    html`<g>
    <path d="M4 4h7.5v7.5H4z" fill="#f25022" />
    <path d="M12.5 4H20v7.5h-7.5z" fill="#7fba00" />
    <path d="M4 12.5h7.5V20H4z" fill="#00a4ef" />
    <path d="M12.5 12.5H20V20h-7.5z" fill="#ffb900" />
  </g>` as VNode,
  webcal: () =>
    drawLine('M6 4.5h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-11a2 2 0 0 1 2-2zM4 9h16M8 3v3M16 3v3'),
  app: () =>
    drawLine(
      'M8 3h8a1.5 1.5 0 0 1 1.5 1.5v15A1.5 1.5 0 0 1 16 21H8a1.5 1.5 0 0 1-1.5-1.5v-15A1.5 1.5 0 0 1 8 3zM11 18h2M9.5 10l2 2 3.5-4',
    ),
  safari: () =>
    html`<g>
    <circle cx="12" cy="12" r="9" fill="#fff" stroke="#1e90ff" stroke-width="1.5" />
    <path d="M17 7l-3.7 6.300L7 17l3.7-6.300z" fill="#ff3b30" />
    <path d="M7 17l3.7-6.3 2.6 2.600z" fill="#b9b9b9" />
  </g>` as VNode,
  browser: () => drawLine('M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18'),
  send: () => drawLine('M4 6h16v12H4zM4 6.5l8 6.5 8-6.5'),
  download: () => drawLine('M12 4v10M8 10.5l4 4 4-4M5 19h14'),
};

function drawLine(path: string): VNode {
  return html`<path d=${path} fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" />` as VNode;
}

export function renderMark(name: ProgramName): VNode {
  return html`<svg class="mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${MARKS[name]()}</svg>`;
}
