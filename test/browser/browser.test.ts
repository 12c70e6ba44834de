import { expect, test } from 'vitest';
import { findBrowser } from './find-browser.ts';

// The one place that tells it; the other files of this folder are skipped without a word.
if (findBrowser() === undefined) {
  console.warn('no Chromium is here: report.html is not tested in a browser (CHROMIUM_PATH may name one)');
}

test.runIf(process.env.CI !== undefined)('a browser is there where CI is set', () => {
  expect(findBrowser(), 'a Chromium on the PATH, or named by CHROMIUM_PATH').toBeDefined();
});

test('one that does not exist is not found', () => {
  const found = findBrowser({ CHROMIUM_PATH: '/no/such/browser', PATH: '/no/such/folder' });
  expect(found).not.toBe('/no/such/browser');
});

test('the one that is named comes first', () => {
  const program = process.execPath;
  expect(findBrowser({ CHROMIUM_PATH: program })).toBe(program);
  expect(findBrowser({ CHROME_BIN: program })).toBe(program);
});
