import { expect, test } from 'vitest';
import { describeReport } from './describe-report.ts';
import { failedRun } from './failed-run.ts';
import { boxOf, row, waitsOf } from './timeline.ts';

describeReport('the page of a run that failed', failedRun, ({ open }) => {
  test('shows what failed and why, with the end of the log, before anything else', async () => {
    const page = await open();
    expect(await page.locator('#verdict').innerText()).toContain('failed');
    const failures = page.locator('#failures');
    const text = await failures.innerText();
    expect(text).toContain('Static site');
    expect(text).toContain('stopped after its timeout of 9 s');
    expect(text).toContain('waiting for the image service …');
    expect(text).toContain('POST /orders 500');
    expect(text).toContain('orders › creates an order');
    expect(text).toContain('expected 201, got 500');
    expect(text).toContain('nothing accepts connections at 127.0.0.1:2525');
    expect(text).toContain('dead link: /guide/returns');
    const [above, below] = [await failures.boundingBox(), await page.locator('#timeline').boundingBox()];
    expect(above?.y ?? Infinity).toBeLessThan(below?.y ?? 0);
  });

  test('says that a part of a log was cut out', async () => {
    const page = await open();
    await row(page, 'site').click();
    await expect
      .poll(() => page.locator('#details').innerText())
      .toContain('61 MiB; 2.8 GiB more were cut out of its middle');
    expect(await page.locator('#failures').innerText()).toContain('its log, with a part cut out');
  });

  test('shows each wait under its reason', async () => {
    const page = await open();
    expect(await waitsOf(page, 'assets')).toEqual(['load', 'slots']);
    expect(await waitsOf(page, 'seed')).toEqual(['slots', 'lock']);
    expect(await waitsOf(page, 'import')).toEqual(['trigger', 'cpu', 'memory']);
    expect(await waitsOf(page, 'contract')).toEqual(['trigger', 'service']);
    const reasons = ['trigger', 'cpu', 'memory', 'slots', 'load', 'lock', 'service'];
    const looks = await page.evaluate<readonly string[]>(`${JSON.stringify(reasons)}.map((reason) => {
      const segment = document.querySelector('#rows [data-task] [data-wait="' + reason + '"]');
      const { backgroundColor, backgroundImage, fill } = getComputedStyle(segment);
      return backgroundColor + backgroundImage + fill;
    })`);
    expect(new Set(looks).size).toBe(reasons.length);
  });

  test('shows consecutive attempts in one row', async () => {
    const page = await open();
    const boxes = await Promise.all(
      ['1', '2', '3'].map((attempt) => boxOf(row(page, 'build').locator(`[data-attempt="${attempt}"]`))),
    );
    const [first, second, third] = boxes;
    if (first === undefined || second === undefined || third === undefined) throw new Error('expected three attempts');
    expect(first.x + first.width).toBeLessThanOrEqual(second.x);
    expect(second.x + second.width).toBeLessThanOrEqual(third.x);
    expect(third.width / first.width).toBeCloseTo(5000 / 3000, 1);
  });

  test('has rows for tasks that never ran, and for services', async () => {
    const page = await open();
    for (const [id, status] of [
      ['browser', 'skipped'],
      ['end', 'skipped'],
      ['spelling', 'not needed'],
    ] as const) {
      expect(await row(page, id).locator('[data-attempt]').count()).toBe(0);
      await row(page, id).click();
      await expect.poll(() => page.locator('#details').innerText()).toContain(status);
    }
    expect(await page.locator('#timeline').innerText()).toContain('Mail catcher');
  });

  test('shows the results of a test, with links to its report and its log', async () => {
    const page = await open();
    await row(page, 'contract').click();
    const details = page.locator('#details');
    await expect.poll(() => details.innerText()).toContain('48, 2 failed, 1 skipped');
    const targets = await Promise.all((await details.locator('a').all()).map((link) => link.getAttribute('href')));
    expect(targets).toEqual(['tasks/contract.md', 'logs/contract.log']);
    expect(await page.locator('#results').textContent()).toContain('48, 2 failed, 1 skipped');
  });
});
