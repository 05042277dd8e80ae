/** What axe-core finds on a page as it stands in a browser. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** The rules whose result depends on colours and on the width of the screen; the others depend on the markup alone. */
export const RULES_OF_APPEARANCE: readonly string[] = [
  'color-contrast',
  'link-in-text-block',
  'scrollable-region-focusable',
];

/** @param rules only these rules; all that are on by default unless given */
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
