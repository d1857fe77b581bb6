import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/fixtures';
import { enter } from '../support/demo';

const DOCUMENT = 'app/reader/tests/documents/fr-2005.txt';

/** Each project imports a deliberation of its own: the register is one. */
function document(number: string, name: string) {
  const text = readFileSync(DOCUMENT, 'utf8').replaceAll('05/031', number).replace('TC/05/077', name);
  return { name: 'texte.txt', mimeType: 'text/plain', buffer: Buffer.from(text) };
}

async function leave(page: Page) {
  await page.getByRole('button', { name: 'Se déconnecter' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
}

test('a file is read, mended, proposed, and published by a second person', async ({ page }, info) => {
  const number = info.project.name === 'js' ? '05/131' : '05/132';
  await enter(page, 'helene.martin');
  await page.goto('/drafts/new');
  await expectAccessible(page);
  await page.locator('input[type=file]').setInputFiles(document(number, `TC/${number}`));
  await page.getByRole('button', { name: 'Lire le fichier' }).click();
  await expect(page.locator('h1')).toHaveText(`Projet de la délibération ${number}`);
  await expectAccessible(page);
  const draft = page.url();

  await page.locator('main a[href*="/edit/point-1?"], main a[href$="/edit/point-1"]').first().click();
  await page.locator('main textarea').first().fill('Ce point est corrigé.');
  if (info.project.name === 'js') await expect(page.locator('[data-saves]')).toContainText('Enregistré à');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
  await expect(page.locator('main')).toContainText('Ce point est corrigé.');
  await page.getByRole('button', { name: 'Proposer à l’approbation' }).click();
  await expect(page.locator('main')).toContainText('Attend l’approbation');
  await leave(page);

  await enter(page, 'marie.dubois');
  const seen = await page.goto(`/deliberations/${number}`);
  expect(seen!.status(), 'nobody reads a draft').toBe(404);
  await leave(page);

  await enter(page, 'koen.wouters');
  await page.goto(draft);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Publier' }).click();
  await page.goto(`/deliberations/${number}`);
  await expect(page.locator('main')).toContainText('Ce point est corrigé.');
  await page.goto(`/deliberations/${number}/history`);
  await expect(page.locator('main table')).toContainText('Publié');
  await expectAccessible(page);
});
