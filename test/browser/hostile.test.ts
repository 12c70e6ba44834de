import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { describeReport } from './describe-report.ts';
import { hostileRun } from './hostile-run.ts';

/** Everything in a document that could run, load or lead elsewhere; links to the other files of the run are fine. */
const ACTIVE = `[...document.querySelectorAll('*')].flatMap((element) => [
  ...['img', 'iframe', 'object', 'embed', 'base', 'form', 'video', 'audio', 'link:not([rel="icon"][href="data:,"])'].filter((name) => element.matches(name)),
  ...(element.matches('meta[http-equiv]:not([http-equiv="content-security-policy" i])') ? ['meta'] : []),
  ...element.getAttributeNames().filter((name) => name.startsWith('on') || name === 'autofocus' || name === 'srcdoc'),
  ...['href', 'src', 'xlink:href', 'action', 'formaction']
    .map((name) => element.getAttribute(name))
    .filter((target) => target !== null && target !== 'data:,' && !/^(?:#|(?:[\\w.=~(),%-]+\\/?)+$)/.test(target)),
])`;

/** What would reorder, hide or steer: controls, directions, line ends that are none. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const DECEIVING = /[\u0000-\u0008\u001b\u202a-\u202e\u2028\u2029\u2066-\u2069]/;

describeReport('the page of a run whose every text is hostile', hostileRun, ({ open, report, file }) => {
  afterEach(async () => {
    const { page } = report();
    // Time for what is loaded late, such as a picture that fails.
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(report().requests).toEqual([pathToFileURL(file().path).href]);
  });

  /** Nothing in the document may be able to run, load or lead anywhere else. */
  async function expectInert(): Promise<void> {
    expect(await report().page.evaluate<readonly string[]>(ACTIVE)).toEqual([]);
    const scripts = `[...document.scripts].filter((script) => script.type !== 'application/json').length`;
    expect(await report().page.evaluate<number>(scripts)).toBe(1);
  }

  test('runs nothing of it and shows it literally', async () => {
    const page = await open();
    await expectInert();
    expect(await page.locator('h1').innerText()).toContain("<script>window.hacked = 'mission'</script>");
    expect(await page.title()).toContain("<script>window.hacked = 'mission'</script>");
    const failures = await page.locator('#failures').innerText();
    for (const place of ['name', 'reason', 'log', 'case', 'message', 'service message']) {
      expect(failures, place).toContain(`<script>window.hacked = '${place}'</script>`);
    }
    const machine = await page.locator('#machine').innerText();
    for (const place of ['host', 'processor', 'note']) expect(machine).toContain(`window.hacked = '${place}'`);
  });

  test('stays inert whatever is opened, filtered and zoomed', async () => {
    const page = await open();
    const rows = page.locator('#rows [data-task]');
    expect(await rows.count()).toBe(6);
    for (const found of await rows.all()) {
      await found.click();
      await expectInert();
    }
    await page.locator('#rows [data-task^="L2.1 ("]').click();
    const details = await page.locator('#details').innerText();
    for (const place of ['name', 'id', 'description', 'reason', 'detail']) {
      expect(details, place).toContain(`<script>window.hacked = '${place}'</script>`);
    }
    await page.locator('#filter-text').fill('<script>');
    await page.locator('#zoom-in').click();
    await page.locator('#zoom-reset').click();
    await expectInert();
  });

  test('shows nothing that would reorder or hide text, and lets no long line push the page aside', async () => {
    const page = await open();
    await page.locator('#rows [data-task^="L2.1 ("]').click();
    expect(await page.locator('body').innerText()).not.toMatch(DECEIVING);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1280);
  });

  test('a task may be called as a part of every object is', async () => {
    const page = await open();
    for (const id of ['__proto__', 'constructor']) {
      await page.locator(`#rows [data-task="${id}"]`).click();
      await expect.poll(() => page.locator('#details').innerText()).toContain(id);
    }
  });
});
