/** The bell tower as SVG, in the text's colour. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';

export function renderTower(size = 28): VNode {
  return html`<svg class="tower" viewBox="0 0 24 32" width=${Math.round(size * 0.75)} height=${size} aria-hidden="true" focusable="false">
    <path d="M12 0.8 19.4 8.6 4.6 8.6Z" fill="currentColor" />
    <path d="M5.6 10.4h12.8v19.9H5.6Z" fill="none" stroke="currentColor" stroke-width="1.8" />
    <path d="M8.7 21.3v-4.6a3.3 3.3 0 0 1 6.6 0v4.6Z" class="tower-bell" fill="currentColor" />
    <circle cx="12" cy="23.2" r="1.25" class="tower-bell" fill="currentColor" />
    <path d="M3.4 31.1h17.2" stroke="currentColor" stroke-width="1.8" />
  </svg>`;
}
