import axe, { type RunOptions } from 'axe-core';
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';

// Only what is wrong is written out, node by node: large tables pass in a fraction of the time.
const WRONG_ONLY: RunOptions = { resultTypes: ['violations'] };
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const LOOKS = {
  light: { ...WRONG_ONLY, runOnly: TAGS },
  // What another language or the lack of scripts can break: the colours are the same.
  words: { ...WRONG_ONLY, runOnly: TAGS, rules: { 'color-contrast': { enabled: false } } },
  // What another theme can break: it changes colours and nothing else.
  dark: { ...WRONG_ONLY, runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } },
} satisfies Record<string, RunOptions>;
type Look = keyof typeof LOOKS;

/** The islands that listen and change nothing before somebody acts. */
const LISTENING = ['CopyLink', 'LiveSearch', 'Palette', 'Print', 'Sending', 'Shortcuts', 'Unsaved'];

/**
 * Fails with a list of what axe found on the page, in the light colours, and with the colours of the dark theme: once
 * for a page is enough, since they are the same in every language. Without JavaScript, a page on which no island changes
 * anything is the very page that the run with JavaScript looks at, and the colours of any other are.
 */
export async function expectAccessible(page: Page, looks: Look[] = ['light', 'dark']) {
  // What a click leads to is measured with its styles.
  await page.waitForLoadState('load');
  const scripting = await page.evaluate(() => matchMedia('(scripting: enabled)').matches);
  if (!scripting && !(await isOtherwise(page))) return;
  const checked = scripting ? page : await copyForScripts(page);
  // The pages have no frames, so that axe runs as it is in the page itself.
  await checked.evaluate(axe.source);
  const found: string[] = [];
  for (const look of scripting ? looks : (['words'] as const)) {
    await checked.emulateMedia({ colorScheme: look === 'dark' ? 'dark' : 'light' });
    found.push(...(await wrongs(checked, LOOKS[look])).map((wrong) => `${look}: ${wrong}`));
  }
  if (scripting) await page.emulateMedia({ colorScheme: null });
  else await checked.close();
  expect(found, `what axe found on ${new URL(page.url()).pathname}`).toEqual([]);
}

/** Whether an island would have changed the page. */
async function isOtherwise(page: Page): Promise<boolean> {
  const islands = await page
    .locator('leptos-island')
    .evaluateAll((found) => found.map((island) => island.getAttribute('data-component')?.split('_')[0] ?? ''));
  return islands.some((name) => !LISTENING.includes(name));
}

function wrongs(page: Page, look: RunOptions): Promise<string[]> {
  return page.evaluate(async (options) => {
    const runner = (window as unknown as { axe: typeof axe }).axe;
    const { violations } = await runner.run(document, options);
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}: ${node.html}`),
    );
  }, look);
}

/** Where scripts run, in each browser whose pages have none. */
const withScripts = new WeakMap<Browser, Promise<BrowserContext>>();

/**
 * axe is a script, and hangs where scripts do not run: what such a page shows is
 * shown again where they do, its own scripts aside.
 */
async function copyForScripts(page: Page): Promise<Page> {
  const body = (await page.content()).replace(/<\/?noscript[^>]*>/g, '');
  const headers = { 'content-security-policy': "script-src 'none'" };
  const browser = page.context().browser()!;
  const context = withScripts.get(browser) ?? browser.newContext({ javaScriptEnabled: true });
  withScripts.set(browser, context);
  const copy = await (await context).newPage();
  await copy.setViewportSize(page.viewportSize()!);
  await copy.route(page.url(), (route) => route.fulfill({ body, headers, contentType: 'text/html; charset=utf-8' }));
  await copy.goto(page.url());
  return copy;
}
