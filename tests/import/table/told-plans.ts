/** What the import of a table, and of a later one (behind ">>>"), would do: files, rows, differences and remarks. */
import { plan, textsOf } from './tables.ts';

export function tellPlans(tables: string): string[] {
  const [first = '', second] = tables.split('\n>>>\n');
  const planned = plan(first);
  return [...tellPlan(planned), ...(second === undefined ? [] : ['again:', ...tellPlan(plan(second, planned))])];
}

function tellPlan(planned: ReturnType<typeof plan>): string[] {
  const { outcomes, differences, failures, remarks } = planned;
  return [
    ...failures.map((failure) => `failure: ${failure}`),
    ...[...textsOf(planned)].flatMap(([course, text]) =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => `${course} | ${line}`.trimEnd()),
    ),
    ...outcomes.map(({ row, outcome, reason }) => `row ${row} ${outcome}${reason === null ? '' : `: ${reason}`}`),
    ...differences.map((difference) => `difference ${JSON.stringify(difference)}`),
    ...remarks.map((remark) => `remark ${JSON.stringify(remark)}`),
  ];
}
