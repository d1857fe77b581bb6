import { expect, expectAccessible, setLanguage, test } from '../support/fixtures';
import { enter } from '../support/demo';

// Nobody has these persons integrated: one for each of the two runs, which share their database.
const NOBODYS = { js: '66.09.03-999.69', noJs: '90.01.01-951.43' };

test('a registrar searches, integrates, and ends', async ({ page, javaScriptEnabled }) => {
  await enter(page, 'anne.collard');
  await page.goto('/directory');
  await page.getByLabel('NISS de la personne').fill(javaScriptEnabled ? NOBODYS.js : NOBODYS.noJs);
  await page.getByRole('button', { name: 'Chercher' }).click();
  await expect(page).toHaveURL(/\/directory\/persons\/[0-9a-f]{32}$/);
  await expect(page.locator('main')).toContainText('n’a pas intégré cette personne');
  await page.getByLabel('Code qualité').selectOption('9');
  await page.getByLabel('Du', { exact: true }).fill('01.06.2025');
  await page.getByRole('button', { name: 'Intégrer', exact: true }).click();
  const integrated = page.getByRole('article', { name: '9 – Autre guidance' });
  await expect(integrated).toContainText('Anne Collard');
  await integrated.getByText('Mettre fin à cette intégration').first().click();
  await integrated.getByLabel('Motif').first().fill('essai');
  await integrated.getByRole('button', { name: 'Mettre fin à cette intégration' }).click();
  await expect(integrated).toContainText('essai');
});

for (const language of ['fr', 'nl', 'de']) {
  const tag = language === 'fr' ? [] : ['@js'];
  test(`no page of the directory has a barrier in ${language}`, { tag }, async ({ page, context, baseURL }) => {
    await setLanguage(context, baseURL!, language);
    await enter(page, 'anne.collard');
    for (const path of ['/directory', '/directory/import', '/directory/upkeep']) {
      await page.goto(path);
      await expectAccessible(page, language === 'fr' ? ['light', 'dark'] : ['words']);
    }
    await page.goto('/directory');
    await page.locator('#niss').fill('85.07.30-999.32');
    await page.locator('main form button').first().click();
    await expectAccessible(page, ['light']);
  });
}

for (const width of [390, 1280]) {
  test(`no page of the directory scrolls sideways at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await enter(page, 'anne.collard');
    for (const path of ['/directory', '/directory/import', '/directory/upkeep']) {
      await page.goto(path);
      expect(await wide(), path).toBeLessThanOrEqual(0);
    }
    await page.goto('/directory');
    await page.locator('#niss').fill('85.07.30-999.32');
    await page.locator('main form button').first().click();
    // Loaded, its styles with it.
    await page.waitForURL(/\/directory\/persons\//);
    expect(await wide()).toBeLessThanOrEqual(0);
  });
}
