import { compare } from '../bench/compare.mjs';
import { expect } from '../bench/expect.mjs';
import { FIXES, loadFix } from '../bench/fixes.mjs';
import { milliseconds } from '../bench/measure.mjs';

/** The live feed is checked last, and waited for only then. */
const LAST = 'shared-feed';
export const fixes = FIXES['L2.2.2'].filter((name) => name !== LAST);

/** `due`: the required speed-up. */
const MEASURED = [
  { path: '/api/summary', before: 2, due: 20 },
  { path: '/api/devices/d-7', before: 5, due: 5 },
  { path: '/api/events', before: 5, due: 5 },
];
/** The required speed-up for one request to each path in turn. */
const DUE_TOGETHER = 20;

/** Response times before and after, and the promises of the fixes other than speed. */
export function run(bench, findings) {
  return bench.withCopy({ data: bench.scratch.history }, async (service) => {
    findings.heading('Response times');
    findings.say(
      'Shortest times of the broken service and of the fixed copy, on this machine, while other tasks were running.',
    );
    const rows = [];
    const sum = { before: 0, after: 0 };
    for (const { path, before, due } of MEASURED) {
      const plan = { before, after: 25, perSecond: 100, due: 0 };
      const { result, reason } = await findings.verify('Response time', () => compare(bench, service, path, plan));
      if (result === undefined) {
        rows.push([`GET ${path}`, reason, '', '', '']);
        continue;
      }
      sum.before += result.before;
      sum.after += result.after;
      await findings.verify('Response time', () =>
        expect(result.ratio >= due, `${result.sentence}; expected at least ${due} times.`),
      );
      const times = [result.before, result.after].map(milliseconds);
      rows.push([`GET ${path}`, ...times, `${result.ratio.toFixed(1)} ×`, `${due} ×`]);
    }
    const together = sum.before / sum.after;
    rows.push([
      'all of them',
      ...[sum.before, sum.after].map(milliseconds),
      `${together.toFixed(1)} ×`,
      `${DUE_TOGETHER} ×`,
    ]);
    findings.table(['request', 'before', 'after', 'speed-up', 'at least'], rows);
    findings.output('speedup', together.toFixed(1));
    await findings.verify('Speed-up', () =>
      expect(
        together >= DUE_TOGETHER,
        `all requests together: ${together.toFixed(1)} times as fast; expected at least ${DUE_TOGETHER} times.`,
      ),
    );

    findings.heading('Pages, front end, live feed');
    await findings.expectApplied(bench, [LAST]);
    for (const name of ['event-pages', 'asset-cache', LAST]) {
      const { title, check } = await loadFix(name);
      const { ok, result } = await findings.verify(title, () => check(service, bench));
      findings.say(`${title}: ${ok ? `${result}.` : '**failed**'}`);
    }
  });
}
