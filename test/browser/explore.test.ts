import { expect, test } from 'vitest';
import { describeReport } from './describe-report.ts';
import { failedRun } from './failed-run.ts';
import { boxOf, focusedRow, idsOf, row, tabToTimeline } from './timeline.ts';

describeReport('the controls of the page', failedRun, ({ open, report }) => {
  const rows = () => report().page.locator('#rows [data-task]');

  test('by keyboard: Tab reaches the timeline, arrows move, Enter opens, Escape closes', async () => {
    const page = await open();
    // The first failure is selected from the start.
    expect(await tabToTimeline(page)).toBe('site');
    await page.keyboard.press('Home');
    expect(await focusedRow(page)).toBe('build');
    await page.keyboard.press('ArrowDown');
    expect(await focusedRow(page)).toBe('site');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    expect(await focusedRow(page)).toBe('site');
    await page.keyboard.press('End');
    expect(await focusedRow(page)).toBe('api');
    await page.keyboard.press('ArrowDown');
    expect(await focusedRow(page)).toBe('api');
    await page.keyboard.press('PageUp');
    await page.keyboard.press('PageDown');
    expect(await focusedRow(page)).toBe('api');
    await page.keyboard.press('Home');
    expect(await focusedRow(page)).toBe('build');
    const details = page.locator('#details');
    await expect.poll(() => details.innerText()).toContain('succeeded at attempt 3 of 3');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('details');
    await page.keyboard.press('Escape');
    expect(await focusedRow(page)).toBe('build');
    await page.keyboard.press('Escape');
    expect(await details.innerText()).not.toContain('Build');
    expect(await focusedRow(page)).toBe('build');
  });

  test('moving to a row and selecting it marks rows and redraws none of them', async () => {
    const page = await open();
    expect(await tabToTimeline(page)).toBe('site');
    await page.evaluate("for (const piece of document.querySelectorAll('#rows .track > *')) piece.dataset.old = ''");
    const pieces = page.locator('#rows .track > *');
    const marked = () => page.locator('#rows [aria-selected="true"][tabindex="0"]');
    const before = await pieces.count();
    expect(before).toBeGreaterThan(10);
    await page.keyboard.press('Home');
    expect(await idsOf(marked())).toEqual(['build']);
    await row(page, 'seed').locator('.label').click();
    expect(await idsOf(marked())).toEqual(['seed']);
    expect(await page.locator('#rows [tabindex="0"], #rows [aria-selected="true"]').count()).toBe(1);
    expect(await page.locator('#rows .track > [data-old]').count()).toBe(before);
    expect(await pieces.count()).toBe(before);
  });

  test('zoom shows a shorter stretch, in the charts too, and can be reset', async () => {
    const page = await open();
    const bar = row(page, 'seed').locator('[data-attempt="1"]');
    const before = await boxOf(bar);
    const drawn = await charts();
    await page.locator('#zoom-in').click();
    await page.locator('#zoom-in').click();
    await expect.poll(() => range()).not.toEqual([0, 23_950]);
    await expect.poll(async () => (await charts()) === drawn).toBe(false);
    const [from, to] = await range();
    expect(from).toBeGreaterThanOrEqual(0);
    expect(to).toBeLessThanOrEqual(23_950);
    expect(to - from).toBeLessThan(23_950 / 2);
    await page.locator('#zoom-out').click();
    const [lower, upper] = await range();
    expect(upper - lower).toBeGreaterThan(to - from);
    await page.locator('#zoom-reset').click();
    await expect.poll(() => range()).toEqual([0, 23_950]);
    const after = await boxOf(bar);
    expect(Math.abs(after.width - before.width)).toBeLessThan(1);
    expect(Math.abs(after.x - before.x)).toBeLessThan(1);
    await expect.poll(async () => (await charts()) === drawn).toBe(true);
  });

  test('dragging over a stretch of time zooms to it, and keys move from there', async () => {
    const page = await open();
    const bar = row(page, 'site').locator('[data-attempt="1"]');
    await bar.scrollIntoViewIfNeeded();
    const box = await bar.boundingBox();
    if (box === null) throw new Error('expected a bar, found none');
    // The bar is from 0 to 9,300: this is its second half.
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => Math.abs((await range())[0] - 4650)).toBeLessThan(100);
    const [from, to] = await range();
    expect(Math.abs(to - 9300)).toBeLessThan(100);
    await tabToTimeline(page);
    await page.keyboard.press('ArrowRight');
    await expect.poll(async () => (await range())[0]).toBeGreaterThan(from);
    await page.keyboard.press('0');
    await expect.poll(() => range()).toEqual([0, 23_950]);
  });

  function charts(): Promise<string> {
    return report().page.evaluate<string>(
      "[...document.querySelectorAll('#charts canvas')].map((canvas) => canvas.toDataURL()).join()",
    );
  }

  async function range(): Promise<[number, number]> {
    const timeline = report().page.locator('#timeline');
    return [Number(await timeline.getAttribute('data-from')), Number(await timeline.getAttribute('data-to'))];
  }

  test('filters by text and by status, and says how many are shown', async () => {
    const page = await open();
    const shown = page.locator('#shown');
    expect(await shown.innerText()).toMatch(/\b13\b/);
    await page.locator('#filter-text').fill('TESTER');
    await expect.poll(() => shown.innerText()).toMatch(/\b7 of 13\b/);
    expect(await rows().count()).toBe(7);
    await page.locator('#filter-status').selectOption('skipped');
    await expect.poll(() => shown.innerText()).toMatch(/\b2 of 13\b/);
    expect(await idsOf(rows())).toEqual(['browser', 'end']);
    await page.locator('#filter-text').fill('nothing is called like this');
    await expect.poll(() => shown.innerText()).toMatch(/\b0 of 13\b/);
    expect(await rows().count()).toBe(0);
    await page.locator('#filter-text').fill('');
    await page.locator('#filter-status').selectOption({ index: 0 });
    await expect.poll(() => rows().count()).toBe(13);
  });
});
