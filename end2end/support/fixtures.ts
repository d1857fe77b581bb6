import { test as base, expect, type Page } from '@playwright/test';

export { expect };
import { servers } from './browser.js';
export { expectAccessible } from './accessible';
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
