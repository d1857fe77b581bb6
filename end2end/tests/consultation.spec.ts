import { expect, expectAccessible, started, test } from '../support/fixtures';
import { consult, enter, expectNoNissOutside, PERSON } from '../support/demo';

test('a social worker sees the attestation, what is withheld, why, and the point', async ({ page }) => {
  await enter(page, 'marie.dubois');
  await expect(page).toHaveURL(/\/consultation$/);
  await expect(page.locator('#niss')).toBeFocused();
  await consult(page, PERSON.incapacity, { role: 'applicant' });
  const main = page.locator('main');
  await expect(main).toContainText(PERSON.incapacity);
  await expect(main).toContainText('MSG00000');
  await expect(main).toContainText('1 123,38 €');
  await expect(main).toContainText('Code de sortie');
  await expect(main.getByRole('link', { name: /20\/130/ }).first()).toBeVisible();
  await expect(main).toContainText('Cinq ans au maximum');
  await expect(page.locator('main svg[role=img], main [role=img]').first()).toBeVisible();
  await expectNoNissOutside(page, PERSON.incapacity);
  await expectAccessible(page);
});

test('an employment service sees the risk and no payment', async ({ page }) => {
  await enter(page, 'jan.janssens');
  await consult(page, PERSON.incapacity, { purpose: 'reintegration' });
  const main = page.locator('main');
  await expect(main).toContainText('MSG00000');
  await expect(main).not.toContainText('1 123,38');
  await expect(main.getByRole('link', { name: /23\/058.*57/ }).first()).toBeVisible();
  expect(await page.content()).not.toContain('112338');
});

test('the point of a withheld element leads to the rule in the catalogue', async ({ page }) => {
  await enter(page, 'jan.janssens');
  await consult(page, PERSON.incapacity, { purpose: 'reintegration' });
  await page.locator('main').getByRole('link', { name: /23\/058.*57/ }).first().click();
  await expect(page).toHaveURL(/\/catalogue\/vdab#p-23-058-57/);
  await expect(page.locator('h1')).toContainText('VDAB');
});

test('an error stands at the field and in a summary, and what was typed stays', async ({ page }) => {
  await enter(page, 'marie.dubois');
  await page.locator('#niss').fill('85.07.30-999.33');
  await page.locator('#niss').press('Enter');
  const summary = page.locator('#errors');
  await expect(summary).toBeFocused();
  await expect(page).toHaveTitle(/^Erreur\s: /);
  await expect(summary).toContainText('Les deux derniers chiffres ne correspondent pas');
  await expect(page.locator('#niss')).toHaveValue('85.07.30-999.33');
  await expect(page).toHaveURL(/\/consultation$/);
  await expectNoNissOutside(page, '85.07.30-999.33');
  await expectAccessible(page);
});

test('a reload decides and logs again', async ({ page }) => {
  await enter(page, 'marie.dubois');
  await consult(page, PERSON.maternity, { role: 'applicant' });
  const id = page.url().split('/').pop()!;
  await page.reload();
  await expect(page.locator('main')).toContainText(PERSON.maternity);
  await page.context().clearCookies();
  await enter(page, 'sarah.benali');
  await page.goto('/log');
  await expect(page.locator('main').getByText(id.slice(0, 8))).toHaveCount(3, { timeout: 5000 });
});

test('a replaced NISS leads to its successor', async ({ page }) => {
  await enter(page, 'marie.dubois');
  await consult(page, PERSON.replaced, { role: 'applicant' });
  await expect(page.locator('main')).toContainText('MSG00006');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Consulter le nouveau numéro' }).click();
  await expect(page.locator('main')).toContainText('MSG00000');
  await expect(page.locator('main')).toContainText(PERSON.incapacity);
});

test('somebody whom the organisation has not integrated is refused, and the page says what to do', async ({ page }) => {
  await enter(page, 'tom.vermeulen');
  await consult(page, PERSON.maternity);
  await expect(page.locator('main')).toContainText('MSG00012');
  await expect(page.locator('main').getByRole('link', { name: /23\/058.*88/ }).first()).toBeVisible();
  await expectAccessible(page);
});

test('the answer can be taken along as JSON and as CSV', async ({ page }) => {
  await enter(page, 'marie.dubois');
  await consult(page, PERSON.incapacity, { role: 'applicant' });
  for (const [name, content] of [['JSON', '"payment.gross_taxable_amount":"1123.38"'], ['CSV', '1123.38']]) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: new RegExp(name) }).click()]);
    expect(download.suggestedFilename()).not.toContain('850730');
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toContain(content);
  }
});

