import { expect, test } from 'vitest';
import { findBrowser } from './find-browser.ts';

// Only this file reports a missing browser; the other files of this folder are then skipped silently.
if (findBrowser() === undefined) {
  console.warn('no Chromium is here: report.html is not tested in a browser (CHROMIUM_PATH may name one)');
}

test.runIf(process.env.CI !== undefined)('a browser is installed if CI is set', () => {
  expect(findBrowser(), 'a Chromium on the PATH, or named by CHROMIUM_PATH').toBeDefined();
});

test('a program that does not exist is not found', () => {
  const found = findBrowser({ CHROMIUM_PATH: '/no/such/browser', PATH: '/no/such/folder' });
  expect(found).not.toBe('/no/such/browser');
});

test('the program that a variable names comes first', () => {
  const program = process.execPath;
  expect(findBrowser({ CHROMIUM_PATH: program })).toBe(program);
  expect(findBrowser({ CHROME_BIN: program })).toBe(program);
});
