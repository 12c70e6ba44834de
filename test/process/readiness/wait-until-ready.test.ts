import { expect, test } from 'vitest';
import { notReady, type Probe, ready } from '../../../src/process/readiness/probe.ts';
import { type Timers, waitUntilReady } from '../../../src/process/readiness/wait-until-ready.ts';

interface FakeTimers extends Timers {
  /** Lets time pass: fires timers in order and runs what follows from them. */
  pass(time: number): Promise<void>;
  pending(): number;
}

function fakeTimers(): FakeTimers {
  let now = 0;
  const alarms = new Set<{ at: number; ring: () => void }>();
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    now: () => now,
    after: (delay, ring) => {
      const alarm = { at: now + delay, ring };
      alarms.add(alarm);
      return () => alarms.delete(alarm);
    },
    pass: async (time) => {
      const end = now + time;
      await settle();
      while (true) {
        const [next] = [...alarms].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
        if (next === undefined) break;
        now = next.at;
        alarms.delete(next);
        next.ring();
        await settle();
      }
      now = end;
    },
    pending: () => alarms.size,
  };
}

const usual = { timeout: 1000, interval: 200, longestTry: 5000 };

/** Ends only when it is aborted. */
const hanging: Probe = (signal) =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(notReady('no answer in time'))));

test('is ready at once if the first try is', async () => {
  const timers = fakeTimers();
  expect(await waitUntilReady(async () => ready, { ...usual, timers }).promise).toEqual({ type: 'ready', after: 0 });
  expect(timers.pending()).toBe(0);
});

test('tries again after each interval', async () => {
  const timers = fakeTimers();
  const tries: number[] = [];
  const probe: Probe = async () => {
    tries.push(timers.now());
    return tries.length === 4 ? ready : notReady('status 503');
  };
  const wait = waitUntilReady(probe, { ...usual, timers });
  await timers.pass(1000);
  expect(await wait.promise).toEqual({ type: 'ready', after: 600 });
  expect(tries).toEqual([0, 200, 400, 600]);
  expect(timers.pending()).toBe(0);
});

test('times out with the result of the last try', async () => {
  const timers = fakeTimers();
  const details = ['connection refused', 'connection refused', 'status 503'];
  let tries = 0;
  const probe: Probe = async () => notReady(details[tries++] ?? 'status 500');
  const wait = waitUntilReady(probe, { ...usual, timers });
  await timers.pass(1000);
  expect(await wait.promise).toEqual({ type: 'timed-out', detail: 'status 500' });
  expect(tries).toBe(5);
  expect(timers.pending()).toBe(0);
});

test('cuts off a try that takes too long and tries again', async () => {
  const timers = fakeTimers();
  let tries = 0;
  const probe: Probe = (signal) => (tries++ === 0 ? hanging(signal) : Promise.resolve(ready));
  const wait = waitUntilReady(probe, { timeout: 10_000, interval: 200, longestTry: 5000, timers });
  await timers.pass(10_000);
  expect(await wait.promise).toEqual({ type: 'ready', after: 5200 });
});

test('a try that is cut off right after its start does not hide the result of the try before', async () => {
  const timers = fakeTimers();
  let tries = 0;
  const probe: Probe = (signal) => (tries++ < 5 ? Promise.resolve(notReady('connection refused')) : hanging(signal));
  const wait = waitUntilReady(probe, { ...usual, timeout: 1001, timers });
  await timers.pass(2000);
  expect(await wait.promise).toEqual({ type: 'timed-out', detail: 'connection refused' });
  expect(tries).toBe(6);
});

test('a try that had the whole time gives its result', async () => {
  const timers = fakeTimers();
  const wait = waitUntilReady(hanging, { ...usual, timeout: 300, timers });
  await timers.pass(300);
  expect(await wait.promise).toEqual({ type: 'timed-out', detail: 'no answer in time' });
});

test.each([
  ['in a try', hanging, 50],
  ['between two tries', async () => notReady('status 503'), 50],
  ['before anything happened', hanging, 0],
] as const)('is cancelled %s, any number of times', async (_, probe, after) => {
  const timers = fakeTimers();
  const wait = waitUntilReady(probe, { ...usual, timers });
  if (after > 0) await timers.pass(after);
  wait.cancel();
  wait.cancel();
  expect(await wait.promise).toEqual({ type: 'cancelled' });
  expect(timers.pending()).toBe(0);
  wait.cancel();
  expect(await wait.promise).toEqual({ type: 'cancelled' });
});

test('a try that succeeds after the wait was cancelled counts as cancelled', async () => {
  const timers = fakeTimers();
  const probe: Probe = (signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(ready)));
  const wait = waitUntilReady(probe, { ...usual, timers });
  wait.cancel();
  expect(await wait.promise).toEqual({ type: 'cancelled' });
});

test('a cancel after the end changes nothing', async () => {
  const timers = fakeTimers();
  const wait = waitUntilReady(async () => ready, { ...usual, timers });
  expect(await wait.promise).toMatchObject({ type: 'ready' });
  wait.cancel();
  expect(await wait.promise).toMatchObject({ type: 'ready' });
});

test('a probe that throws counts as not ready', async () => {
  const timers = fakeTimers();
  const probe: Probe = () => {
    throw new Error('broken');
  };
  const wait = waitUntilReady(probe, { ...usual, timers });
  await timers.pass(1000);
  expect(await wait.promise).toEqual({ type: 'timed-out', detail: 'broken' });
});
