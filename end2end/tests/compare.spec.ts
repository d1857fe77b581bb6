import { expect, expectAccessible, setLanguage, test } from '../support/fixtures';
import { enter } from '../support/demo';

const COMPARED = '/deliberations/98/001/compare?from=0&to=2';

test('a reader compares two versions from the page of the deliberation', async ({ page }) => {
  await enter(page, 'marie.dubois');
  await page.goto('/deliberations/98/001');
  await page.locator('select[name=from]').selectOption('0');
  await page.getByRole('button', { name: 'Comparer ces versions' }).click();
  await expect(page).toHaveURL(/\/compare\?from=0&to=2$/);
  await expect(page.locator('h1')).toHaveText('Délibération 98/001 : deux versions comparées');
  await expect(page.locator('main')).toContainText('2 points insérés, 3 modifiés, 1 abrogé.');
  await expect(page.locator('main del').first()).toBeVisible();
  await expect(page.locator('main ins').first()).toBeVisible();
  await expect(page.locator('main')).toContainText('Le catalogue ne tire aucune autorisation');
  await expectAccessible(page);
});

test('the jumps, the view, the turn and the way back', async ({ page }) => {
  await enter(page, 'marie.dubois');
  await page.goto(COMPARED);
  const jump = page.getByRole('link', { name: /point 5\/1 ?, inséré/ });
  const id = (await jump.getAttribute('href'))!.slice(1);
  await jump.click();
  await expect(page).toHaveURL(new RegExp(`#${id}$`));
  await expect(page.locator(`[id="${id}"]`)).toBeInViewport();

  await page.getByLabel('Dans un seul texte').check();
  await page.getByRole('button', { name: 'Comparer', exact: true }).click();
  await expect(page).toHaveURL(/from=0&to=2&view=inline$/);
  await expect(page.locator('main .change .side')).toHaveCount(0);
  await expect(page.locator('main .change').filter({ hasText: 'bande magnétique' }).locator('ins')).not.toHaveCount(0);
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Inverser les deux versions' }).click();
  await expect(page).toHaveURL(/from=2&to=0&view=inline$/);
  await expect(page.getByLabel('Version de départ')).toHaveValue('2');
  await expect(page.locator('main')).toContainText('la plus ancienne des deux');
  await expect(page.locator('main')).toContainText('2 supprimés');

  await page.getByRole('link', { name: 'Délibération 98/001', exact: true }).click();
  await expect(page).toHaveURL(/\/deliberations\/98\/001$/);
});

test('a changed point leads to its text on the day of its version', async ({ page }) => {
  await enter(page, 'marie.dubois');
  await page.goto(COMPARED);
  await page.getByRole('link', { name: /^Avant.*point 5, texte initial/ }).click();
  await expect(page).toHaveURL(/\/points\/5@1998-01-13$/);
  await expect(page.locator('main')).toContainText('bande magnétique');
});

test('points that did not change are folded', async ({ page }) => {
  await enter(page, 'marie.dubois');
  await page.goto(COMPARED);
  const folded = page.locator('main details.same').first();
  await expect(folded.getByRole('link').first()).toBeHidden();
  await folded.locator('summary').click();
  await expect(folded.getByRole('link', { name: /point 1,/ })).toBeVisible();
});

test('versions of which only the dates are known show what they authorise', async ({ page }) => {
  await enter(page, 'helene.martin');
  await page.goto('/deliberations/23/058/compare?from=2&to=3');
  await expect(page.locator('main')).toContainText('seules les dates sont connues');
  await expect(page.locator('main').getByRole('link', { name: 'VDAB', exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.goto('/deliberations/23/058/compare?from=3&to=3');
  await expect(page.locator('main')).toContainText('deux fois la même version');
  await expectAccessible(page);
});

test('no comparison scrolls sideways at 390 px, in any language', async ({ page, context, baseURL }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await enter(page, 'marie.dubois');
  for (const language of ['fr', 'nl', 'de']) {
    await setLanguage(context, baseURL!, language);
    for (const path of [COMPARED, `${COMPARED}&view=inline`, '/deliberations/23/058/compare?from=2&to=3']) {
      await page.goto(path);
      await expect(page.locator('h1')).toBeVisible();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(wide, `${language} ${path}`).toBeLessThanOrEqual(0);
    }
  }
  await page.goto(COMPARED);
  const sides = page.locator('main .change .sides').first().locator('.side');
  const [old, fresh] = [await sides.nth(0).boundingBox(), await sides.nth(1).boundingBox()];
  expect(fresh!.y, 'the sides stand one below the other').toBeGreaterThanOrEqual(old!.y + old!.height);
});

test('the timeline leads to the comparison of two versions', async ({ page }) => {
  await enter(page, 'marie.dubois');
  await page.goto('/deliberations/98/001');
  await page.locator('main tbody tr').last().getByRole('link', { name: /^Comparer/ }).click();
  await expect(page).toHaveURL(/compare\?from=1&to=2$/);
  await expect(page.locator('main')).toContainText('1 point inséré, 1 modifié, 1 abrogé.');
});
