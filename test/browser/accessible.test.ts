import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { resumedJournal } from '../report/resumed-journal.ts';
import { describeReport } from './describe-report.ts';
import { failedRun } from './failed-run.ts';
import { rememberedRun } from './remembered-run.ts';
import { row } from './timeline.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describeReport('the accessibility of the page', failedRun, ({ open }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds no violation, ${colorScheme}, also with details open`, async () => {
      const page = await open({ colorScheme });
      expect(await violations(page)).toEqual([]);
      await row(page, 'contract').click();
      await expect.poll(() => page.locator('#details').innerText()).toContain('Contract tester');
      expect(await violations(page)).toEqual([]);
    });
  }

  test('light and dark differ', async () => {
    const backgrounds: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await open({ colorScheme });
      backgrounds.push(await page.evaluate<string>('getComputedStyle(document.body).backgroundColor'));
    }
    expect(backgrounds[0]).not.toBe(backgrounds[1]);
  });

  test('nothing moves with prefers-reduced-motion', async () => {
    const page = await open({ reducedMotion: 'reduce' });
    await row(page, 'build').click();
    await page.locator('#zoom-in').click();
    expect(await page.evaluate<number>('document.getAnimations().length')).toBe(0);
    const moving = await page.evaluate<readonly string[]>(`[...document.querySelectorAll('*')]
      .filter((element) => {
        const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
        const moves = transitionDuration.split(', ').some((time) => parseFloat(time) > 0.01);
        return moves || animationName !== 'none' || scrollBehavior === 'smooth';
      })
      .map((element) => element.tagName + '#' + element.id + '.' + element.className)`);
    expect(moving).toEqual([]);
  });

  test('fits 320 pixels, with details open too', async () => {
    const page = await open({ viewport: { width: 320, height: 640 } });
    const width = () => page.evaluate<number>('document.documentElement.scrollWidth');
    expect(await width()).toBeLessThanOrEqual(320);
    await row(page, 'contract').click();
    await expect.poll(() => page.locator('#details').innerText()).toContain('Contract tester');
    expect(await width()).toBeLessThanOrEqual(320);
    expect(await page.locator('#verdict').isVisible()).toBe(true);
  });

  test('prints every row, without controls', async () => {
    const page = await open();
    await page.emulateMedia({ media: 'print' });
    for (const id of ['#filter-text', '#filter-status', '#zoom-in', '#zoom-out', '#zoom-reset']) {
      expect(await page.locator(id).isVisible(), id).toBe(false);
    }
    expect(await page.locator('#rows [data-task]:visible').count()).toBe(13);
    const pdf = await page.pdf();
    expect(pdf.byteLength).toBeGreaterThan(10_000);
  });

  test('has everything except drawings without JavaScript', async () => {
    const page = await open({ javaScriptEnabled: false });
    expect(await page.locator('#verdict').innerText()).toContain('failed');
    expect(await page.locator('#failures').innerText()).toContain('POST /orders 500');
    for (const id of ['#ledger', '#load', '#results', '#machine']) {
      expect((await page.locator(id).textContent())?.length, id).toBeGreaterThan(100);
    }
    for (const id of ['#filter-text', '#zoom-in']) expect(await page.locator(id).isVisible(), id).toBe(false);
    expect(await page.locator('body').innerText()).toMatch(/need scripts, which are disabled/);
  });
});

for (const [name, run, id] of [
  ['with a history and a correction', () => rememberedRun(), 'bundle'],
  ['that was resumed', resumedJournal, 'migrate'],
] as const) {
  describeReport(`the accessibility of the page of a run ${name}`, run, ({ open }) => {
    test.each(['light', 'dark'] as const)('axe finds no violation, %s, with everything open', async (colorScheme) => {
      const page = await open({ colorScheme });
      await row(page, id).click();
      for (const summary of await page.locator('details:not([open]) > summary').all()) await summary.click();
      expect(await violations(page)).toEqual([]);
    });

    test('fits 320 pixels', async () => {
      const page = await open({ viewport: { width: 320, height: 640 } });
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
      await row(page, id).click();
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    });

    test('prints without controls that only work on a screen', async () => {
      const page = await open();
      await page.emulateMedia({ media: 'print' });
      for (const button of await page.locator('button').all()) expect(await button.isVisible()).toBe(false);
      expect((await page.pdf()).byteLength).toBeGreaterThan(10_000);
    });
  });
}

/** The violations that axe finds, as rule and element. Its script bypasses the page's policy, which blocks every other script. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate<readonly string[]>(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ': ' + html.slice(0, 200) + ' ' + failureSummary)))`);
}
