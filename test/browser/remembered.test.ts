import { expect, test } from 'vitest';
import { missionCorrection } from '../../src/report/analysis/mission-correction.ts';
import { foldEvents } from '../../src/run/folder/render.ts';
import { describeReport } from './describe-report.ts';
import { rememberedRun } from './remembered-run.ts';
import { row } from './timeline.ts';

const patch = missionCorrection(foldEvents(rememberedRun()))?.patch ?? '';
const SELECTED = 'getSelection().toString()';

describeReport('the page of a run with a history and its mission file', rememberedRun, ({ open }) => {
  test('has a link in the navigation for each section', async () => {
    const page = await open();
    const names = await page.locator('nav a').allInnerTexts();
    expect(names).toEqual([
      'Timeline',
      'Time',
      'Cost',
      'What if',
      'History',
      'Results',
      'Load',
      'Correction',
      'Ledger',
      'Machine',
    ]);
    for (const link of await page.locator('nav a').all()) {
      await link.click();
      const target = (await link.getAttribute('href')) ?? '';
      expect(await page.locator(target).count(), target).toBe(1);
    }
  });

  test('shows what other limits would have changed', async () => {
    const page = await open();
    const text = await page.locator('#what-if').innerText();
    expect(text).toContain('The workers limit cost the most time: without it the run would have taken');
    for (const name of ['As it ran', 'The same, replayed', 'no workers limit', '1 worker', '4 workers']) {
      expect(text).toContain(name);
    }
  });

  test('shows slower, flaky and rising tasks first, in the table and in the details', async () => {
    const page = await open();
    const rows = page.locator('#history tbody tr');
    expect(await rows.nth(0).innerText()).toMatch(/bundle.*9 s.*6 s.*\+50 %.*slower than usual/s);
    expect(await rows.nth(1).innerText()).toMatch(/flaky.*flaky: 3 of 21 runs/s);
    expect(await rows.nth(0).locator('svg').getAttribute('aria-label')).toMatch(/^5\.9 s, 6 s, .*, 9 s$/);
    expect(await page.locator('header').innerText()).toMatch(/Slower\s+bundle \(9 s, usually 6 s\)/);
    await row(page, 'bundle').click();
    const details = page.locator('#details');
    await expect.poll(() => details.innerText()).toContain('6 s (5.9 s to 6.1 s) in 20 earlier runs');
    expect(await details.innerText()).toContain('slower than usual');
    expect(await details.innerText()).toMatch(/Demand\s+2\.5 CPUs and 256 MiB, learned from 12 earlier runs/);
  });

  test('shows the usage of services', async () => {
    const page = await open();
    await page.locator('#rows [data-service="api"]').click();
    await expect.poll(() => page.locator('#details').innerText()).toContain('CPU time');
    expect(await page.locator('#results').innerText()).toMatch(/api.*\b120 MiB/s);
  });

  test('copies the whole correction', async () => {
    const page = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
    expect(patch).toContain('-    load: 10\n');
    expect(await page.locator('#patch').textContent()).toBe(patch);
    await page.locator('#copy').click();
    await expect.poll(() => page.locator('#copied').innerText()).toBe('Copied.');
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(patch);
  });

  test.each([
    ['there is none', "Object.defineProperty(navigator, 'clipboard', { value: undefined })"],
    ['it is forbidden', "navigator.clipboard.writeText = () => Promise.reject(new Error('no'))"],
  ])('selects the diff if the clipboard cannot be written: %s', async (_, before) => {
    const page = await open();
    await page.evaluate(before);
    await page.locator('#copy').click();
    await expect.poll(() => page.locator('#copied').innerText()).toContain('The diff is selected');
    expect(await page.evaluate<string>(SELECTED)).toBe(patch.replace(/\n$/, ''));
  });

  test('shows the diff without the button if scripts are off', async () => {
    const page = await open({ javaScriptEnabled: false });
    expect(await page.locator('#patch').textContent()).toBe(patch);
    expect(await page.locator('#copy').isVisible()).toBe(false);
  });
});
