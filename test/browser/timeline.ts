import type { Locator, Page } from 'playwright-core';

/** The row of a task; only rows near the visible ones are in the document. */
export function row(page: Page, id: string): Locator {
  return page.locator(`#rows [data-task=${JSON.stringify(id)}]`);
}

export interface Box {
  readonly x: number;
  readonly width: number;
}

/** Left edge and width of an element in pixels. */
export async function boxOf(locator: Locator): Promise<Box> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('expected a visible element, found a hidden one');
  return { x: box.x, width: box.width };
}

/** The reasons of a row's waits, without duplicates. */
export async function waitsOf(page: Page, id: string): Promise<readonly string[]> {
  const segments = await row(page, id).locator('[data-wait]').all();
  const reasons = await Promise.all(segments.map((segment) => segment.getAttribute('data-wait')));
  return [...new Set(reasons.map((reason) => reason ?? ''))];
}

export async function idsOf(rows: Locator): Promise<readonly string[]> {
  const ids = await Promise.all((await rows.all()).map((found) => found.getAttribute('data-task')));
  return ids.map((id) => id ?? '');
}

/** Id of the task or service whose row has the focus, or that the focused element names as its active one. */
export function focusedRow(page: Page): Promise<string | undefined> {
  return page.evaluate<string | undefined>(`(() => {
    const focused = document.activeElement;
    const named = focused?.getAttribute('aria-activedescendant');
    const active = named ? document.getElementById(named) : focused;
    const { task, service } = active?.closest('#rows :is([data-task], [data-service])')?.dataset ?? {};
    return task ?? service;
  })()`);
}

/** Presses Tab until the focus is on a row; fails if it never is. */
export async function tabToTimeline(page: Page): Promise<string> {
  for (let presses = 0; presses < 60; presses += 1) {
    const id = await focusedRow(page);
    if (id !== undefined) return id;
    await page.keyboard.press('Tab');
  }
  throw new Error('expected Tab to reach a row of the timeline, 60 presses did not');
}
