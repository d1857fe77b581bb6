import { expect, expectAccessible, setLanguage, started, test } from '../support/fixtures';
import { enter } from '../support/demo';
import type { Page } from '@playwright/test';

const AMOUNT = 'slrb:payment.gross_taxable_amount';
const INSURER = '#c-onem-risk-insurer_id';

/** How far the page goes beyond the window at its side. */
const wide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('a mark opens on its points, purposes and retention, and closes again', async ({ page }) => {
  await enter(page, 'helene.martin');
  await page.goto('/catalogue');
  await page.getByRole('link', { name: 'Qui peut voir quoi' }).click();
  const main = page.locator('main');
  await expect(main).toContainText('15 destinataires');
  await expect(page.locator('#detail')).toHaveCount(0);
  await page.locator('#c-slrb-payment-gross_taxable_amount').click();
  await expect(page).toHaveURL(new RegExp(`cell=${AMOUNT}`));
  const detail = page.locator('#detail');
  for (const words of ['79.5', '79.6', 'Gestion locative', '7 ans', 'Loyers : six ans', 'intégrateur régional']) {
    await expect(detail).toContainText(words);
  }
  await expect(detail.getByRole('link', { name: 'Toutes les règles : SLRB' })).toHaveAttribute('href', '/catalogue/slrb');
  await detail.getByRole('link', { name: 'Fermer' }).click();
  await expect(page).not.toHaveURL(/cell=/);
  await expect(page.locator('#detail')).toHaveCount(0);
});

test('each mark has its words', async ({ page }) => {
  await enter(page, 'helene.martin');
  await page.goto('/matrix');
  const row = (name: string) => page.locator('#matrix').getByRole('row', { name: new RegExp(`^${name}`) });
  await expect(row('VDAB').getByRole('cell', { name: 'exclu (23/058, point 57)' })).toHaveCount(10);
  await expect(row('ONEM').getByRole('cell', { name: 'accordé en partie (23/058, point 29)' })).toHaveCount(1);
  await expect(row('CPAS').getByRole('cell', { name: 'non demandé' })).toHaveCount(4);
  await expect(page.locator('#matrix').getByRole('columnheader', { name: 'Paiement', exact: true })).toBeVisible();
});

