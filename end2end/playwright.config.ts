import { defineConfig } from '@playwright/test';
import { launchOptions, locale, servers } from './support/browser.js';

// Every test runs twice, with JavaScript and without. One that makes sense in
// one of them only says so: test('…', { tag: '@js' }, …) or '@no-js'.
export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  reporter: 'list',
  retries: 0,
  // A busy machine is slow, not wrong.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  // Each worker has a server and a database of its own: see support/fixtures.ts.
  workers: servers.length,
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  use: {
    launchOptions,
    locale: locale('fr'),
    timezoneId: 'Europe/Brussels',
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'js', grepInvert: /@no-js\b/ },
    { name: 'no-js', grepInvert: /@js\b/, use: { javaScriptEnabled: false } },
  ],
});
