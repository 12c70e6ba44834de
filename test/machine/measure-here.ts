import { readMachineFacts } from '../../src/machine/machine-facts.ts';
import { createSampler } from '../../src/machine/sampler.ts';

// Started by real-container.test.ts inside a control group: prints the facts and three readings, one JSON value per line,
// while another process of the group burns CPU and this one holds 128 MB.
const held = Buffer.alloc(128 * 2 ** 20, 1);
console.log(JSON.stringify(readMachineFacts()));
let count = 0;
const sampler = createSampler({ window: 500, clock: { now: () => performance.now() } });
const stay = setInterval(() => held.at(0), 1000);
sampler.start((reading) => {
  console.log(JSON.stringify(reading));
  count += 1;
  if (count === 3) {
    sampler.stop();
    clearInterval(stay);
  }
});
