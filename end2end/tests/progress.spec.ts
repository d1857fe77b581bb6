import { expect, started, test } from '../support/fixtures';

test('the bar of long work goes on by itself, and its end loads the page', { tag: '@js' }, async ({ page }) => {
  await page.goto('/dev/components');
  await started(page);
  const bar = page.locator('[data-goes-on] progress');
  await expect(bar).toHaveAttribute('value', '41200');
  await page.evaluate(() => document.body.setAttribute('data-same-page', ''));

  // Each look is answered by what the server said, with the work further or over.
  let over = false;
  await page.route('**/dev/components', async (route) => {
    if (route.request().resourceType() === 'document') return route.continue();
    const answer = await route.fetch();
    const said = (await answer.text()).replace('value="41200"', 'value="60000"');
    await route.fulfill({ response: answer, body: over ? said.replaceAll('data-goes-on', 'data-is-over') : said });
  });
  await expect(bar).toHaveAttribute('value', '60000');
  await expect(page.locator('[data-same-page]')).toHaveCount(1);

  over = true;
  await expect(page.locator('[data-same-page]')).toHaveCount(0);
  await expect(bar).toHaveAttribute('value', '41200');
});
