import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { ADMINISTRATOR, CHOSEN, newPortal } from '../support/newcomer';
import { expect, locale, signIn, test } from '../support/fixtures';

/** A number with its check digits, of somebody born in the last century. */
function niss(nine: number): string {
  return `${nine}${String(97 - (nine % 97)).padStart(2, '0')}`;
}

class Desk {
  constructor(
    private browser: Browser,
    private url: string,
    private javaScriptEnabled: boolean,
  ) {}

  /** A browser of somebody's own. */
  async page(): Promise<Page> {
    const { url: baseURL, javaScriptEnabled } = this;
    const context = await this.browser.newContext({ baseURL, javaScriptEnabled, locale: locale('fr') });
    return context.newPage();
  }

  async signedIn(user: string): Promise<Page> {
    const page = await this.page();
    await signIn(page, user, CHOSEN);
    return page;
  }

  /** Somebody gives a link, somebody else chooses a password with it and signs in. */
  async invited(by: Page, organisation: string, user: string, role: string): Promise<Page> {
    await by.goto(`/people/new?organisation=${organisation}`);
    await by.locator('input[name=display_name]').fill(user);
    await by.locator('input[name=user]').fill(user);
    await by.locator(`input[name=roles][value=${role}]`).press('Space');
    await by.locator('input[name=user]').press('Enter');
    const link = new URL((await by.locator('#access-link').textContent()) ?? '');
    const page = await this.page();
    await page.goto(link.pathname);
    await page.locator('input[name=password]').fill(CHOSEN);
    await page.locator('input[name=password]').press('Enter');
    await expect(page.locator('main a[href="/sign-in"]')).toBeVisible();
    await signIn(page, user, CHOSEN);
    return page;
  }
}

// From an empty database, without a shell after the first administrator, and without a mouse.
test('a newcomer is received, staffed and put to work', async ({ browser, javaScriptEnabled }) => {
  const portal = await newPortal();
  try {
    const desk = new Desk(browser, portal.url, javaScriptEnabled ?? true);
    const administrator = await desk.signedIn(ADMINISTRATOR);
    const secretariat = await desk.invited(administrator, 'committee', 'helene.martin', 'secretariat');
    const approver = await desk.invited(administrator, 'committee', 'koen.wouters', 'approver');

    await secretariat.goto('/organisations/new');
    for (const language of ['fr', 'nl', 'de']) {
      await secretariat.locator(`input[name=name_${language}]`).fill('CPAS de Huy');
    }
    await secretariat.locator('select[name=sector]').selectOption('17');
    await secretariat.locator('select[name=region]').selectOption('wallonia');
    await secretariat.locator('input[name=enterprise_number]').fill('0206.731.645');
    await secretariat.locator('input[name=enterprise_number]').press('Enter');
    await expect(secretariat).toHaveURL(/\/organisations\/cpas-de-huy/);
    await secretariat.locator('details:has(input[name=deliberation]) > summary').press('Enter');
    await secretariat.locator('select[name=recipient]').first().selectOption('cpas');
    await secretariat.locator('input[name=deliberation]').fill('20/130');
    await secretariat.locator('input[name=from]').first().fill('1/1/2025');
    await secretariat.locator('#why-propose').fill('demande du 1er janvier');
    await secretariat.locator('button[value=propose]').press('Enter');
    await expect(secretariat.locator('main')).toContainText('demande du 1er janvier');
    await approver.goto('/organisations/cpas-de-huy');
    await approver.locator('button[value^="confirm:"]').press('Enter');
    await expect(approver.locator('button[value^="confirm:"]')).toHaveCount(0);

    const head = await desk.invited(secretariat, 'cpas-de-huy', 'paul.henry', 'organisation-admin');
    const registrar = await desk.invited(head, 'cpas-de-huy', 'anne.collard', 'registrar');
    const worker = await desk.invited(head, 'cpas-de-huy', 'marie.dubois', 'case-worker');
    await expect(registrar).toHaveURL(/\/directory$/);
    await expect(worker).toHaveURL(/\/consultation$/);

    await registrar.locator('#niss').fill(niss(850730001));
    await registrar.locator('#niss').press('Enter');
    await expect(registrar).toHaveURL(/\/directory\/persons\//);
    await registrar.locator('select[name=code]').first().selectOption('2');
    await registrar.locator('input[name=from]').first().fill('01.01.2026');
    await registrar.locator('input[name=from]').first().press('Enter');
    await expect(registrar.getByRole('article')).toContainText('anne.collard');
    const sheet = join(portal.folder, 'sheet.csv');
    const rows = [niss(850730003), niss(850730005), '85073000100'].map((number) => `${number};2;2026-01-01`);
    writeFileSync(sheet, ['niss;quality_code;from', ...rows].join('\n'));
    await registrar.goto('/directory/import');
    await registrar.locator('input[type=file]').setInputFiles(sheet);
    await registrar.locator('main form button').press('Enter');
    await expect(async () => {
      await registrar.reload();
      await expect(registrar.locator('progress')).toHaveCount(0, { timeout: 100 });
    }).toPass();
    await expect(registrar.locator('main dl')).toContainText(/Ajoutées\s*2/);
    await expect(registrar.locator('main dl')).toContainText(/Refusées\s*1/);

    await worker.locator('input[name=person_role]').first().press('Space');
    await worker.locator('#niss').fill(niss(850730003));
    await worker.locator('#niss').press('Enter');
    await expect(worker).toHaveURL(/\/consultations\/[0-9a-f]{32}$/);
    await expect(worker.locator('main')).toContainText('MSG00100');
  } finally {
    await portal.stop();
  }
});
