import { expect, expectAccessible, setLanguage, test } from '../support/fixtures';
import { enter } from '../support/demo';

test('a reader sees the text of today, of a day, and the address of one point', async ({ page }) => {
  await enter(page, 'marie.dubois');
  await page.goto('/deliberations/98/001');
  await expect(page.locator('h1')).toHaveText('Délibération 98/001');
  await expect(page.locator('[id="p-8/1"]')).toContainText('inséré');
  await expectAccessible(page);

  await page.getByLabel('Texte tel qu’il était le').fill('2000-01-01');
  await page.getByRole('button', { name: 'Afficher' }).click();
  await expect(page).toHaveURL(/\?on=2000-01-01$/);
  await expect(page.getByRole('note')).toContainText('1er\u00a0janvier 2000');
  await expect(page.locator('[id="p-5/1"]')).toHaveCount(0);
  await expectAccessible(page);

  await page.goto('/deliberations/98/001');
  await page.getByRole('link', { name: 'Lien permanent vers le point 8/1', exact: true }).click();
  await expect(page).toHaveURL(/\/deliberations\/98\/001\/points\/8\.1$/);
  await expect(page).toHaveTitle('Délibération 98/001, point 8/1 – Delibero');
  await expect(page.locator('[id="p-8/1"]')).toBeInViewport();
  await page.locator('[id="p-8/1"]').getByRole('link', { name: '23/058' }).click();
  await expect(page).toHaveURL(/\/deliberations\/23\/058$/);
});

test('of a deliberation without a text one sees what each point authorises, and the way back', async ({ page }) => {
  await enter(page, 'marie.dubois');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/deliberations/23/058');
  await expect(page.locator('main')).toContainText('seules ses dates y sont');
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await page.getByText('Point par point').click();
  await page.locator('#p-57-58').getByRole('link', { name: 'VDAB' }).first().click();
  await expect(page).toHaveURL(/\/catalogue\/vdab#p-23-058-57/);
  await page.getByRole('link', { name: /23\/058, 57/ }).first().click();
  await expect(page).toHaveURL(/\/deliberations\/23\/058\/points\/57$/);
});

test('in Dutch the page speaks Dutch, and the text keeps its own language', async ({ page, context, baseURL }) => {
  await enter(page, 'marie.dubois');
  await setLanguage(context, baseURL!, 'nl');
  await page.goto('/deliberations/98/001');
  await expect(page.locator('h1')).toHaveText('Beraadslaging 98/001');
  await expect(page.locator('.official [lang=fr]').first()).toContainText('OBJET DE LA DEMANDE');
  await expectAccessible(page);
});
