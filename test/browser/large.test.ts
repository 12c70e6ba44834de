import { expect, test } from 'vitest';
import { describeReport } from './describe-report.ts';
import { LAST, largeRun } from './large-run.ts';
import { writeReport } from './open-report.ts';
import { row } from './timeline.ts';

const COUNT = 5000;

describeReport(
  'the page of a run of 5,000 tasks',
  () => largeRun(COUNT),
  ({ open, file }) => {
    test('paints at once, keeps the document small, and scrolls to the last row', async () => {
      const page = await open();
      const paint = await page.evaluate<number>(`new Promise((resolve) => {
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (entry.name === 'first-contentful-paint') resolve(entry.startTime);
      }).observe({ type: 'paint', buffered: true });
    })`);
      console.log(`first contentful paint of ${COUNT} tasks: ${paint.toFixed(0)} ms, ${file().bytes} bytes`);
      // The promise is one second; a busy machine gets three.
      expect(paint).toBeLessThan(3000);
      await expect.poll(() => page.locator('#shown').innerText()).toMatch(/^5,?000 of 5,?000\b/);
      const rows = page.locator('#rows [data-task]');
      expect(await rows.count()).toBeGreaterThan(5);
      expect(await rows.count()).toBeLessThan(200);
      expect(await page.locator('*').count()).toBeLessThan(20_000);

      expect(await row(page, LAST).count()).toBe(0);
      await rows.first().focus();
      await page.keyboard.press('End');
      await row(page, LAST).waitFor();
      expect(await rows.count()).toBeLessThan(200);

      await page.locator('#filter-text').fill('package 1499');
      await expect.poll(() => page.locator('#shown').innerText()).toMatch(/^2 of 5,?000\b/);
    });

    test('is below 1.5 MB for 1,000 tasks', () => {
      const smaller = writeReport(largeRun(1000));
      smaller.remove();
      expect(smaller.bytes).toBeLessThan(1_500_000);
    });
  },
);
