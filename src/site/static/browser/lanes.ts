/** Lays out overlapping meetings of a day side by side, as the server does. */

const MOST_LANES = 3;
const COLUMNS = 6;
const MINUTE = 60_000;

interface Span {
  readonly block: HTMLElement;
  readonly start: number;
  readonly end: number;
}

/** Lays out a day's visible blocks; `+2` counts those that do not fit. */
export function layLanes(column: HTMLElement): void {
  for (const more of column.querySelectorAll('.is-more')) more.remove();
  const blocks = [...column.querySelectorAll<HTMLElement>('.block:not([hidden])')].map((block) => {
    const start = Number(block.dataset.start);
    return { block, start, end: Math.max(Number(block.dataset.end), start + 25 * MINUTE) };
  });
  blocks.sort((a, b) => a.start - b.start);
  let cluster: Span[] = [];
  let until = Number.NEGATIVE_INFINITY;
  for (const span of blocks) {
    if (span.start >= until) {
      layCluster(cluster);
      cluster = [];
    }
    cluster.push(span);
    until = Math.max(until, span.end);
  }
  layCluster(cluster);
}

function layCluster(spans: readonly Span[]): void {
  const ends: number[] = [];
  const lanes = spans.map((span) => {
    const free = ends.findIndex((end) => end <= span.start);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = span.end;
    return lane;
  });
  const width = Math.min(ends.length, MOST_LANES);
  const behind = lanes.filter((lane) => lane >= MOST_LANES).length;
  for (const [index, { block }] of spans.entries()) {
    const lane = lanes[index] ?? 0;
    if (lane >= MOST_LANES) block.hidden = true;
    else place(block, lane, width);
  }
  const last = spans[lanes.indexOf(MOST_LANES - 1)];
  if (behind > 0 && last) standFor(last.block, behind + 1);
}

function place(block: HTMLElement, lane: number, lanes: number): void {
  const width = Math.floor(COLUMNS / lanes);
  block.className = block.className.replace(/\s*\bgc\d+-\d+\b/g, '').replace(/\s*\bis-shared\b/g, '');
  block.classList.add(`gc${lane * width + 1}-${width}`);
  block.classList.toggle('is-shared', lanes > 1);
}

function standFor(block: HTMLElement, count: number): void {
  const more = document.createElement('div');
  more.className = block.className.replace(/\bkind-[\w-]+|\bis-cancelled\b/g, '');
  more.classList.add('is-more');
  more.textContent = `+${count}`;
  block.hidden = true;
  block.after(more);
}
