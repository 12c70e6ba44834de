import { HOSTILE_NAME } from '../bench/data.mjs';
import { expect } from '../bench/expect.mjs';
import { withPage } from '../bench/page.mjs';

export const title = 'Names and notes shown as text, not markup';

const HOSTILE = [
  HOSTILE_NAME,
  '<script>alert(1)</script>',
  '<svg onload=alert(1)>',
  "<img src='x' onerror='alert(1)'>",
  '<IMG SRC=x OnErRoR=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '</td></tr></table><iframe src="//elsewhere.example"></iframe>',
  '"><input autofocus onfocus=alert(1)>',
  '<b>bold</b>',
  '&lt;b&gt; & "quoted"',
];

export async function check(service) {
  return withPage(service, {}, async (page) => {
    await page.signIn(service.key);
    expectText(page, 'devices', HOSTILE_NAME, 'GET /api/devices');
    return 'a device with markup in its name is shown with that text';
  });
}

/** Puts every hostile text into every place that the front end shows. */
export function prove(bench) {
  return bench.withCopy({}, async (service) => {
    await check(service);
    await withPage(service, {}, async ({ window, ...page }) => {
      for (const text of HOSTILE) {
        for (const field of ['name', 'place', 'state']) {
          window.controlCenter.renderDevices([{ name: 'a', place: 'b', state: 'c', [field]: text }]);
          expectText(page, 'devices', text, `a device's ${field}`);
        }
        for (const field of ['device', 'note']) {
          window.controlCenter.renderEvents([{ device: 'a', note: 'b', alert: true, [field]: text }]);
          expectText(page, 'events', text, `an event's ${field}`);
        }
      }
    });
    return `${HOSTILE.length} hostile texts in 5 places, all shown as plain text`;
  });
}

function expectText(page, id, text, what) {
  const element = page.element(id);
  const markup = element.all(({ tag }) => !['tr', 'td', 'li'].includes(tag)).map(({ tag }) => `<${tag}>`);
  expect(markup.length === 0, `Page, ${what}: ${text} became an element of the page: ${markup.join(', ')}.`);
  expect(element.textContent.includes(text), `Page, ${what}: ${text} is not shown.`);
}
