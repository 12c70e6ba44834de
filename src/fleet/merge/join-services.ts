import { append } from '../../base/multimap.ts';
import type { RunReport, TaskReport } from '../../report/model/run.ts';
import type { ServiceReport } from '../../report/model/service.ts';

/**
 * The services of all parts. Each runner starts its own, so a service that several parts started is in the report once for each of them, as
 * `db (part 2)`; see `joinedServiceId`.
 *
 * @param services moved to the common clock, in the order of the parts
 */
export function joinServices(
  { mission, services: joined, tasks }: RunReport,
  services: readonly ServiceReport[],
): void {
  const byId = new Map<string, ServiceReport[]>();
  for (const service of services) append(byId, service.service.id, service);
  for (const { id } of mission.services) {
    const all = byId.get(id) ?? [];
    const started = all.filter((service) => service.started !== undefined);
    for (const service of started.length === 0 ? all.slice(0, 1) : started) {
      const part = started.length > 1 ? service.runner : undefined;
      const own = joinedServiceId(id, part);
      const { service: definition } = service;
      joined.set(own, { ...service, service: { ...definition, id: own }, users: usersOn(tasks, id, part) });
    }
  }
}

/** @param part absent if only one part started the service */
export function joinedServiceId(id: string, part: number | undefined): string {
  return part === undefined ? id : `${id} (part ${part})`;
}

function usersOn(tasks: ReadonlyMap<string, TaskReport>, service: string, part: number | undefined): string[] {
  return [...tasks.values()]
    .filter(({ task, runner }) => task.services.includes(service) && (part === undefined || runner === part))
    .map(({ task }) => task.id);
}
