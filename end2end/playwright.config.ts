import { defineConfig } from '@playwright/test';
import { launchOptions, locale } from './support/browser.js';

// Every test runs twice, with JavaScript and without. One that makes sense in
// one of them only says so: test('…', { tag: '@js' }, …) or '@no-js'.
export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  reporter: 'list',
  retries: 0,
  // A busy machine is slow, not wrong.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  workers: 1, // all tests share one server and its database
  forbidOnly: !!process.env.CI,
  use: {
    baseURL: process.env.BASE_URL ?? 'http://127.0.0.1:3000',
    launchOptions,
    locale: locale('fr'),
    timezoneId: 'Europe/Brussels',
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'js', grepInvert: /@no-js\b/ },
    { name: 'no-js', grepInvert: /@js\b/, use: { javaScriptEnabled: false } },
  ],
});
