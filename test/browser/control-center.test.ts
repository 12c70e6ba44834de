import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { describeReport } from './describe-report.ts';
import { recordedRun } from './recorded-run.ts';
import { boxOf, idsOf, row, waitsOf } from './timeline.ts';

describeReport('the page of a recorded run', recordedRun, ({ open, report, file }) => {
  test('opens from disk, and requests nothing else', async () => {
    const page = await open();
    await page.mouse.wheel(0, 5000);
    await page.waitForLoadState('networkidle');
    expect(report().requests).toEqual([pathToFileURL(file().path).href]);
  });

  test('shows first what it is and how the run ended', async () => {
    const page = await open();
    expect(await page.title()).toContain('Control Center Comprehensive Fix');
    expect(await page.locator('h1').allInnerTexts()).toEqual([
      expect.stringContaining('Control Center Comprehensive Fix'),
    ]);
    const verdict = await page.locator('#verdict').innerText();
    expect(verdict).toContain('succeeded');
    expect(verdict).toContain('19.4 s');
    expect(verdict).toContain('9 % above the floor of 17.7 s, which is the critical path, mostly L2.2.1');
    expect(await page.locator('#failures').count()).toBe(0);
  });

  test('has a row for each task and test, by kind, with waits and attempts at their times', async () => {
    const page = await open();
    expect(await idsOf(page.locator('#rows [data-task]'))).toEqual([
      'L2.2.1',
      'L2.2.2',
      'L2.2.3',
      'L2.2.4',
      'L3.2.4.1',
      'L3.2.3.1',
      'L3.2.2.1',
      'L3.ALL.1',
    ]);
    expect(await waitsOf(page, 'L2.2.1')).toEqual([]);
    expect(await waitsOf(page, 'L3.2.4.1')).toEqual(['trigger', 'cpu']);
    expect(await waitsOf(page, 'L3.ALL.1')).toEqual(['trigger']);

    const work = await boxOf(row(page, 'L2.2.1').locator('[data-attempt="1"]'));
    const perMillisecond = work.width / 16_432;
    const tested = row(page, 'L3.2.4.1');
    const [trigger, cpu, attempt] = await Promise.all([
      boxOf(tested.locator('[data-wait="trigger"]')),
      boxOf(tested.locator('[data-wait="cpu"]')),
      boxOf(tested.locator('[data-attempt="1"]')),
    ]);
    const near = (at: number): number => work.x + at * perMillisecond;
    expect(Math.abs(trigger.x - near(0))).toBeLessThan(2);
    expect(Math.abs(cpu.x - near(3508.7))).toBeLessThan(2);
    expect(Math.abs(attempt.x - near(4229.5))).toBeLessThan(2);
    expect(Math.abs(attempt.x + attempt.width - near(4509))).toBeLessThan(4);
  });

  test('marks the critical path and the bands', async () => {
    const page = await open();
    expect(await idsOf(page.locator('#rows [data-task][data-critical]'))).toEqual(['L2.2.1', 'L3.ALL.1']);
    const behind = await page.evaluate<string>(
      "getComputedStyle(document.querySelector('#timeline .backdrop')).backgroundImage",
    );
    // GREEN, YELLOW and RED all occur in this run.
    expect(new Set(behind.match(/rgba?\([^)]*\)|color\([^)]*\)/g)).size).toBeGreaterThanOrEqual(3);
  });

  test('draws CPU, memory and workers', async () => {
    const page = await open();
    const canvases = page.locator('#charts canvas');
    await canvases.first().waitFor();
    const painted = await page.evaluate<number[]>(`[...document.querySelectorAll('#charts canvas')].map((canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      const colours = new Set();
      for (let at = 0; at < data.length; at += 4) if (data[at + 3] > 0) colours.add(data.slice(at, at + 3).join());
      return colours.size;
    })`);
    expect(painted.length).toBeGreaterThan(0);
    for (const colours of painted) expect(colours).toBeGreaterThan(2);
    const text = await page.locator('#charts').innerText();
    for (const word of ['CPU', 'Memory', 'orkers']) expect(text).toContain(word);
  });

  test('shows a tooltip for the piece at the pointer', async () => {
    const page = await open();
    const tested = row(page, 'L3.2.4.1');
    await tested.locator('[data-attempt="1"]').hover();
    await expect.poll(() => page.locator('.tooltip').innerText()).toContain('280 ms, from 0:04.2 to 0:04.5');
    await tested.locator('[data-wait="cpu"]').hover();
    const text = await page.locator('.tooltip').innerText();
    expect(text).toContain('waiting for CPU');
    expect(text).toContain('721 ms');
    expect(text).toContain('CPU 76.4 %, limit 75 %');
    await page.keyboard.press('Escape');
    expect(await page.locator('.tooltip').isVisible()).toBe(false);
  });

  test.each(['focus', 'click'] as const)('shows on %s what a task did and what the gate decided', async (how) => {
    const page = await open();
    const tested = row(page, 'L3.2.4.1');
    if (how === 'click') await tested.locator('[data-attempt="1"]').click();
    else await tested.focus();
    const details = page.locator('#details');
    await expect.poll(() => details.innerText()).toContain('Authentication Tester');
    const text = await details.innerText();
    for (const part of [
      'L3.2.4.1',
      'succeeded',
      '280 ms',
      '721 ms',
      'waits for CPU',
      'CPU 76.4 %, limit 75 %',
      'admitted',
    ]) {
      expect(text).toContain(part);
    }
    expect(await details.locator('a').first().getAttribute('href')).toBe('tasks/L3.2.4.1.md');
  });

  test('has ledger, load, results and machine', async () => {
    const page = await open();
    expect(await page.locator('#ledger').textContent()).toContain('CPU 76.4 %, limit 75 %');
    for (const id of ['L2.2.1', 'L3.ALL.1']) expect(await page.locator('#load').textContent()).toContain(id);
    expect(await page.locator('#machine').textContent()).toContain('linux');
    expect(await page.locator('#results').textContent()).toContain('Authentication Tester');
  });

  test('embeds its figures as escaped JSON', async () => {
    const page = await open();
    const text = await page.locator('#data').textContent();
    expect(await page.locator('#data').getAttribute('type')).toBe('application/json');
    expect(() => JSON.parse(text ?? '')).not.toThrow();
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy).not.toContain('unsafe');
  });
});
