/** Runs axe-core on a page in the browser. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { CDPSession, Page } from 'playwright-core';

/** Rules whose result depends on colours and screen width; the others depend only on the markup. */
export const RULES_OF_APPEARANCE: readonly string[] = [
  'color-contrast',
  'link-in-text-block',
  'scrollable-region-focusable',
];

/** Less than half of what the readable build costs the browser, on every page. */
const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const sessions = new WeakMap<Page, Promise<CDPSession>>();

/** Through the browser's own protocol: Playwright's `evaluate` wraps the source, and the browser compiles it anew each time. */
async function loadAxe(page: Page): Promise<void> {
  let session = sessions.get(page);
  if (!session) {
    session = page.context().newCDPSession(page);
    sessions.set(page, session);
  }
  const { result } = await (await session).send('Runtime.evaluate', { expression: 'typeof axe' });
  if (result.value === 'undefined') await (await session).send('Runtime.evaluate', { expression: SOURCE });
}

const LOOKS = [
  { colorScheme: 'dark', width: 320, rules: RULES_OF_APPEARANCE },
  { colorScheme: 'light', width: 1280, rules: undefined },
] as const;

/** Looks at a page in the dark at 320 pixels, then in light at 1280, where it stays. @returns what is wrong with it */
export async function judgePage(page: Page): Promise<string[]> {
  const wrong: string[] = [];
  for (const { colorScheme, width, rules } of LOOKS) {
    // Without transitions, so that no colour is seen half way.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    wrong.push(...(await judgeView(page, rules)).map((one) => `${colorScheme}, ${width} pixels: ${one}`));
  }
  return wrong;
}

/** Looks at a page as it is shown. @param rules as for `findViolations` @returns what is wrong with it */
export async function judgeView(page: Page, rules?: readonly string[]): Promise<string[]> {
  const found = await findViolations(page, rules);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return wide > 0 ? [...found, `${wide} pixels too wide`] : found;
}

/** Opens all folds, so that their content is checked too. */
export function unfold(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  });
}

/** @param rules only these rules; default: all that axe-core enables */
export async function findViolations(page: Page, rules?: readonly string[]): Promise<string[]> {
  await loadAxe(page);
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
