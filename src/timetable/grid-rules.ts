/**
 * Classes that place a meeting in the week's grid. A strict policy lets no style stand in the page, so the few
 * hundred places that a day of five-minute steps has are rules of the stylesheet.
 */

/** Minutes of a row. */
const STEP = 5;
const ROWS = (24 * 60) / STEP;
/** Meetings at the same time share a day's columns; 6 divides by 2 and 3. */
const COLUMNS = 6;

/** The class of a meeting's first row, counted from the grid's first hour. */
export function startClass(minutes: number): string {
  return `gs${Math.max(0, Math.round(minutes / STEP))}`;
}

/** The class of a meeting's height; at least 25 minutes high, so that a name fits. */
export function lengthClass(minutes: number): string {
  return `gl${Math.min(ROWS, Math.max(5, Math.round(minutes / STEP)))}`;
}

/** The class of a meeting's columns. */
export function laneClass(lane: number, lanes: number): string {
  const width = Math.floor(COLUMNS / lanes);
  return `gc${lane * width + 1}-${width}`;
}

export function printGridRules(): string {
  const rules: string[] = [];
  for (let row = 0; row < ROWS; row += 1) rules.push(`.gs${row}{grid-row-start:${row + 1}}`);
  for (let length = 5; length <= ROWS; length += 1) rules.push(`.gl${length}{grid-row-end:span ${length}}`);
  for (const lanes of [1, 2, 3]) {
    for (let lane = 0; lane < lanes; lane += 1) {
      const width = COLUMNS / lanes;
      rules.push(`.gc${lane * width + 1}-${width}{grid-column:${lane * width + 1}/span ${width}}`);
    }
  }
  for (let hours = 1; hours <= 24; hours += 1) rules.push(`.gh${hours}{--rows:${(hours * 60) / STEP}}`);
  return `@layer parts {\n${rules.join('\n')}\n}\n`;
}
