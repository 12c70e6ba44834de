import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { request } from './client.mjs';

// Between two writes and not within one, so that the report is whole.
process.once('SIGTERM', () => process.exit());

/** Looks again and again while the rush goes on, and never ends by itself: it is stopped when the rush is over. */
const seats = Number(process.env.SEATS);
let before = 0;
for (let looks = 1; ; looks += 1) {
  const [health, totals] = await Promise.all([request('/health'), request('/api/totals')]);
  assert.equal(health.status, 200, 'the service is well');
  const { sold } = await totals.json();
  assert.ok(sold.festival <= seats, `expected at most ${seats} sold seats, found ${sold.festival}`);
  assert.ok(sold.festival >= before, `expected at least the ${before} sold seats of before, found ${sold.festival}`);
  before = sold.festival;
  // Anew after each look, since nobody knows which one is the last.
  const report = process.env.MISSION_REPORT;
  if (report !== undefined)
    writeFileSync(report, `Looked ${looks} times, at last ${before} of ${seats} seats were sold.\n`);
  await wait(50);
}
