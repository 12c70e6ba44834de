import { setTimeout as pause } from 'node:timers/promises';
import { expectStatus } from '../bench/expect.mjs';
import { FIXES, loadFix } from '../bench/fixes.mjs';

export const fixes = [...FIXES['L2.2.1'], ...FIXES['L2.2.4']];

/** Authentication, WebSocket authentication, headers and limits: each on its own, then all in one attack. */
export async function run(bench, findings) {
  findings.heading('Each fix, on one running copy');
  const rows = [];
  await bench.withCopy({}, async (service) => {
    for (const name of fixes) {
      const { title, check } = await loadFix(name);
      const { ok, result, reason } = await findings.verify(title, () => check(service, bench));
      rows.push([title, ok ? 'holds' : '**failed**', ok ? result : reason]);
    }
  });
  findings.table(['fix', 'result', 'observed'], rows);
  findings.heading('Together');
  await findings.verify('Together', () => attack(bench, findings));
}

/** An attacker guesses keys and tries to reach the live feed. Afterwards the owner must have access. */
function attack(bench, findings) {
  const lockout = 500;
  const settings = { LOCKOUT_ATTEMPTS: 3, LOCKOUT_FIRST: lockout, RATE_LIMIT: 200, RATE_WINDOW: 60_000 };
  return bench.withCopy(settings, async (service) => {
    const rows = [];
    const see = (what, due, answer) => {
      const header = answer.headers?.['x-content-type-options'] === 'nosniff';
      const withHeaders = answer.headers === undefined || header;
      rows.push([what, due, answer.status, answer.headers === undefined ? '' : header ? 'yes' : '**no**']);
      if (!withHeaders) findings.fail(`Together, ${what}: the answer ${answer.status} has no security headers.`);
      if (answer.status !== due) findings.fail(`Together, ${what}: expected ${due}, got ${answer.status}.`);
    };
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const headers = { 'x-api-key': `guess-${attempt}` };
      see(`guess ${attempt}`, 403, await service.request('GET', '/api/settings', { headers }));
    }
    see('the right key while locked out', 429, await service.get('/api/settings'));
    see('a ticket while locked out', 429, await service.call('POST', '/api/tickets'));
    see('WebSocket without a ticket', 403, await service.live());
    const outside = await service.request('GET', '/..%2f..%2fdata%2fsecrets.txt');
    see('a file outside the front end', 404, outside);
    see('the front end', 200, await service.request('GET', '/'));
    await pause(lockout + 50);
    see('the right key afterwards', 200, await service.get('/api/settings'));
    const opened = await service.live(await service.ticket());
    see('WebSocket with a ticket afterwards', 101, opened);
    opened.socket?.close();
    let answer = { status: 200 };
    for (let count = 0; answer.status === 200 && count < 250; count += 1) answer = await service.get('/api/settings');
    see('more requests than the limit', 429, answer);
    expectStatus(answer, 429, 'more than 200 requests in a window');
    findings.table(['what', 'expected', 'status', 'security headers'], rows);
  });
}
