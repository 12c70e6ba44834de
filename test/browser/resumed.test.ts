import { expect, test } from 'vitest';
import { resumedJournal } from '../report/resumed-journal.ts';
import { describeReport } from './describe-report.ts';
import { boxOf, idsOf, row, waitsOf } from './timeline.ts';

describeReport('the page of a run that was resumed', resumedJournal, ({ open }) => {
  test('shows when the run was resumed, what was kept, and what runs again although it had succeeded', async () => {
    const page = await open();
    expect(await page.locator('header').innerText()).toMatch(
      /Resumed\s+2026-11-24 09:00:00 UTC, after 10:00: 2 kept, 4 to run/,
    );
    expect(await page.locator('#rerun').innerText()).toContain('pack: the mission file says something else of its run');
  });

  test('marks the resume on the time axis and through all rows', async () => {
    const page = await open();
    const mark = page.locator('.axis .resume');
    expect(await mark.innerText()).toBe('↻ resumed');
    const bar = await boxOf(row(page, 'new').locator('[data-attempt="1"]'));
    const [axis, line] = [await boxOf(mark), await boxOf(page.locator('.resume-line'))];
    expect(Math.abs(axis.x - bar.x)).toBeLessThan(2);
    expect(Math.abs(line.x - bar.x)).toBeLessThan(2);
    await mark.hover();
    await expect.poll(() => page.locator('.tooltip').innerText()).toContain('2 kept, 4 to run');
    await page.locator('#zoom-in').click();
    expect(await mark.count()).toBe(1);
  });

  test('marks kept tasks with a sign and in words', async () => {
    const page = await open();
    expect(await row(page, 'build').locator('.tag').getAttribute('data-label')).toBe('≡ kept');
    expect(await row(page, 'build').getAttribute('aria-label')).toContain('succeeded, kept');
    expect(await row(page, 'pack').locator('.tag').count()).toBe(0);
    expect(await page.locator('#results').innerText()).toContain('succeeded at attempt 2 of 2, kept');
    await page.locator('#filter-status').selectOption('kept');
    expect(await idsOf(page.locator('#rows [data-task]'))).toEqual(['build', 'flaky']);
  });

  test('draws earlier launches in the same row, and the waits in between', async () => {
    const page = await open();
    const pack = row(page, 'pack');
    const [before, after] = [await boxOf(pack.locator('[data-earlier]')), await boxOf(pack.locator('[data-attempt]'))];
    expect(before.x + before.width).toBeLessThan(after.x);
    expect(before.width / after.width).toBeCloseTo(1, 1);
    expect(await row(page, 'migrate').locator('[data-earlier="cancelled"]').count()).toBe(1);
    // The journal does not say since when it had waited before.
    const waits = await Promise.all(
      (await row(page, 'L3.check').locator('[data-wait="trigger"]').all()).map((wait) => boxOf(wait)),
    );
    expect(waits).toHaveLength(1);
    expect(Math.abs((waits[0]?.x ?? 0) - (await boxOf(page.locator('.resume-line'))).x)).toBeLessThan(3);
    expect(await waitsOf(page, 'flaky')).toEqual(['backoff']);
    await pack.click();
    const details = page.locator('#details');
    await expect.poll(() => details.innerText()).toContain('Launched before the resume');
    expect(await details.innerText()).toContain('by the resume');
  });
});

describeReport(
  'the page of a run that was killed again after it was resumed',
  () => resumedJournal().filter(({ at }) => at <= 14 * 60_000),
  ({ open }) => {
    test('shows both parts', async () => {
      const page = await open();
      expect(await page.locator('#verdict').innerText()).toContain('has not ended');
      expect(await page.locator('.axis .resume').count()).toBe(1);
      expect(await row(page, 'migrate').locator('[data-attempt]').count()).toBe(1);
      expect(await row(page, 'L3.check').locator('[data-earlier]').count()).toBe(1);
      expect(await page.locator('#what-if, #correction').count()).toBe(0);
      expect(await page.locator('body').innerText()).not.toMatch(/NaN|undefined|Infinity/);
    });
  },
);
