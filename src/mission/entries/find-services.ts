import { matchesGlob } from '../../base/matches-glob.ts';
import type { ServiceEntry } from './checking.ts';

/** Everything that `services` of a task can name. */
export interface NamedServices {
  /** Of all services, and of the combinations of their matrices. */
  readonly ids: ReadonlySet<string>;
  /** The service with a matrix that a text names, or of which it would be a combination. */
  withMatrix(text: string): ServiceEntry | undefined;
  /**
   * The ids of the services that a text names: an id (that of a matrix means all its combinations), that of one combination, or
   * `ID (VALUES)` with `*` for any values. Empty if it names nothing.
   */
  find(text: string): readonly string[];
}

export function findServices(services: readonly ServiceEntry[]): NamedServices {
  const byId = new Map(services.map((service) => [service.id, service]));
  const ids = new Set(services.flatMap(({ id, matrix = [] }) => [id, ...matrix.map((leg) => leg.id)]));
  const withMatrix = (text: string): ServiceEntry | undefined => {
    const service = byId.get(text.split(' (', 1)[0] ?? text);
    return service?.matrix === undefined ? undefined : service;
  };
  return {
    ids,
    withMatrix,
    find: (text) => {
      const service = withMatrix(text);
      if (service?.matrix === undefined) return ids.has(text) ? [text] : [];
      // The combinations are not known: another finding says why, and any of them may be meant.
      if (service.matrix.length === 0) return [service.id];
      const legs = service.matrix.map(({ id }) => id);
      if (text === service.id) return legs;
      return legs.includes(text) ? [text] : legs.filter((id) => text.includes('*') && matchesGlob(text, id));
    },
  };
}
