import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { request } from './client.mjs';

// Exits between two writes, not within one, so that the report is complete.
process.once('SIGTERM', () => process.exit());

/** Polls the service during the rush. It never ends by itself: the mission stops it when the rush is over. */
const seats = Number(process.env.SEATS);
let before = 0;
for (let looks = 1; ; looks += 1) {
  const [health, totals] = await Promise.all([request('/health'), request('/api/totals')]);
  assert.equal(health.status, 200, 'the service is healthy');
  const { sold } = await totals.json();
  assert.ok(sold.festival <= seats, `expected at most ${seats} sold seats, found ${sold.festival}`);
  assert.ok(sold.festival >= before, `expected at least the ${before} seats sold before, found ${sold.festival}`);
  before = sold.festival;
  // Rewritten after each poll, because any of them may be the last.
  const report = process.env.MISSION_REPORT;
  if (report !== undefined)
    writeFileSync(report, `Polled ${looks} times. At the last poll, ${before} of ${seats} seats were sold.\n`);
  await wait(50);
}
