/**
 * Makes docs/pictures/ from the recorded run: the page, light and dark, and the job summary as GitHub shows it. The page of three runners is that of
 * the fleet in bench/fleet, which runs for this on the built command line: do it on an idle machine.
 *   npm run pictures                # all of them
 *   npm run pictures -- three-runners
 * Needs a Chromium, fonts (Debian: fonts-liberation, fonts-noto-color-emoji) and the network: the packages that draw Markdown
 * as GitHub does are downloaded for this and are not dependencies.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page, type PageScreenshotOptions } from 'playwright-core';
import { jobSummary } from '../src/report/markdown/job-summary.ts';
import { foldEvents } from '../src/run/folder/render.ts';
import { findBrowser } from '../test/browser/find-browser.ts';
import { openReport, type ReportFile, writeReport } from '../test/browser/open-report.ts';
import { recordedRun } from '../test/browser/recorded-run.ts';

const pictures = 'docs/pictures';
/** Bytes; larger pictures would make every clone of the repository slow. */
const LARGEST = 300_000;
const DRAWN_WITH = ['marked@18.2.1', 'mermaid@11.9.0', 'github-markdown-css@5.9.0'];

const work = mkdtempSync(join(tmpdir(), 'mission-pictures-'));
const executablePath = findBrowser();
if (executablePath === undefined) throw new Error('expected a Chromium on the PATH, or named by CHROMIUM_PATH');
const browser = await chromium.launch({
  executablePath,
  chromiumSandbox: process.getuid?.() !== 0,
  // The same fonts on every machine, similar to those of most systems.
  env: { ...process.env, FONTCONFIG_FILE: fontConfiguration() },
});
const file = writeReport(recordedRun());
try {
  mkdirSync(pictures, { recursive: true });
  if (!process.argv.includes('three-runners')) {
    await pictureOfReport(browser, file, 'light');
    await pictureOfReport(browser, file, 'dark');
    await pictureOfSummary(browser);
  }
  await pictureOfThreeRunners(browser);
} finally {
  await browser.close();
  file.remove();
  rmSync(work, { recursive: true });
}

async function pictureOfReport(of: Browser, report: ReportFile, colorScheme: 'light' | 'dark'): Promise<void> {
  const viewport = { width: 1280, height: 1400 };
  const { page, problems, close } = await openReport(of, report, { colorScheme, viewport, deviceScaleFactor: 1.25 });
  await page.locator('#charts canvas').first().waitFor();
  await page.locator('#rows [data-task="L3.2.4.1"]').click();
  await page.mouse.move(0, 0);
  // From the top to the end of the charts.
  const charts = await page.locator('#charts').boundingBox();
  if (charts === null) throw new Error('expected charts, found none');
  const clip = { x: 0, y: 0, width: viewport.width, height: Math.ceil(charts.y + charts.height) + 8 };
  await save(page, `report-${colorScheme}.png`, { clip });
  await close();
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

/** The page of the mission of docs/fleet.md after a real run on three runners. */
async function pictureOfThreeRunners(of: Browser): Promise<void> {
  const merged = join(work, 'merged');
  const argv = ['bench/fleet/run.ts', '--mission', 'bench/fleet/shop.yml', '--runners', '3', '--keep', merged];
  execFileSync(process.execPath, argv, { stdio: 'inherit' });
  const path = join(merged, 'report.html');
  const html = readFileSync(path, 'utf8');
  const report = { path, html, bytes: Buffer.byteLength(html), remove: () => undefined };
  const viewport = { width: 1280, height: 1500 };
  const opened = await openReport(of, report, { colorScheme: 'light', viewport, deviceScaleFactor: 1.25 });
  const { page, problems, close } = opened;
  await page.locator('#charts canvas').first().waitFor();
  await page.mouse.move(0, 0);
  const rows = await page.locator('#rows').boundingBox();
  if (rows === null) throw new Error('expected rows, found none');
  const clip = { x: 0, y: 0, width: viewport.width, height: Math.ceil(rows.y + rows.height) + 1 };
  await save(page, 'three-runners.png', { clip });
  await close();
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

async function pictureOfSummary(of: Browser): Promise<void> {
  const [marked = '', mermaid = '', css = ''] = DRAWN_WITH.map(fetchPackage);
  const parser: { parse(text: string): string } = await import(pathToFileURL(join(marked, 'lib/marked.esm.js')).href);
  const text = jobSummary(foldEvents(recordedRun()), { limitBytes: 1_000_000 });
  const body = parser
    .parse(text)
    .replaceAll(/<pre><code class="language-mermaid">([\s\S]*?)<\/code><\/pre>/g, (_, code) => {
      return `<pre class="mermaid">${code}</pre>`;
    });
  const style = pathToFileURL(join(css, 'github-markdown-light.css')).href;
  const path = join(work, 'summary.html');
  writeFileSync(
    path,
    `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="${style}">` +
      `<style>body { padding: 24px 32px } .markdown-body .mermaid { background: none }</style>` +
      `<body class="markdown-body">${body}`,
  );
  const page = await of.newPage({ viewport: { width: 1012, height: 800 }, deviceScaleFactor: 1 });
  await page.goto(pathToFileURL(path).href);
  await page.addScriptTag({ path: join(mermaid, 'dist/mermaid.min.js') });
  await page.evaluate('mermaid.initialize({ startOnLoad: false, gantt: { useWidth: 900 } }); mermaid.run()');
  await page.locator('.mermaid svg').first().waitFor();
  await save(page, 'job-summary.png', { fullPage: true });
  await page.close();
}

async function save(page: Page, name: string, part: PageScreenshotOptions): Promise<void> {
  const path = join(pictures, name);
  await page.screenshot({ ...part, path, animations: 'disabled' });
  const { size } = statSync(path);
  console.log(`${path}: ${size} bytes`);
  if (size > LARGEST) throw new Error(`expected ${path} to have at most ${LARGEST} bytes, found ${size}`);
}

/** The folder with the files of a package, without its dependencies. */
function fetchPackage(name: string): string {
  const folder = join(work, name.replace('/', '-'));
  mkdirSync(folder);
  const words = ['pack', name, '--silent', '--pack-destination', folder];
  const archive = execFileSync('npm', words, { encoding: 'utf8', shell: process.platform === 'win32' }).trim();
  execFileSync('tar', ['-xzf', join(folder, archive), '-C', folder]);
  return join(folder, 'package');
}

function fontConfiguration(): string {
  const alias = (family: string, prefer: string): string =>
    `<match><test name="family"><string>${family}</string></test>` +
    `<edit name="family" mode="assign" binding="strong"><string>${prefer}</string></edit></match>`;
  const path = join(work, 'fonts.conf');
  const families = ['system-ui', 'sans-serif', 'ui-sans-serif'].map((name) => alias(name, 'Liberation Sans'));
  const fixed = ['ui-monospace', 'monospace'].map((name) => alias(name, 'Liberation Mono'));
  const rules = [...families, ...fixed].join('');
  writeFileSync(path, `<fontconfig><include>/etc/fonts/fonts.conf</include>${rules}</fontconfig>`);
  return path;
}
