import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { readPageAssets } from '../../src/run/folder/page-assets.ts';
import { foldEvents } from '../../src/run/folder/render.ts';
import type { Event } from '../../src/schedule/events/event.ts';
import { htmlPage } from '../report/html-page.ts';
import { findBrowser } from './find-browser.ts';

/** A headless browser. */
export function startBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('expected a Chromium, found none: see find-browser.ts');
  // Chromium refuses to start with a sandbox as root.
  return chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
}

/** The report of a run as a file in its own folder. */
export interface ReportFile {
  readonly path: string;
  readonly bytes: number;
  readonly html: string;
  remove(): void;
}

/** Writes only the page: rendering the whole folder would write deliverables into the root of the recorded run. */
export function writeReport(events: readonly Event[]): ReportFile {
  const assets = readPageAssets();
  if (assets === undefined) throw new Error('expected page.js and page.css in dist/: run `npm run build` first');
  const html = htmlPage(foldEvents(events), assets);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'mission-page-')));
  const path = join(folder, 'report.html');
  writeFileSync(path, html);
  return {
    path,
    html,
    bytes: Buffer.byteLength(html),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** An open page and its problems. */
export interface OpenReport {
  readonly page: Page;
  /** Errors and warnings of the console, exceptions, violations of the content security policy, dialogs. */
  readonly problems: readonly string[];
  /** The address of every request. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** Opens the file from disk without a network, like a downloaded artifact. */
export async function openReport(
  browser: Browser,
  file: ReportFile,
  options: BrowserContextOptions = {},
): Promise<OpenReport> {
  const context = await browser.newContext({ offline: true, viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const problems: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`exception: ${error.stack ?? error.message}`));
  page.on('request', (request) => requests.push(request.url()));
  page.on('dialog', (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.addInitScript(
    "addEventListener('securitypolicyviolation', (event) => console.error('policy', event.violatedDirective, event.blockedURI))",
  );
  await page.goto(pathToFileURL(file.path).href);
  return { page, problems, requests, close: () => context.close() };
}
