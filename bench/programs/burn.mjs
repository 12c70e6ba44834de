// Uses SECONDS of CPU time, regardless of wall time. With SHARE, sleeps in between: 0.5 uses half a core.
const [seconds, share = 1] = process.argv.slice(2).map(Number);
const pause = new Int32Array(new SharedArrayBuffer(4));
const used = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

while (used() < seconds) {
  const slice = performance.now() + 20;
  while (performance.now() < slice);
  if (share < 1) Atomics.wait(pause, 0, 0, (20 * (1 - share)) / share);
}