test('the matrix is one stop of the Tab key, arrows move in it, Escape leads back', { tag: '@js' }, async ({ page }) => {
  await enter(page, 'helene.martin');
  await page.goto('/matrix');
  await started(page);
  await expect(page.locator('#matrix [data-at][tabindex="0"]')).toHaveCount(1);
  await expect(page.locator('#matrix [data-at]:not([tabindex])')).toHaveCount(0);
  await page.locator(INSURER).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('#c-onem-payment-niss')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('#c-ffe-payment-niss')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowLeft');
  await expect(page.locator(INSURER)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#detail')).toBeFocused();
  await expect(page.locator('#detail')).toContainText('réservé à d’autres finalités');
  await started(page);
  await page.keyboard.press('Escape');
  await expect(page.locator('#detail')).toHaveCount(0);
  await expect(page.locator(INSURER)).toBeFocused();
  await expect(page.locator('#matrix [data-at][tabindex="0"]')).toHaveCount(1);
});

test('another language and the way back keep what is open', async ({ page }) => {
  await enter(page, 'helene.martin');
  await page.goto('/matrix');
  await page.locator(INSURER).click();
  await page.getByRole('button', { name: /Nederlands/ }).click();
  await expect(page.locator('#detail')).toContainText('voorbehouden voor andere doeleinden');
  await expect(page.locator('#matrix')).toContainText('deels toegekend (23/058, punt 29)');
  await page.goBack();
  await page.goBack();
  await expect(page.locator('#detail')).toHaveCount(0);
  await page.goForward();
  await expect(page.locator('#detail')).toContainText('RVA');
});

test('without JavaScript there is a way past the marks', { tag: '@no-js' }, async ({ page }) => {
  await enter(page, 'helene.martin');
  await page.goto('/matrix');
  await expect(page.getByRole('link', { name: 'Passer la matrice' })).toBeVisible();
  await expect(page.locator('#after-matrix')).toHaveCount(1);
  await page.locator(INSURER).click();
  await expect(page).toHaveURL(/#detail$/);
  await expect(page.locator('#detail')).toBeInViewport();
});

test('members unfold under their recipient', async ({ page }) => {
  await enter(page, 'helene.martin');
  await page.goto('/matrix');
  await page.getByRole('link', { name: '+ 4 membres à règles propres' }).click();
  await expect(page).toHaveURL(/members=onem/);
  const capac = page.locator('#matrix tr', { hasText: /CAPAC\s*, membre de ONEM/ });
  await expect(capac.getByRole('cell', { name: 'exclu (23/058, point 29)' })).toHaveCount(1);
  await page.getByRole('link', { name: 'Replier les membres' }).click();
  await expect(capac).toHaveCount(0);
});

test('the form chooses service, module and day, and the address holds them', async ({ page }) => {
  await enter(page, 'helene.martin');
  await page.goto('/matrix');
  await page.getByLabel('Service', { exact: true }).selectOption('handicap');
  await page.getByLabel('Situation au').fill('2017-11-06');
  await page.getByRole('button', { name: 'Afficher' }).click();
  await expect(page).toHaveURL(/service=handicap.*on=2017-11-06/);
  const main = page.locator('main');
  await expect(main.locator('#not-today')).toContainText('6 novembre 2017');
  await expect(main.locator('#matrix')).toContainText('Pas en vigueur avant le 7 novembre 2017');
  await page.getByRole('link', { name: 'Revenir à aujourd’hui' }).click();
  await expect(page).not.toHaveURL(/on=/);
  await expect(main.locator('#not-today')).toHaveCount(0);
  await expect(main.locator('#matrix')).toContainText('accordé en partie (17/087, point 12)');
});

test('two recipients side by side, and only what differs', async ({ page }) => {
  await enter(page, 'helene.martin');
  await page.goto('/matrix');
  await page.getByLabel('Premier destinataire').selectOption('vdab');
  await page.getByLabel('Second destinataire').selectOption('forem');
  await page.getByRole('button', { name: 'Afficher' }).click();
  const main = page.locator('main');
  await expect(main).toContainText('1 élément sur 26 diffère.');
  await expect(main.getByRole('row', { name: /^Régime / })).toContainText('Accordé à VDAB seulement');
  await expect(main.getByRole('row', { name: /^Conservation/ })).toContainText('Différent');
  await expect(main.getByRole('row', { name: /^Code de sortie/ })).toContainText('Identique');
  await page.getByLabel('Seulement les différences').check();
  await page.getByRole('button', { name: 'Afficher' }).click();
  await expect(main.getByRole('row', { name: /^Code de sortie/ })).toHaveCount(0);
  await expect(main.getByRole('row', { name: /^Régime / })).toHaveCount(1);
  await expectAccessible(page);
});

test('on a narrow screen a row is a sheet, its elements grouped by mark', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await enter(page, 'helene.martin');
  await page.goto('/matrix');
  await expect(page.locator('#matrix')).toBeHidden();
  const sheet = page.locator('main details', { hasText: 'SLRB' });
  await expect(sheet.locator('summary')).toContainText('exclu : 3');
  await sheet.locator('summary').click();
  await expect(sheet.getByRole('heading', { name: 'exclu' })).toBeVisible();
  await sheet.getByRole('link', { name: 'Type de document comptable (Paiement)' }).click();
  await expect(page.locator('#detail')).toBeInViewport();
  await expect(page.locator('#detail')).toContainText('79.5');
  expect(await wide(page)).toBeLessThanOrEqual(0);
  await page.getByRole('link', { name: 'Fermer' }).click();
  await expect(page.locator('#detail')).toHaveCount(0);
});

test('a day before the entry into force shows nothing of the deliberation', async ({ page }) => {
  await enter(page, 'helene.martin');
  await page.goto('/matrix?on=2024-01-23');
  const vdab = page.locator('#matrix').getByRole('row', { name: /^VDAB/ });
  await expect(vdab).toContainText('Pas en vigueur avant le 24 janvier 2024');
  await expect(vdab.getByRole('cell', { name: 'non demandé' })).toHaveCount(26);
  await page.goto('/matrix?on=2024-01-24');
  await expect(vdab.getByRole('cell', { name: 'accordé', exact: true })).toHaveCount(5);
});

for (const width of [1280, 768, 390]) {
  test(`the matrix has no barrier at ${width} px`, async ({ page, context, baseURL }, info) => {
    await page.setViewportSize({ width, height: 800 });
    await setLanguage(context, baseURL!, 'nl');
    await enter(page, 'sarah.benali');
    // Every view of it; the members of one recipient stand for those of all, which axe reads for ten times as long.
    const views = ['', '?service=handicap&on=2020-01-01', `?members=onem&cell=${AMOUNT}`, '?left=cpas&right=slrb'];
    for (const view of views) {
      await page.goto(`/matrix${view}`);
      // Without a script it is the same page.
      if (width !== 768 && info.project.name === 'js') await expectAccessible(page);
      expect(await wide(page), `${view} at ${width}`).toBeLessThanOrEqual(0);
    }
    await page.goto(`/matrix?members=all&cell=${AMOUNT}`);
    expect(await wide(page), `all members at ${width}`).toBeLessThanOrEqual(0);
  });
}

test('the CSV says the same', async ({ page }) => {
  await enter(page, 'helene.martin');
  await page.goto('/matrix?service=unemployment');
  const link = page.getByRole('link', { name: 'Télécharger en CSV' });
  await expect(link).toHaveAttribute('href', '/matrix.csv?service=unemployment');
  const answer = await page.request.get((await link.getAttribute('href'))!);
  expect(answer.headers()['content-type']).toContain('text/csv');
  const text = await answer.text();
  expect(text).toContain('paid.theoretical_daily_amount');
  expect(text).toContain('12/057');
});
