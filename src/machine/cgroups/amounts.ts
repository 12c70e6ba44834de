/** Such as `0.5 CPU` and `2 CPUs`. */
export function describeCpus(cpus: number): string {
  return `${Math.round(cpus * 100) / 100} ${cpus > 1 ? 'CPUs' : 'CPU'}`;
}

/** Such as `512 MiB` and `1.5 GiB`, in the powers of 1024 that control groups are set in. */
export function describeBytes(bytes: number): string {
  const [amount, unit] = bytes < 2 ** 30 ? [bytes / 2 ** 20, 'MiB'] : [bytes / 2 ** 30, 'GiB'];
  return `${amount < 10 ? Math.round(amount * 10) / 10 : Math.round(amount)} ${unit}`;
}
