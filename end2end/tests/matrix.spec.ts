import { expect, expectAccessible, setLanguage, test } from '../support/fixtures';
import { enter } from '../support/demo';

const AMOUNT = 'slrb:payment.gross_taxable_amount';

test('a mark opens on its points, purposes and retention, and closes again', async ({ page }) => {
  await enter(page, 'helene.martin');
  await page.goto('/matrix');
  await expect(page.locator('main')).toContainText('15 destinataires');
  await page.goto(`/matrix?cell=${AMOUNT}`);
  const main = page.locator('main');
  await expect(main).toContainText('79.5');
  await expect(main).toContainText('Gestion locative');
  await expect(main).toContainText('79.6');
  await page.getByRole('link', { name: /Fermer/ }).click();
  await expect(page).not.toHaveURL(/cell=/);
});

test('two recipients side by side, and only what differs', async ({ page }) => {
  await enter(page, 'helene.martin');
  await page.goto('/matrix?left=vdab&right=forem&differences=yes');
  const main = page.locator('main');
  await expect(main).toContainText('VDAB');
  await expect(main).toContainText('Régime');
  await expectAccessible(page);
});

test('a day before the entry into force shows nothing of the deliberation, and says which day it is', async ({ page }) => {
  await enter(page, 'helene.martin');
  await page.goto('/matrix?on=2024-01-23');
  await expect(page.locator('main')).toContainText('23 janvier 2024');
  await page.goto('/matrix?on=2024-01-24');
  await expect(page.locator('main')).toContainText('VDAB');
});

test('the matrix has no barrier, wide or narrow', async ({ page, context, baseURL }) => {
  test.setTimeout(120_000);
  await setLanguage(context, baseURL!, 'nl');
  await enter(page, 'sarah.benali');
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 800 });
    for (const path of ['/matrix', `/matrix?cell=${AMOUNT}`]) {
      await page.goto(path);
      await expectAccessible(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(wide, path).toBeLessThanOrEqual(0);
    }
  }
});

test('the CSV says the same', async ({ page }) => {
  await enter(page, 'helene.martin');
  const answer = await page.request.get('/matrix.csv?service=unemployment');
  expect(answer.headers()['content-type']).toContain('text/csv');
  const text = await answer.text();
  expect(text).toContain('paid.theoretical_daily_amount');
  expect(text).toContain('12/057');
});
