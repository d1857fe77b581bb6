import { expect, expectAccessible, setLanguage, started, test } from '../support/fixtures';
import { enter } from '../support/demo';

test('a reader finds a deliberation by words and filters, and takes the filters away', async ({ page }) => {
  await enter(page, 'marie.dubois');
  await page.getByRole('link', { name: 'Délibérations' }).first().click();
  await expect(page.locator('h1')).toHaveText('Délibérations');
  await expect(page.locator('main table')).toContainText('23/058');
  await expectAccessible(page);

  await page.getByLabel('Destinataire', { exact: true }).selectOption({ label: 'VDAB' });
  await page.getByRole('button', { name: 'Filtrer' }).click();
  await expect(page).toHaveURL(/recipient=vdab/);
  await expect(page.locator('main table')).not.toContainText('98/001');
  await page.getByRole('link', { name: /VDAB.*Retirer le filtre/ }).click();
  await expect(page).toHaveURL(/\/deliberations$/);
  await expect(page.locator('main table')).toContainText('98/001');

  await page.getByLabel('Mots').fill('donnees');
  await page.getByLabel('Mots').press('Enter');
  await expect(page).toHaveURL(/q=donnees/);
  await expect(page.locator('main mark').first()).toBeVisible();
  await expectAccessible(page);
});

test('the list is sorted by link, both ways', async ({ page }) => {
  await enter(page, 'helene.martin');
  await page.goto('/deliberations');
  const numbers = () => page.locator('main tbody tr td:first-child a').allTextContents();
  const newest = await numbers();
  await page.getByRole('link', { name: /^Numéro/ }).click();
  await expect(page).toHaveURL(/sort=number&order=asc/);
  await expect(page.locator('main tbody tr td:first-child a').first()).toHaveText(newest.at(-1)!);
  expect(await numbers()).toEqual([...newest].reverse());
});

test('a reader keeps the filters under a name, and removes them', async ({ page }) => {
  await enter(page, 'helene.martin');
  await page.goto('/deliberations?year=2023');
  await page.getByText('Enregistrer cette vue').click();
  await page.getByLabel('Nom de la vue').fill('Mon année');
  await page.getByLabel('Nom de la vue').press('Enter');
  await page.goto('/deliberations');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Mon année' }).click();
  await expect(page).toHaveURL(/\?year=2023$/);
  await page.getByRole('button', { name: 'Retirer la vue Mon année' }).click();
  await expect(page.getByRole('link', { name: 'Mon année' })).toHaveCount(0);
  await expect(page).toHaveURL(/\?year=2023$/);
});

test('filters that nothing fits say what to do', async ({ page }) => {
  await enter(page, 'marie.dubois');
  await page.goto('/deliberations?q=qqqqqq');
  await expect(page.locator('main')).toContainText('Aucune délibération ne répond à ces filtres');
  await expectAccessible(page);
});

test('no list scrolls sideways at 390 px, in any language', async ({ page, context, baseURL }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await enter(page, 'marie.dubois');
  for (const language of ['fr', 'nl', 'de']) {
    await setLanguage(context, baseURL!, language);
    await page.goto('/deliberations?q=donn%C3%A9es');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, language).toBeLessThanOrEqual(0);
  }
});

test('g d leads to the deliberations, and a number in the palette to its own', { tag: '@js' }, async ({ page }) => {
  await enter(page, 'marie.dubois');
  await page.goto('/catalogue');
  await expect(page.locator('h1')).toBeVisible();
  await started(page);
  await page.locator('h1').click();
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await expect(page).toHaveURL(/\/deliberations$/);
  await started(page);
  await page.keyboard.press('Control+k');
  await page.locator('#palette').getByRole('combobox').fill('23/58');
  await page.locator('#palette').getByRole('combobox').press('Enter');
  await expect(page).toHaveURL(/\/deliberations\/23\/058$/);
});
