/**
 * CSS classes that position a meeting in the weekly grid. The content security policy forbids inline styles, so the
 * classes encode hour and step within the hour, and the style sheet computes the row (style/week-grid.css).
 */

/** Minutes per grid row. */
const STEP = 5;
const HOUR = 60 / STEP;
const ROWS = 24 * HOUR;
/** Columns per day, shared by simultaneous meetings; divisible by 2 and 3. */
const COLUMNS = 6;

/** Class of a meeting's first row, relative to the grid's first hour. */
export function startClass(minutes: number): string {
  const row = Math.max(0, Math.round(minutes / STEP));
  return `gs${Math.floor(row / HOUR)} gt${row % HOUR}`;
}

/** Class of a meeting's height; at least 25 minutes, so that its name fits. */
export function lengthClass(minutes: number): string {
  const rows = Math.min(ROWS, Math.max(5, Math.round(minutes / STEP)));
  return `gl${Math.floor(rows / HOUR)} gm${rows % HOUR}`;
}

/** Class of a meeting's columns. */
export function laneClass(lane: number, lanes: number): string {
  const width = Math.floor(COLUMNS / lanes);
  return `gc${lane * width + 1}-${width}`;
}

export function printGridRules(): string {
  const rules: string[] = [];
  for (let hour = 0; hour <= 24; hour += 1)
    rules.push(`.gs${hour}{--start-hour:${hour}}`, `.gl${hour}{--long-hours:${hour}}`);
  for (let step = 0; step < HOUR; step += 1)
    rules.push(`.gt${step}{--start-step:${step}}`, `.gm${step}{--long-steps:${step}}`);
  for (const lanes of [1, 2, 3]) {
    for (let lane = 0; lane < lanes; lane += 1) {
      const width = COLUMNS / lanes;
      rules.push(`.gc${lane * width + 1}-${width}{grid-column:${lane * width + 1}/span ${width}}`);
    }
  }
  for (let hours = 1; hours <= 24; hours += 1) rules.push(`.gh${hours}{--rows:${hours * HOUR}}`);
  return `@layer parts {\n${rules.join('\n')}\n}\n`;
}
