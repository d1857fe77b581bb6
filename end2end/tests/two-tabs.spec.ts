import { expect, expectAccessible, test } from '../support/fixtures';
import { consult, enter, PERSON } from '../support/demo';

test('a form filled in under one user and sent under another is kept and not executed', async ({ page, context }) => {
  await enter(page, 'marie.dubois');
  await page.goto('/consultation');
  await page.locator('#niss').fill(PERSON.incapacity);

  const other = await context.newPage();
  await other.goto('/');
  await other.getByRole('button', { name: 'Se déconnecter' }).click();
  await enter(other, 'luc.lambert');

  await page.locator('#niss').press('Enter');
  await expect(page.locator('#under-another')).toContainText('Rien n’a été exécuté');
  await expect(page.locator('#niss')).toHaveValue(PERSON.incapacity);
  await expectAccessible(page);
});

test('after signing out, back shows no data', async ({ page }) => {
  await enter(page, 'marie.dubois');
  await consult(page, PERSON.incapacity);
  await expect(page.locator('main')).toContainText(PERSON.incapacity);
  await page.getByRole('button', { name: 'Se déconnecter' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goBack();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.locator('body')).not.toContainText(PERSON.incapacity);
});
