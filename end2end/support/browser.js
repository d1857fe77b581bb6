// What the browser tests and `npm run screenshots` share.

/** How Chromium is started: Debian's own, quiet on a network that is closed to it. */
export const launchOptions = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/** The servers that are tested, one for each worker: `.tools/with-server` starts them. */
export const servers = (process.env.BASE_URLS ?? process.env.BASE_URL ?? 'http://127.0.0.1:3000').split(' ');

/** What a browser of that language sends: `fr` gives `fr-BE`. */
export const locale = (/** @type {string} */ language) => `${language}-BE`;

/**
 * Makes `language` the chosen one, as the language menu would.
 * @param {import('@playwright/test').BrowserContext} context
 * @param {string} base
 * @param {string} language
 */
export async function setLanguage(context, base, language) {
  await context.addCookies([{ name: 'language', value: language, url: base }]);
}

/**
 * Signs in through the form, in any language, with JavaScript or without.
 * @param {import('@playwright/test').Page} page
 * @param {string} user
 * @param {string} password
 * @param {string} base needed only where the context has no base URL
 */
export async function signIn(page, user, password, base = '') {
  await page.goto(`${base}/sign-in`);
  const form = page.locator('form', { has: page.locator('input[type=password]') });
  await form.locator('input[autocomplete=username]').fill(user);
  await form.locator('input[type=password]').fill(password);
  await form.locator('button[type=submit], button:not([type])').click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}
