import { expect, signIn, started, test } from '../support/fixtures';

const SEND = { name: 'Charger', exact: true };
const file = (content: string) => ({ name: 'juin.xml', mimeType: 'application/xml', buffer: Buffer.from(content) });

test('a file that is sent shows how far it is, can be stopped, and leads to its page', { tag: '@js' }, async ({ page }) => {
  await signIn(page, 'eric.gillet', 'delibero-demo-2026');
  await page.goto('/loads');
  await started(page);
  const bar = page.locator('[data-upload]');
  await expect(bar).toBeHidden();
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  const upTo = (uploadThroughput: number) =>
    network.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput });

  await upTo(400_000);
  await page.getByLabel('Fichier', { exact: true }).setInputFiles(file(`<?xml version="1.0"?><!--${'x'.repeat(4_000_000)}--><a/>`));
  await page.getByRole('button', SEND).click();
  await expect(bar.getByRole('status')).toContainText(/sur 4 Mio envoyés · encore \d+ s/);
  await bar.getByRole('button').click();
  await expect(bar.getByRole('status')).toContainText('rien n’a été chargé');
  await expect(page).toHaveURL(/\/loads$/);
  await expect(bar.locator('progress')).toBeHidden();

  await upTo(-1);
  await page.getByRole('button', SEND).click();
  await expect(page).toHaveURL(/\/loads\/[0-9a-f]+$/);

  await page.goto('/loads');
  await started(page);
  await bar.evaluate((element) => element.setAttribute('data-most', '10'));
  await page.getByLabel('Fichier', { exact: true }).setInputFiles(file('<a>more than ten</a>'));
  await page.getByRole('button', SEND).click();
  await expect(bar.getByRole('status')).toContainText('dépasse 512 Mio');
});

test('a file is sent without a script as well', { tag: '@no-js' }, async ({ page }) => {
  await signIn(page, 'eric.gillet', 'delibero-demo-2026');
  await page.goto('/loads');
  await expect(page.locator('[data-upload]')).toBeHidden();
  await page.getByLabel('Fichier', { exact: true }).setInputFiles(file('<a/>'));
  await page.getByRole('button', SEND).click();
  await expect(page).toHaveURL(/\/loads\/[0-9a-f]+$/);
});