test('the language and the theme change and what was typed stays', async ({ page }) => {
  await enter(page, 'marie.dubois');
  await page.locator('#niss').fill('85073');
  await page.getByRole('button', { name: /Nederlands|NL/ }).click();
  await expect(page.locator('h1')).toHaveText('Nieuwe raadpleging');
  await expect(page.locator('#niss')).toHaveValue('85073');
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
  await page.getByRole('button', { name: /^Thema/ }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await expect(page.locator('#niss')).toHaveValue('85073');
  await page.locator('#niss').press('Enter');
  await expect(page.locator('#errors')).toBeFocused();
});

test('the language changes on a page without a form', async ({ page }) => {
  await enter(page, 'marie.dubois');
  await page.goto('/catalogue/vdab');
  await page.getByRole('button', { name: /Deutsch|DE/ }).click();
  await expect(page).toHaveURL(/\/catalogue\/vdab$/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
});

test('what is typed before the islands start is kept', { tag: '@js' }, async ({ page }) => {
  let letStart = () => {};
  const typed = new Promise<void>((resolve) => (letStart = resolve));
  await page.route('**/pkg/delibero.wasm', async (route) => {
    await typed;
    await route.continue();
  });
  await enter(page, 'marie.dubois');
  const arrived = page.waitForResponse('**/pkg/delibero.wasm');
  await page.goto('/consultation');
  await page.locator('#niss').fill('85073099933');
  letStart();
  await arrived;
  await page.locator('select[name=first]').focus();
  await expect(page.locator('#niss-problem')).toContainText('ne correspondent pas');
  await expect(page.locator('#niss')).toHaveValue('85073099933');
});

test('everything goes by keyboard', { tag: '@js' }, async ({ page }) => {
  await enter(page, 'marie.dubois');
  await consult(page, PERSON.incapacity, { role: 'applicant' });
  await started(page);
  await page.locator('h1').click();
  await page.keyboard.press('n');
  await expect(page).toHaveURL(/\/consultation$/);
  await expect(page.locator('#niss')).toBeFocused();
  await started(page);
  await page.keyboard.type('nnn');
  await expect(page.locator('#niss')).toHaveValue('nnn');
});

test('quarters stand side by side, and the way to see them is remembered', async ({ page }) => {
  await enter(page, 'marie.dubois');
  await consult(page, PERSON.incapacity, { role: 'applicant' });
  await page.getByRole('link', { name: 'Par trimestre' }).click();
  await expect(page).toHaveURL(/\?view=quarters/);
  const table = page.locator('table.quarters');
  await expect(table).toContainText('Montant brut imposable');
  await expect(table.getByText('changé').first()).toBeAttached();
  await expectNoNissOutside(page, PERSON.incapacity);
  await expectAccessible(page);
  await consult(page, PERSON.incapacity, { role: 'applicant' });
  await expect(table).toBeVisible();
  await page.getByRole('link', { name: 'Par attestation' }).click();
  await expect(table).toHaveCount(0);
});

test('a day is typed in the order of the user, or picked', { tag: '@js' }, async ({ page }) => {
  await page.goto('/dev/components');
  await started(page);
  const day = page.locator('#g-day');
  await day.fill('1/2/2026');
  await page.locator('[data-day-of=g-day]').evaluate((calendar: HTMLInputElement) => {
    calendar.value = '2026-12-31';
    calendar.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await expect(day).toHaveValue('31.12.2026');
  await expect(day).toBeFocused();
});
