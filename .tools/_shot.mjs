import { chromium } from '@playwright/test';
import { launchOptions, signIn, setLanguage, locale } from '../end2end/support/browser.js';
const base='http://127.0.0.1:3000';
const [,, user, niss, lang='fr', width='1280', scheme='light', js='on', out='/tmp/shots/a.png', role='applicant', purpose=''] = process.argv;
const b = await chromium.launch(launchOptions);
const ctx = await b.newContext({ viewport:{width:+width,height:900}, colorScheme:scheme, javaScriptEnabled: js==='on', locale: locale(lang)});
const page = await ctx.newPage();
page.on('console', m=>{ if(m.type()==='error'||m.type()==='warning') console.log('CONSOLE', m.text().slice(0,300));});
page.on('pageerror', e=>console.log('PAGEERR', String(e).slice(0,300)));
await setLanguage(ctx, base, lang);
await signIn(page, user, 'delibero-demo-2026', base);
if (niss.startsWith('/')) { await page.goto(base+niss); }
else if (niss==='form') { await page.goto(base+'/consultation'); }
else {
  await page.goto(base+'/consultation');
  if (purpose) await page.locator(`input[name=purpose][value="${purpose}"]`).check();
  if (role!=='-') await page.locator(`input[name=person_role][value="${role}"]`).first().check();
  await page.locator('select[name=first]').selectOption('2025Q1');
  await page.locator('#niss').fill(niss); await page.locator('#niss').press('Enter');
  await page.waitForURL(/consultations\/|consultation$/);
}
await page.waitForTimeout(800);
const h=+(process.env.H??0); await page.screenshot(h?{path:out, clip:{x:0,y:+(process.env.Y??0),width:+width,height:h}, fullPage:true}:{path:out, fullPage:true});
console.log(page.url(), await page.title());
await b.close();
