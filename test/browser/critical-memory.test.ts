import { expect, test } from 'vitest';
import { criticalMemoryJournal } from '../report/critical-memory-journal.ts';
import { describeReport } from './describe-report.ts';
import { boxOf, idsOf, row } from './timeline.ts';

describeReport('the page of a run in which memory was critical', criticalMemoryJournal, ({ open }) => {
  test('draws each pause over the bar of its attempt, with the reason and its figures', async () => {
    const page = await open();
    const video = row(page, 'L2.3');
    const [bar, pause] = [await boxOf(video.locator('[data-attempt="1"]')), await boxOf(video.locator('[data-pause]'))];
    expect(pause.x).toBeGreaterThan(bar.x);
    expect(Math.abs(pause.x + pause.width - (bar.x + bar.width))).toBeLessThan(3);
    await video.locator('[data-pause]').hover();
    await expect.poll(() => page.locator('.tooltip').innerText()).toContain('paused because memory was critical');
    expect(await page.locator('.tooltip').innerText()).toContain(
      'memory of the container of 6 GiB was 96.2 %, critical is 95 %, while it used 1.7 GiB',
    );
    expect(await row(page, 'L2.2').locator('[data-pause]').count()).toBe(2);
  });

  test('shows an evicted launch as such, with the reason, and the one that repeats it', async () => {
    const page = await open();
    const video = row(page, 'L2.3');
    await video.locator('[data-attempt="1"]').hover({ position: { x: 2, y: 8 } });
    await expect.poll(() => page.locator('.tooltip').innerText()).toContain('attempt 1: evicted');
    expect(await page.locator('.tooltip').innerText()).toContain('memory of the container of 6 GiB was 97 %');
    expect(await video.locator('[data-attempt]').count()).toBe(2);
    expect(await video.getAttribute('aria-label')).toContain('paused once for 3 s, evicted once');
    expect(await page.locator('.legend').innerText()).toContain(
      'evicted, because memory was critical: ended and queued again, to run with nothing beside it',
    );
  });

  test('explains pauses and evictions in the head, the details and the ledger, and filters by them', async () => {
    const page = await open();
    expect(await page.locator('header').innerText()).toContain(
      '2 tasks were paused for 5.4 s, and 1 was evicted (stopped, to run again with nothing beside it), because memory of the container of 6 GiB reached 97 % (critical: 95 %).',
    );
    await row(page, 'L2.2').click();
    const details = page.locator('#details');
    await expect.poll(() => details.innerText()).toContain('2 times for 2.4 s');
    expect(await details.innerText()).toContain('continues: memory was 80 %, below its limit of 85 %');
    expect(await page.locator('#ledger').innerText()).toContain(
      'Evicted: ended because memory was critical and no paused task could continue.',
    );
    expect(await page.locator('#machine').innerText()).toMatch(/container of 6 GiB.*97 %.*memory 100 % of the time/);
    expect(await page.locator('#charts figure').nth(1).getAttribute('aria-label')).toBe(
      'Memory over time, at most 97 %; caution from 70 %, limit 85 %; tasks are paused from 95 %; percent of the container of 6 GiB',
    );
    await page.locator('#filter-status').selectOption('bent');
    expect(await idsOf(page.locator('#rows [data-task]'))).toEqual(['L2.2', 'L2.3']);
    await page.locator('#filter-status').selectOption('all');
    if (process.env.PICTURE !== undefined) await page.screenshot({ path: process.env.PICTURE, fullPage: true });
  });
});
