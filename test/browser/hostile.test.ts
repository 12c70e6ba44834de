import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { resumedJournal } from '../report/resumed-journal.ts';
import { describeReport, type ReportTests } from './describe-report.ts';
import { hostileRun, trap } from './hostile-run.ts';
import { rememberedRun } from './remembered-run.ts';

/** Everything in a document that could run, load or lead elsewhere, except links to files of the run. */
const ACTIVE = `[...document.querySelectorAll('*')].flatMap((element) => [
  ...['img', 'iframe', 'object', 'embed', 'base', 'form', 'video', 'audio', 'link:not([rel="icon"][href="data:,"])'].filter((name) => element.matches(name)),
  ...(element.matches('meta[http-equiv]:not([http-equiv="content-security-policy" i])') ? ['meta'] : []),
  ...element.getAttributeNames().filter((name) => name.startsWith('on') || name === 'autofocus' || name === 'srcdoc'),
  ...['href', 'src', 'xlink:href', 'action', 'formaction']
    .map((name) => element.getAttribute(name))
    .filter((target) => target !== null && target !== 'data:,' && !/^(?:#|(?:[\\w.=~(),%@+-]+\\/?)+$)/.test(target)),
])`;

/** Characters that reorder or hide text or act as control: controls, directions, unusual line ends. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what the pattern looks for
const DECEIVING = /[\u0000-\u0008\u001b\u202a-\u202e\u2028\u2029\u2066-\u2069]/;

/** The hostile text as a mission file may contain it: without NUL, which is refused. */
const fileTrap = (place: string): string => trap(place).replaceAll('\0', '');

/** After each test, nothing may have run or been requested. */
function expectNothingHappened({ report, file }: ReportTests): void {
  afterEach(async () => {
    const { page } = report();
    // Time for late requests, such as a picture that fails to load.
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(report().requests).toEqual([pathToFileURL(file().path).href]);
  });
}

/** Nothing in the document may be able to run, load or lead anywhere else. */
async function expectInert(page: Page): Promise<void> {
  expect(await page.evaluate<readonly string[]>(ACTIVE)).toEqual([]);
  const scripts = `[...document.scripts].filter((script) => script.type !== 'application/json').length`;
  expect(await page.evaluate<number>(scripts)).toBe(1);
}

describeReport('the page of a run whose every text is hostile', hostileRun, (tests) => {
  const { open } = tests;
  expectNothingHappened(tests);

  test('runs none of it and shows it literally', async () => {
    const page = await open();
    await expectInert(page);
    expect(await page.locator('h1').innerText()).toContain("<script>window.hacked = 'mission'</script>");
    expect(await page.title()).toContain("<script>window.hacked = 'mission'</script>");
    const failures = await page.locator('#failures').innerText();
    for (const place of ['name', 'reason', 'log', 'case', 'message', 'service message']) {
      expect(failures, place).toContain(`<script>window.hacked = '${place}'</script>`);
    }
    const machine = await page.locator('#machine').innerText();
    for (const place of ['host', 'processor', 'note']) expect(machine).toContain(`window.hacked = '${place}'`);
  });

  test('has no effect after opening, filtering and zooming', async () => {
    const page = await open();
    const rows = page.locator('#rows [data-task]');
    expect(await rows.count()).toBe(6);
    for (const found of await rows.all()) {
      await found.click();
      await expectInert(page);
    }
    await page.locator('#rows [data-task^="L2.1 ("]').click();
    const details = await page.locator('#details').innerText();
    for (const place of ['name', 'id', 'description', 'reason', 'detail']) {
      expect(details, place).toContain(`<script>window.hacked = '${place}'</script>`);
    }
    await page.locator('#filter-text').fill('<script>');
    await page.locator('#zoom-in').click();
    await page.locator('#zoom-reset').click();
    await expectInert(page);
  });

  test('shows no character that reorders or hides text, and no long line widens the page', async () => {
    const page = await open();
    await page.locator('#rows [data-task^="L2.1 ("]').click();
    expect(await page.locator('body').innerText()).not.toMatch(DECEIVING);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1280);
  });

  test('a task may have the id of an object property', async () => {
    const page = await open();
    for (const id of ['__proto__', 'constructor']) {
      await page.locator(`#rows [data-task="${id}"]`).click();
      await expect.poll(() => page.locator('#details').innerText()).toContain(id);
    }
  });
});

describeReport(
  'the page of a run whose mission file is hostile',
  () => rememberedRun(fileTrap),
  (tests) => {
    const { open } = tests;
    expectNothingHappened(tests);

    test('quotes the file literally in the correction, the history and what-if', async () => {
      const page = await open();
      await expectInert(page);
      const patch = (await page.locator('#patch').textContent()) ?? '';
      for (const place of ['Bundle', 'Two compilers side by side', 'make bundle']) {
        expect(patch, place).toContain(`<script>window.hacked = '${place}'</script>`);
      }
      expect(await page.locator('#history').innerText()).toContain("<script>window.hacked = 'ie'</script>");
      expect(await page.locator('#what-if tbody tr').count()).toBeGreaterThan(2);
      for (const found of await page.locator('#rows [data-task]').all()) {
        await found.click();
        await expectInert(page);
      }
      expect(await page.locator('#details').innerText()).toContain('in 20 earlier runs');
      expect(await page.locator('body').innerText()).not.toMatch(DECEIVING);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1280);
    });

    test('copies it as text', async () => {
      const page = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
      await page.locator('#copy').click();
      await expect.poll(() => page.locator('#copied').innerText()).toBe('Copied.');
      expect(await page.evaluate<string>('navigator.clipboard.readText()')).not.toMatch(DECEIVING);
      await expectInert(page);
    });
  },
);

describeReport(
  'the page of a resumed run whose every text is hostile',
  () =>
    resumedJournal().map((event) =>
      event.type === 'resumed'
        ? { ...event, started: trap('started'), again: event.again.map((each) => ({ ...each, why: trap('why') })) }
        : event,
    ),
  (tests) => {
    const { open } = tests;
    expectNothingHappened(tests);

    test('shows it literally', async () => {
      const page = await open();
      await expectInert(page);
      expect(await page.locator('#rerun').innerText()).toContain("<script>window.hacked = 'why'</script>");
      await page.locator('.axis .resume').hover();
      await expect.poll(() => page.locator('.tooltip').innerText()).toContain("window.hacked = 'started'");
      await expectInert(page);
      expect(await page.locator('body').innerText()).not.toMatch(DECEIVING);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1280);
    });
  },
);
