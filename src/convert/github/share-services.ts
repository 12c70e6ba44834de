import type { DraftEntry, DraftService, Note } from '../draft.ts';

/**
 * In a workflow, each job and each combination of a matrix has services of its own. In a mission they share them, so that two of them
 * would work in one database at once: a lock lets them run one after the other.
 */
export function shareServices(entries: readonly DraftEntry[]): readonly DraftEntry[] {
  const users = new Map<string, number>();
  for (const { services = [], matrix } of entries) {
    for (const id of services) users.set(id, (users.get(id) ?? 0) + (matrix === undefined ? 1 : 2));
  }
  return entries.map((entry) => {
    const shared = (entry.services ?? []).filter((id) => (users.get(id) ?? 0) > 1);
    if (shared.length === 0) return entry;
    const note: Note = {
      place: entry.place,
      construct: `services: ${shared.join(', ')}`,
      text: 'each job had its own; without the lock, several tasks would use one at the same time',
      kind: 'changed',
    };
    return { ...entry, locks: shared, notes: [...entry.notes, note] };
  });
}

const PORT_HINT = 'both may run at once: give one of them another port';

/** Services that listen at a port of this machine at which another one listens. */
export function samePorts(services: readonly DraftService[]): readonly DraftService[] {
  const owners = new Map<string, string>();
  return services.map((service) => {
    const ports = [...service.run.matchAll(/ -p (\d+):/g)].map(([, port = '']) => port);
    const taken = ports.filter((port) => owners.has(port));
    for (const port of ports) owners.set(port, owners.get(port) ?? service.id);
    const [port] = taken;
    // Services of one file were compared before those of several.
    if (port === undefined || service.notes.some(({ text }) => text.includes(PORT_HINT))) return service;
    const note: Note = {
      place: service.place,
      construct: `services: ${service.id}`,
      text: `the service ${owners.get(port) ?? ''} has the port ${port} too, and ${PORT_HINT}`,
      kind: 'left-out',
    };
    return { ...service, notes: [...service.notes, note] };
  });
}
