import { HOSTILE_NAME } from '../bench/data.mjs';
import { expect } from '../bench/expect.mjs';
import { ALL_FIXES, FIXES, loadFix } from '../bench/fixes.mjs';
import { withPage } from '../bench/page.mjs';

export const fixes = ALL_FIXES;

/** These compare times, so no other check may run at the same time. */
const MEASURED = ['constant-time', 'store-in-memory', 'linear-summary'];

/** All 18 fixes on one running copy, and a user session on it. */
export function run(bench, findings) {
  return bench.withCopy({ data: bench.scratch.history, FEED_INTERVAL: 200 }, async (service) => {
    const results = new Map();
    const verify = async (name) => {
      const { title, check } = await loadFix(name);
      results.set(name, { title, ...(await findings.verify(title, () => check(service, bench))) });
    };
    await Promise.all(ALL_FIXES.filter((name) => !MEASURED.includes(name)).map(verify));
    for (const name of MEASURED) await verify(name);

    findings.heading('Fixes');
    const rows = Object.entries(FIXES).flatMap(([task, names]) =>
      names.map((name) => {
        const { title, ok, result, reason } = results.get(name);
        const state = bench.ledger.read(name)?.state ?? 'missing';
        if (state === 'failed') findings.fail(`${title}: its proof failed as a step of ${task}.`);
        return [title, task, state, ok ? 'holds' : '**failed**', ok ? result : reason];
      }),
    );
    findings.table(['fix', 'task', 'own step', 'together', 'observed'], rows);
    const holding = [...results.values()].filter(({ ok }) => ok).length;
    findings.say(`${holding} of ${ALL_FIXES.length} fixes hold together.`);
    findings.output('fixes', holding);

    findings.heading('User session');
    await findings.verify('User session', () => userSession(service, findings));
  });
}

/** Milliseconds in which even a busy machine shows a page. */
const PATIENT = 10_000;

function userSession(service, findings) {
  return withPage(service, {}, async (page) => {
    page.signInByKeyboard('wrong');
    const refused = await page.shows(() => /not accepted/i.test(page.text('status')), PATIENT);
    expect(refused, `signed in with a wrong key: expected an error message, the page shows "${page.text('status')}".`);
    expect(page.text('devices') === '', 'signed in with a wrong key: devices are shown.');
    page.signInByKeyboard(service.key);
    const filled = await page.shows(() => page.text('devices').includes(HOSTILE_NAME), PATIENT);
    expect(filled, 'signed in with the key: no devices are shown.');
    // Devices and events come with requests of their own, in either order.
    const events = () => page.element('events').byTag('li').length;
    const listed = await page.shows(() => events() === 20, PATIENT);
    expect(listed, `signed in with the key: expected 20 events, found ${events()}.`);
    const live = await page.shows(() => page.text('live').startsWith('Alerts'), PATIENT);
    expect(live, `signed in with the key: no live update, the page shows "${page.text('live')}".`);
    expect(page.errors.length === 0, `a script of the page failed: ${page.errors[0]}.`);
    findings.say(
      'A wrong key is refused with a message. After sign-in by keyboard, devices, 20 events and live updates are shown.',
    );
  });
}
