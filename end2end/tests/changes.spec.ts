import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/fixtures';
import { enter, PERSON } from '../support/demo';

async function leave(page: Page) {
  await page.getByRole('button', { name: 'Se déconnecter' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
}

test('a change is begun at a recipient, proposed, judged and put in force by a second person', async ({ page }, info) => {
  // One server may see both ways: what each writes is its own, of a recipient that no other test names.
  const [title, label] = [`Un nom plus long (${info.project.name})`, `Service SIGEDIS (${info.project.name})`];
  await enter(page, 'helene.martin');
  await page.goto('/catalogue/sigedis');
  await page.getByRole('link', { name: 'Préparer un changement' }).click();
  await expectAccessible(page);
  await page.getByLabel('Titre').fill('');
  await page.getByRole('button', { name: 'Commencer' }).click();
  await expect(page.locator('#errors')).toContainText('Donnez un titre');
  await page.getByLabel('Titre').fill(title);
  await page.getByRole('button', { name: 'Commencer' }).click();
  await expect(page.locator('h1')).toContainText(title);
  await expectAccessible(page);
  const draft = page.url().split('?')[0];

  await page.locator('main a[href*="document=recipients%2Fsigedis.toml"]').first().click();
  const field = page.getByLabel('Libellé, en français').first();
  await field.fill(label);
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).last().click();
  await page.goto(draft);
  await expect(page.locator('#documents')).toContainText('1 document');
  await expect(page.locator('main')).toContainText('Rien ne change');
  await page.getByRole('button', { name: 'Proposer à l’approbation' }).click();
  await expect(page.locator('.stepper')).toContainText('un approbateur, autre que Hélène Martin');
  await expect(page.getByRole('button', { name: 'Mettre en vigueur' })).toHaveCount(0);
  await leave(page);

  await enter(page, 'koen.wouters');
  await page.goto('/changes');
  await expect(page.locator('main')).toContainText('proposé : à juger');
  await expectAccessible(page);
  await page.getByRole('link', { name: title }).first().click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Renvoyer au secrétariat' }).click();
  await expect(page.locator('#errors')).toContainText('Dites ce qu’il faut revoir');
  await page.getByRole('button', { name: 'Mettre en vigueur' }).click();
  await expect(page).toHaveURL(/\/states\/\d+$/);
  await expect(page.locator('main')).toContainText('Hélène Martin');
  await expectAccessible(page);
  await page.goto('/catalogue/sigedis');
  await expect(page.locator('h1')).toHaveText(label);
  await page.goto('/states');
  await expectAccessible(page);
});

/** Begins a change, opens its first document, and gives the line that says what was saved, and a field. */
async function begin(page: Page, title: string) {
  await enter(page, 'helene.martin');
  await page.goto('/catalogue/sigedis');
  await page.getByRole('link', { name: 'Préparer un changement' }).click();
  await page.getByLabel('Titre').fill(title);
  await page.getByRole('button', { name: 'Commencer' }).click();
  await page.locator('main a[href*="document=recipients%2Fsigedis.toml"]').first().click();
  const [line, field] = [page.locator('[data-saves]'), page.getByLabel('Libellé, en français').first()];
  await expect(line).toBeEmpty();
  return { line, field };
}

test('what is typed in a draft is saved as one goes', { tag: '@js' }, async ({ page, context }) => {
  const { line, field } = await begin(page, 'Enregistré sans bouton');

  for (const typed of ['Un premier essai', 'Un second essai']) {
    await field.fill(typed);
    await expect(line).toHaveText(/^Enregistré à \d\d:\d\d\.$/);
    const other = await context.newPage();
    await other.goto(page.url());
    await expect(other.getByLabel('Libellé, en français').first()).toHaveValue(typed);
    await other.close();
  }

  await field.fill(PERSON.incapacity);
  await expect(line).toContainText('Pas enregistré');
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).last().click();
  await expect(page.locator('#errors')).toBeVisible();

  // What somebody else saved in the same draft is there before one goes on.
  await page.goto(page.url().replace('&saved=1', ''));
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByLabel('Libellé, en néerlandais').first().fill('Van elders');
  await expect(other.locator('[data-saves]')).toContainText('Enregistré');
  await field.fill('Un troisième essai');
  await expect(page.getByLabel('Libellé, en néerlandais').first()).toHaveValue('Van elders');
  await expect(field).toHaveValue('Un troisième essai');
});

test('what is typed stays where the session ended or somebody else signed in', { tag: '@js' }, async ({ page, context }) => {
  const { line, field } = await begin(page, 'Reste dans le navigateur');
  const other = await context.newPage();
  await other.goto('/');
  await leave(other);
  await field.fill('La session est terminée');
  await expect(line).toContainText('Pas enregistré');
  await expect(field).toHaveValue('La session est terminée');

  await enter(other, 'koen.wouters');
  await field.fill('Quelqu’un d’autre est là');
  await expect(line).toContainText('Pas enregistré');
  await expect(field).toHaveValue('Quelqu’un d’autre est là');

  await leave(other);
  await enter(other, 'helene.martin');
  await field.fill('De retour');
  await expect(line).toContainText('Enregistré à');
});
