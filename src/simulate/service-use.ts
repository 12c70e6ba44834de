import type { Usage } from '../schedule/events/reading.ts';

/** What the services of an attempt use. The virtual machine runs both as one, and the gate sees them apart, as in a real run. */
export interface Served {
  /** Part of the CPU time: 0 to 1. */
  readonly part: number;
  /** The service that counts for it: one of several, because only their sum is known. */
  readonly service: string;
}

/** By id of a service: CPUs. */
export type ServiceUse = Map<string, number>;

/**
 * Undefined if services use nothing of it.
 *
 * @param part of the CPU time of a task that lists these services
 */
export function servedBy([service]: readonly string[], part = 0): Served | undefined {
  return service === undefined || part <= 0 ? undefined : { part: Math.min(1, part), service };
}

/** @param cpus of the attempt and its services */
export function addServed(services: ServiceUse, served: Served | undefined, cpus: number): void {
  if (served === undefined) return;
  services.set(served.service, (services.get(served.service) ?? 0) + served.part * cpus);
}

export function usageOfServices(services: ServiceUse): readonly (readonly [string, Usage])[] {
  return [...services].map(([id, cpu]) => [id, { cpuSeconds: 0, memory: 0, cpu }]);
}
