import { expect, expectAccessible, setLanguage, test } from '../support/fixtures';

test('the server says it is well', async ({ request }) => {
  expect((await request.get('/healthz')).status()).toBe(200);
});

for (const language of ['fr', 'nl']) {
  test(`the sign-in page in ${language}`, async ({ page, context, baseURL }) => {
    await setLanguage(context, baseURL!, language);
    expect((await page.goto('/sign-in'))!.status()).toBe(200);
    await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`));
    await expect(page.locator('input[type=password]')).toBeVisible();
    await expectAccessible(page);
  });
}
