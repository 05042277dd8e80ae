/** Runs axe-core on a page in the browser. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Rules whose result depends on colours and screen width; the others depend only on the markup. */
export const RULES_OF_APPEARANCE: readonly string[] = [
  'color-contrast',
  'link-in-text-block',
  'scrollable-region-focusable',
];

/** @param rules only these rules; default: all that axe-core enables */
export async function findViolations(page: Page, rules?: readonly string[]): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async (names) => {
    const { axe: judge } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await judge.run(document, {
      resultTypes: ['violations'],
      ...(names ? { runOnly: { type: 'rule', values: [...names] } } : {}),
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map((node) => `${id}: ${node.target} ${node.failureSummary ?? ''}`),
    );
  }, rules);
}
