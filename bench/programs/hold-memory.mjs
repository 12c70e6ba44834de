// Grows to BYTES of resident memory within GROW seconds, in twenty steps a second as a compiler or a bundler does, holds it for
// SECONDS, and ends; a line says when it has all of it. With FROM and WAIT, first holds only FROM bytes for WAIT seconds, so that nothing shows how much will follow.
const [bytes, seconds, grow = 0, from = 0, wait = 0] = process.argv.slice(2).map(Number);
const STEP = 50;
const MEGABYTE = 1e6;
const held = [];
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// What Node itself uses is part of BYTES.
let resident = process.memoryUsage.rss();

/** In small parts, so that a kill in the middle of a step is as likely as with other programs. */
function growTo(target) {
  while (resident + MEGABYTE <= target) {
    held.push(Buffer.alloc(MEGABYTE, 1));
    resident += MEGABYTE;
  }
}

growTo(from);
await sleep(wait * 1000);
const [start, begun] = [resident, performance.now()];
for (let share = 0; share < 1; ) {
  await sleep(STEP);
  share = grow > 0 ? Math.min(1, (performance.now() - begun) / (grow * 1000)) : 1;
  growTo(start + (bytes - start) * share);
}
console.log('grown');
await sleep(seconds * 1000);
if (held.some((part) => part.at(-1) !== 1)) process.exitCode = 1;
