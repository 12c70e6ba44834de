import { expect, it } from 'vitest';
import { systemClock } from '../../src/run/system-clock.ts';

it('rings once, not early, and only for the newest alarm', async () => {
  const clock = systemClock();
  const rung: string[] = [];
  clock.alarm(clock.now() + 5, () => rung.push('replaced'));
  const due = clock.now() + 30;
  const at = await new Promise<number>((resolve) => {
    clock.alarm(due, () => {
      rung.push('newest');
      resolve(clock.now());
    });
  });
  expect(at).toBeGreaterThanOrEqual(due);
  expect(rung).toEqual(['newest']);
});

it('can be cleared', async () => {
  const clock = systemClock();
  let rung = false;
  clock.alarm(clock.now(), () => {
    rung = true;
  });
  clock.alarm(undefined, () => {});
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(rung).toBe(false);
});

it('supports alarms beyond the longest delay of a timer', () => {
  const clock = systemClock();
  let rung = false;
  clock.alarm(2 ** 40, () => {
    rung = true;
  });
  clock.alarm(undefined, () => {});
  expect(rung).toBe(false);
});

it('starts at a given time', () => {
  const clock = systemClock(5_000);
  expect(clock.now()).toBeGreaterThanOrEqual(5_000);
  expect(clock.now()).toBeLessThan(5_000 + 60_000);
});
