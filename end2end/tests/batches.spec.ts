import { expect, expectAccessible, test } from '../support/fixtures';
import { enter } from '../support/demo';

const LIST = 'niss\n85073099932\n85073003328\n85073099932\n123\n';

test('a list is gone through behind a page that can be left, and its result is filtered', async ({ page }) => {
  await enter(page, 'bram.jacobs');
  await page.goto('/batches/new');
  await page.locator('input[name=purpose][value=social-assistance]').check();
  for (const limit of ['in-favour-of-the-person', 'designated-staff-only']) {
    await page.locator(`input[name=confirmed][value=${limit}]`).check();
  }
  await page.locator('input[type=file]').setInputFiles({ name: 'l.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) });
  await page.locator('main form[enctype] button').last().click();
  await expect(page).toHaveURL(/\/batches\/[0-9a-f]{32}$/);
  const address = page.url();
  await expect(async () => {
    await page.goto(address);
    await expect(page.locator('progress')).toHaveCount(0, { timeout: 500 });
  }).toPass();
  await expectAccessible(page);
  // Two lines that could not be read, and the one reason for which persons were refused.
  await expect(page.locator('main table tbody tr')).toHaveCount(3);
  await page.goto(`${address}/result?outcome=refused`);
  await expectAccessible(page);
  await expect(page.locator('main table')).toContainText('17/087');
  await page.goto(`${address}/result?outcome=perhaps`);
  await expect(page.locator('main table')).toHaveCount(0);
});
