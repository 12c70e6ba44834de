import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import type { Event } from '../../src/schedule/events/event.ts';
import { findBrowser } from './find-browser.ts';
import { type OpenReport, openReport, type ReportFile, startBrowser, writeReport } from './open-report.ts';

/** The shared parts of the tests of one page. */
export interface ReportTests {
  /** Opens the page again; it is closed after the test, which fails if the page had any problem. */
  open(options?: BrowserContextOptions): Promise<Page>;
  /** The page that was opened last. */
  report(): OpenReport;
  file(): ReportFile;
}

/** Tests of the page of one run: one browser for all of them. Without a browser they are skipped. */
export function describeReport(name: string, run: () => readonly Event[], tests: (of: ReportTests) => void): void {
  describe.skipIf(findBrowser() === undefined)(name, { timeout: 60_000 }, () => {
    let browser: Browser | undefined;
    let file: ReportFile | undefined;
    let opened: OpenReport[] = [];
    beforeAll(async () => {
      file = writeReport(run());
      browser = await startBrowser();
    });
    afterAll(async () => {
      await browser?.close();
      file?.remove();
    });
    afterEach(async () => {
      const problems = opened.flatMap((report) => report.problems);
      for (const report of opened) await report.close();
      opened = [];
      expect(problems).toEqual([]);
    });
    tests({
      open: async (options) => {
        const report = await openReport(there(browser), there(file), options);
        opened.push(report);
        return report.page;
      },
      report: () => there(opened.at(-1)),
      file: () => there(file),
    });
  });
}

function there<T>(value: T | undefined): T {
  if (value === undefined)
    throw new Error('expected a report that is written and open: call this in a test, after open()');
  return value;
}
