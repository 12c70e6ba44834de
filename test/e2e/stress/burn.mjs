// node burn.mjs SHARE SECONDS: keeps this share of one core busy for so long.
const [share, seconds] = process.argv.slice(2).map(Number);
const SLICE = 20;
const end = performance.now() + seconds * 1000;
const pause = new Int32Array(new SharedArrayBuffer(4));
while (performance.now() < end) {
  const busyUntil = performance.now() + SLICE * share;
  while (performance.now() < busyUntil);
  Atomics.wait(pause, 0, 0, SLICE * (1 - share));
}
