/**
 * Milliseconds of CPU time that this process has used so far. The difference of two calls is a bound for work in this
 * process that also holds on a busy machine, where wall time does not.
 */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
