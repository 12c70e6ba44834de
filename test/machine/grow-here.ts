import { createSampler } from '../../src/machine/sampler.ts';

// Started by real-container.test.ts inside a control group of 256 MB: after the first reading it fills most of the group. Prints
// that reading and the next one, which a window of a minute would show too late.
const held: Buffer[] = [];
const clock = { now: () => performance.now() };
const sampler = createSampler({ window: 60_000, first: 200, clock, critical: 70 });
let growth: NodeJS.Timeout | undefined;
const stay = setInterval(() => undefined, 1000);
sampler.start((reading) => {
  console.log(JSON.stringify(reading));
  if (growth === undefined) {
    growth = setInterval(() => {
      if (held.length < 15) held.push(Buffer.alloc(10 * 2 ** 20, 1));
    }, 20);
    return;
  }
  sampler.stop();
  clearInterval(growth);
  clearInterval(stay);
});
