import { expect } from '../bench/expect.mjs';
import { withPage } from '../bench/page.mjs';

export const title = 'Page works by keyboard and screen reader';

export async function check(service) {
  return withPage(service, {}, async (page) => {
    expectStructure(page.document.root);
    page.signInByKeyboard(service.key);
    const filled = await page.shows(() => page.text('devices').includes('Unit 1'), 3_000);
    await page.shows(() => page.text('live') !== '', 3_000);
    expect(
      filled,
      'Page: after typing the key and pressing Enter, no devices are shown. The page cannot be used by keyboard.',
    );
    return 'language, labels, headings and live regions exist; sign-in works by keyboard';
  });
}

/** Three visits, because state from the first visit must not be the reason why the second one works. */
export function prove(bench) {
  return bench.withCopy({}, async (service) => {
    let figures;
    for (let visit = 0; visit < 3; visit += 1) figures = await check(service);
    return figures;
  });
}

function expectStructure(root) {
  const has = (element, name) => (element?.getAttribute(name) ?? '') !== '';
  expect(has(root.byTag('html')[0], 'lang'), 'Page: <html> has no lang.');
  expect(root.byTag('title')[0]?.textContent, 'Page: it has no title.');
  expect(root.byTag('main').length === 1, 'Page: it has no <main>.');
  expect(root.byTag('h1').length === 1, 'Page: it has no <h1>.');
  expect(
    root.all((meta) => meta.getAttribute('name') === 'viewport').length === 1,
    'Page: it has no viewport for small screens.',
  );
  for (const image of root.byTag('img')) expect(image.getAttribute('alt') !== null, 'Page: an image has no alt.');
  for (const input of root.byTag('input')) {
    const labels = root.byTag('label').filter((label) => label.getAttribute('for') === input.id);
    expect(labels.length === 1, `Page: the field ${input.id} has no label.`);
  }
  for (const id of ['status', 'live']) {
    const region = root.all((element) => element.id === id)[0];
    expect(has(region, 'aria-live'), `Page: changes of #${id} are not announced (aria-live).`);
  }
  expect(
    root.byTag('th').every((cell) => has(cell, 'scope')),
    'Page: a column heading has no scope.',
  );
  expect(root.byTag('th').length === 3, 'Page: the table has no column headings.');
  const inline = root.all((element) => element.attributeNames().some((name) => name.startsWith('on')));
  expect(
    inline.length === 0,
    `Page: <${inline[0]?.tag}> has an event handler in its markup, which the security policy forbids.`,
  );
}
