import { expect, test } from 'vitest';
import { describeReport } from './describe-report.ts';
import { failedRun } from './failed-run.ts';
import { row } from './timeline.ts';

describeReport(
  'the page of a run that was killed on the way',
  () => failedRun().filter(({ at }) => at <= 8000),
  ({ open }) => {
    test('shows what is known so far', async () => {
      const page = await open();
      expect(await page.locator('#verdict').innerText()).not.toMatch(/succeeded in|The mission failed/);
      expect(await row(page, 'build').locator('[data-attempt="2"]').count()).toBe(1);
      await row(page, 'build').click();
      await expect.poll(() => page.locator('#details').innerText()).toContain('running');
      await row(page, 'end').click();
      await expect.poll(() => page.locator('#details').innerText()).toContain('Final integration tester');
    });
  },
);

describeReport(
  'the page of a run of which only the start is known',
  () => failedRun().slice(0, 1),
  ({ open }) => {
    test('has a row for everything that has not started', async () => {
      const page = await open();
      expect(await page.locator('#rows [data-task]').count()).toBe(13);
      await page.locator('#zoom-in').click();
      await page.locator('#zoom-reset').click();
      await row(page, 'end').click();
      await expect.poll(() => page.locator('#details').innerText()).toContain('Final integration tester');
    });
  },
);

describeReport(
  'the page of a run on a machine that does not measure',
  () => failedRun().filter(({ type }) => type !== 'sampled'),
  ({ open }) => {
    test('leaves out what was not measured', async () => {
      const page = await open();
      expect(await page.locator('#charts').innerText()).toContain('Workers');
      expect(await page.locator('body').innerText()).not.toMatch(/NaN|undefined|Infinity/);
    });
  },
);
