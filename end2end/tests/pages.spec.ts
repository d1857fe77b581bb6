import type { Page } from '@playwright/test';
import { expect, expectAccessible, setLanguage, test } from '../support/fixtures';
import { consult, enter, PERSON } from '../support/demo';

/** Rooms and their users. */
const ROOMS: [string, string[]][] = [
  [
    'helene.martin',
    [
      '/organisations',
      '/organisations?state=active&sector=17',
      '/organisations/new',
      '/organisations/import',
      '/organisations/cpas-namur',
      '/organisations/cpas-namur/edit',
      '/organisations/cpas-namur/history',
      '/organisations/waiting',
    ],
  ],
  ['eric.gillet', ['/loads', '/loads?state=partly']],
  ['bram.jacobs', ['/batches', '/batches/new']],
  ['claire.dumont', ['/batches/new']],
];

const WHO = '/who?service=hdi&element=payment.gross_taxable_amount';

/** Pages to read, and who reads them: the largest one by somebody of whom it is the only one. */
const READ: [string, string[]][] = [
  ['marie.dubois', ['/catalogue', '/catalogue/slrb', '/help/keyboard', '/log', '/who']],
  ['helene.martin', [WHO]],
  ['sarah.benali', ['/log?outcome=granted', '/log/changes?family=readings', '/log/changes?family=security']],
];

for (const language of ['fr', 'nl', 'de']) {
  // Without JavaScript the pages are the same: one language is enough there.
  const tag = language === 'fr' ? [] : ['@js'];
  const accessible = (page: Page) => expectAccessible(page, language === 'fr' ? ['light', 'dark'] : ['words']);

  test(`no page of a consultation has a barrier in ${language}`, { tag }, async ({ page, context, baseURL }) => {
    await setLanguage(context, baseURL!, language);
    await page.goto('/sign-in');
    await accessible(page);
    await enter(page, 'marie.dubois');
    await accessible(page);
    await consult(page, PERSON.incapacity, { role: 'applicant' });
    await accessible(page);
    await page.goto('/consultations/0');
    await accessible(page);
  });

  for (const [user, paths] of READ) {
    test(`no page that ${user} reads has a barrier in ${language}`, { tag }, async ({ page, context, baseURL }) => {
      await setLanguage(context, baseURL!, language);
      await enter(page, user);
      for (const path of paths) {
        await page.goto(path);
        await accessible(page);
      }
    });
  }

  test(`no room has a barrier in ${language}`, { tag }, async ({ page, context, baseURL }) => {
    for (const [user, paths] of ROOMS) {
      await page.context().clearCookies();
      await setLanguage(context, baseURL!, language);
      await enter(page, user);
      for (const path of paths) {
        await page.goto(path);
        await accessible(page);
      }
    }
  });

  test(`no piece of the kit has a barrier in ${language}`, { tag }, async ({ page, context, baseURL }) => {
    await setLanguage(context, baseURL!, language);
    for (const path of ['/dev/components', '/dev/components?wrong=yes']) {
      await page.goto(path);
      await accessible(page);
    }
  });
}

test('a page begins right below the bar', async ({ page }) => {
  await enter(page, 'marie.dubois');
  for (const path of ['/consultation', '/catalogue', '/matrix', '/deliberations/98/001']) {
    await page.goto(path);
    const heading = await page.locator('h1').boundingBox();
    expect(heading!.y, path).toBeLessThan(160);
  }
});

for (const width of [390, 640]) {
  test(`no page scrolls sideways at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await enter(page, 'marie.dubois');
    expect(await wide()).toBeLessThanOrEqual(0);
    await consult(page, PERSON.incapacity, { role: 'applicant' });
    expect(await wide()).toBeLessThanOrEqual(0);
    for (const path of ['/catalogue', '/catalogue/cpas', '/help/keyboard', '/dev/components?wrong=yes', WHO]) {
      await page.goto(path);
      expect(await wide(), path).toBeLessThanOrEqual(0);
    }
    for (const [user, paths] of ROOMS) {
      await page.context().clearCookies();
      await enter(page, user);
      for (const path of paths) {
        await page.goto(path);
        expect(await wide(), path).toBeLessThanOrEqual(0);
      }
    }
  });
}

test('the auditor filters by person, and the NISS stays out of the address', async ({ page }) => {
  await enter(page, 'marie.dubois');
  await consult(page, PERSON.incapacity, { role: 'applicant' });
  await consult(page, PERSON.maternity, { role: 'applicant' });
  await page.context().clearCookies();
  await enter(page, 'sarah.benali');
  await page.goto('/log');
  await page.locator('input[name=person]:not([type=hidden])').fill(PERSON.maternity);
  await page.locator('input[name=person]:not([type=hidden])').press('Enter');
  await expect(page.locator('main table')).toContainText(PERSON.maternity);
  await expect(page.locator('main table')).not.toContainText(PERSON.incapacity);
  expect(page.url()).not.toContain('999');
  await expectAccessible(page);
});

test('the secretariat reads what a recipient may receive, with points', async ({ page }) => {
  await enter(page, 'helene.martin');
  await page.goto('/catalogue');
  await page.getByRole('link', { name: /Forem/i }).first().click();
  await expect(page.locator('h1')).toContainText(/forem/i);
  const main = page.locator('main');
  await expect(main).toContainText('59-61/4');
  await expect(main).toContainText('Montant brut imposable');
});

test('signing out ends the session', async ({ page }) => {
  await enter(page, 'marie.dubois');
  await page.getByRole('button', { name: 'Se déconnecter' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto('/consultation');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

test('an entry of the log says everything, and is decided again', async ({ page }) => {
  await enter(page, 'sarah.benali');
  await page.goto('/log?outcome=granted');
  await page.locator('tbody a[href^="/log/"]').first().click();
  await expect(page.locator('#facts')).toContainText('Codes qualité');
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 800 });
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await wide()).toBeLessThanOrEqual(0);
  await page.getByRole('link', { name: 'Décider à nouveau' }).press('Enter');
  await expect(page.locator('#again')).toContainText('La décision est la même');
  await expectAccessible(page);
  await page.goto('/log/changes?family=readings');
  await expect(page.locator('main')).toContainText('sarah.benali');
});
