import type { Cookie, Page } from '@playwright/test';
import { expect, signIn } from './fixtures';

/** The password of every user of the demonstration. */
export const PASSWORD = 'delibero-demo-2026';

/** Persons of the demonstration. */
export const PERSON = {
  incapacity: '85.07.30-999.32',
  maternity: '01.02.15-999.70',
  replaced: '72.28.14-999.95',
};

/** The session of each user of this worker's server: the form of signing in is sent once for all tests. */
const sessions = new Map<string, Cookie>();

/** Signs in as a user of the demonstration, and shows the user's home page. */
export async function enter(page: Page, user: string) {
  const [context, known] = [page.context(), sessions.get(user)];
  if (known) {
    await context.addCookies([known]);
    await page.goto('/');
    // A test that signed out has ended it.
    if (new URL(page.url()).pathname !== '/sign-in') return;
  }
  await signIn(page, user, PASSWORD);
  const session = (await context.cookies()).find((cookie) => cookie.httpOnly && cookie.name.includes('session'));
  sessions.set(user, session!);
}

/** Fills the consultation's form and sends it; the first quarters of 2025 are among those of the sample. */
export async function consult(page: Page, niss: string, choices: { purpose?: string; role?: string } = {}) {
  await page.goto('/consultation');
  if (choices.purpose) await page.locator(`input[name=purpose][value="${choices.purpose}"]`).check();
  if (choices.role) await page.locator(`input[name=person_role][value="${choices.role}"]`).first().check();
  await page.locator('select[name=first]').selectOption('2025Q1');
  await page.locator('#niss').fill(niss);
  await page.locator('#niss').press('Enter');
  await page.waitForURL(/\/consultations\/[0-9a-f]{32}$/);
  await expect(page.locator('h1')).toBeVisible();
}

/** Nothing that names the person stands where others could read it. */
export async function expectNoNissOutside(page: Page, niss: string) {
  const digits = niss.replace(/\D/g, '');
  const outside = await page.evaluate(() => ({
    address: location.href,
    title: document.title,
    links: [...document.querySelectorAll('a[href], form[action]')].map((e) => e.getAttribute('href') ?? e.getAttribute('action')),
  }));
  const words = JSON.stringify(outside);
  expect(words).not.toContain(digits);
  expect(words).not.toContain(niss);
  expect(await page.context().cookies().then((cookies) => JSON.stringify(cookies))).not.toContain(digits);
}
