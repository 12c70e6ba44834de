import { expect, test } from 'vitest';
import { stepsJournal } from '../report/steps-journal.ts';
import { describeReport } from './describe-report.ts';
import { row } from './timeline.ts';

describeReport('the page of a run with steps, workspaces and kept files', stepsJournal, ({ open }) => {
  test('shows why a step was skipped, where the task works, and its files with links', async () => {
    const page = await open();
    await row(page, 'shop').click();
    const details = page.locator('#details');
    await expect.poll(() => details.innerText()).toContain('The shop');
    const text = await details.innerText();
    expect(text).toContain("skipped: its condition does not hold: env.UPLOAD == 'yes'");
    expect(text).toContain('finally: Drop the database');
    expect(text).toContain('a checkout of its own, made in 300 ms, kept in /srv/mission-shop');
    expect(text).toContain('Files: 130 files, 3 MiB');
    expect(text).toContain('and 122 more');
    const links = details.locator('.files a');
    expect(await links.nth(1).innerText()).toBe('coverage/a b#c.html');
    expect(await links.nth(1).getAttribute('href')).toBe('files/shop/coverage/a%20b%23c.html');
  });

  test('shows how long the setup of a service took', async () => {
    const page = await open();
    await page.locator('#rows [data-service="db"]').click();
    await expect.poll(() => page.locator('#details').innerText()).toMatch(/Setup took\s+2\.5 s/);
    expect(await page.locator('#services, #results').first().innerText()).toContain('Setup');
  });
});
