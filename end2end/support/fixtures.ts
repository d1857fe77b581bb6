import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';

export { expect };
import { servers } from './browser.js';
export { locale, setLanguage, signIn } from './browser.js';

/**
 * Playwright's `test`, which also fails when the page logged an error: a panic
 * in the browser's program, an island that did not start, a resource refused by the content security policy.
 */
export const test = base.extend<{ noConsoleErrors: void }>({
  baseURL: async ({}, use, info) => use(servers[info.parallelIndex]),
  noConsoleErrors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      const asked = new Set<string>(); // an answer 4xx to what the test asked is for the test to judge
      page.on('request', (request) => {
        if (request.isNavigationRequest() || request.method() === 'POST') asked.add(request.url());
      });
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => {
        if (message.type() !== 'error') return;
        if (message.text().startsWith('Failed to load resource') && asked.has(message.location().url)) return;
        errors.push(`${message.text()} (${message.location().url})`);
      });
      await use();
      expect(errors, 'errors in the browser console').toEqual([]);
    },
    { auto: true },
  ],
});

/** Waits until every island of the page listens: before a key or a click that one of them is to take. */
export async function started(page: Page) {
  await expect(page.locator('html')).toHaveAttribute('data-islands', 'started');
}

/** What another theme can break: it changes colours and nothing else. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** Fails with a list of what axe found on the page, in the light colours, and with the colours of the dark theme. */
export async function expectAccessible(page: Page) {
  const scripting = await page.evaluate(() => matchMedia('(scripting: enabled)').matches);
  const checked = scripting ? page : await copyForScripts(page);
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await checked.emulateMedia({ colorScheme });
    const axe = new AxeBuilder({ page: checked });
    if (colorScheme === 'light') axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
    else axe.withRules(COLOUR_RULES);
    const { violations } = await axe.analyze();
    for (const { id, help, nodes } of violations) {
      for (const node of nodes) found.push(`${colorScheme}: ${id}: ${help}: ${node.target.join(' ')}: ${node.html}`);
    }
  }
  if (scripting) await page.emulateMedia({ colorScheme: null });
  else await checked.context().close();
  expect(found, `what axe found on ${new URL(page.url()).pathname}`).toEqual([]);
}

/**
 * axe is a script, and hangs where scripts do not run: what such a page shows is
 * shown again where they do, its own scripts aside.
 */
async function copyForScripts(page: Page): Promise<Page> {
  const body = (await page.content()).replace(/<\/?noscript[^>]*>/g, '');
  const headers = { 'content-security-policy': "script-src 'none'" };
  const context = await page.context().browser()!.newContext({
    javaScriptEnabled: true,
    viewport: page.viewportSize(),
  });
  const copy = await context.newPage();
  await copy.route(page.url(), (route) => route.fulfill({ body, headers, contentType: 'text/html; charset=utf-8' }));
  await copy.goto(page.url());
  return copy;
}
