// Takes full-page pictures of pages, for developers to look at:
//
//     npm run screenshots -- --users case.worker:password --paths /,/register --langs fr --js on
//
// Every option takes a list with commas between; all combinations are taken.
import { chromium } from '@playwright/test';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launchOptions, locale, setLanguage, signIn } from '../end2end/support/browser.js';

const { values } = parseArgs({
  options: {
    base: { type: 'string', default: process.env.BASE_URL ?? 'http://127.0.0.1:3000' },
    out: { type: 'string', default: 'target/screenshots' },
    paths: { type: 'string', default: '/sign-in,/dev/components' },
    users: { type: 'string', default: '' }, // user:password; none is a visitor
    widths: { type: 'string', default: '1280,390' },
    schemes: { type: 'string', default: 'light,dark' },
    langs: { type: 'string', default: 'fr,nl' },
    js: { type: 'string', default: 'on,off' },
  },
});
const list = (text) => text.split(',');
const { base, out } = values;
await mkdir(out, { recursive: true });

const browser = await chromium.launch(launchOptions);
let failed = 0;

async function sessionOf(user, password) {
  if (!user) return undefined;
  const context = await browser.newContext();
  try {
    await signIn(await context.newPage(), user, password, base);
    return await context.storageState();
  } finally {
    await context.close();
  }
}

async function picture(page, path, file) {
  const problems = [];
  const note = (error) => problems.push(String(error).split('\n')[0].slice(0, 160));
  const noteMessage = (message) => message.type() === 'error' && note(message.text());
  page.on('pageerror', note);
  page.on('console', noteMessage);
  let status = 'no answer';
  try {
    const answer = await page.goto(base + path, { waitUntil: 'networkidle' });
    status = answer.status();
    await page.screenshot({ path: file, fullPage: true });
    // What sticks out sideways is what a narrow screen cannot show.
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) note(`${wide} px wider than the screen`);
  } catch (error) {
    note(error);
  }
  page.off('pageerror', note);
  page.off('console', noteMessage);
  failed += problems.length > 0;
  console.log([status, path, file, ...problems].join('  '));
}

for (const account of list(values.users)) {
  const [user, ...password] = account.split(':');
  const storageState = await sessionOf(user, password.join(':'));
  for (const lang of list(values.langs))
    for (const colorScheme of list(values.schemes))
      for (const width of list(values.widths))
        for (const js of list(values.js)) {
          const context = await browser.newContext({
            storageState,
            colorScheme,
            locale: locale(lang),
            timezoneId: 'Europe/Brussels',
            javaScriptEnabled: js === 'on',
            viewport: { width: Number(width), height: 900 },
          });
          await setLanguage(context, base, lang);
          const page = await context.newPage();
          for (const path of list(values.paths)) {
            const place = path.replace(/[^\w-]+/g, '_').replace(/^_|_$/g, '') || 'home';
            const name = [place, user || 'visitor', lang, colorScheme, width, `js-${js}`].join('.');
            await picture(page, path, join(out, `${name}.png`));
          }
          await context.close();
        }
}
await browser.close();
process.exitCode = failed ? 1 : 0;
