import type { DraftService, Note } from '../draft.ts';
import { childOf, entriesOf, itemsOf, type Located, placeOf, textOf } from '../located.ts';
import type { Scope } from './expressions/scope.ts';
import { noteOn } from './notes.ts';
import { takeVariables } from './variables.ts';

/** The services of a job. */
export interface TakenServices {
  readonly ids: readonly string[];
  /** Ports on this machine, by `service:port of the container`. */
  readonly ports: ReadonlyMap<string, string>;
}

export interface ServiceRegistry {
  /** Adds the services of a job, and returns their ids. Equal ones of several jobs are one service. */
  take(job: Located, scope: Scope, notes: Note[]): TakenServices;
  readonly services: () => readonly DraftService[];
}

/** Lines of logs after which well-known images accept connections, by a part of their name. */
const READY_LINES: readonly (readonly [image: RegExp, line: string])[] = [
  // The server that initializes the database listens at no address.
  [/postgres|postgis|pgvector|timescale/, 'listening on IPv4 address'],
  [/mysql|mariadb/, 'port: 3306'],
  [/redis|valkey|keydb/, 'Ready to accept connections'],
  [/mongo/, 'Waiting for connections'],
  [/rabbitmq/, 'Server startup complete'],
  [/memcached/, ''],
];

const KNOWN_KEYS = ['image', 'env', 'ports', 'options'];

/** Services with an image become services that run `docker run`. */
export function createServices(idOf: (name: string, fallback?: string) => string): ServiceRegistry {
  const found = new Map<string, DraftService>();
  return {
    services: () => [...found.values()],
    take(job, scope, notes) {
      const ids: string[] = [];
      const ports = new Map<string, string>();
      for (const [name, node] of entriesOf(childOf(job, 'services'))) {
        const request = readService(name, node, scope, notes);
        if (request === undefined) continue;
        for (const [container, host] of request.ports) ports.set(`${name}:${container}`, host);
        const key = JSON.stringify([request.image, request.options, [...request.ports], [...request.env]]);
        const service = found.get(key) ?? serviceOf(idOf(name, 'service'), request);
        found.set(key, service);
        ids.push(service.id);
      }
      return { ids, ports };
    },
  };
}

interface ServiceRequest {
  readonly node: Located;
  readonly image: string;
  readonly options: string;
  /** Ports of this machine by those of the container. */
  readonly ports: ReadonlyMap<string, string>;
  readonly env: ReadonlyMap<string, string>;
  readonly notes: readonly Note[];
}

function readService(name: string, node: Located, scope: Scope, notes: Note[]): ServiceRequest | undefined {
  const image = textOf(childOf(node, 'image')) ?? textOf(node);
  const options = (textOf(childOf(node, 'options')) ?? '').trim().replace(/\s*\n\s*/g, ' ');
  const written = itemsOf(childOf(node, 'ports')).map((item) => textOf(item) ?? '');
  const refuse = (why: string): undefined => {
    const text = `${why}: write a service with \`docker run\` and \`ready\``;
    notes.push({ ...noteOn(node, text), construct: `services: ${name}` });
  };
  if (image === undefined || image === '') return refuse('it has no image');
  if ([image, options, ...written].some((text) => text.includes('${{')))
    return refuse('its image, options or ports are computed');
  const own: Note[] = [];
  const ports = new Map<string, string>();
  for (const text of written) {
    const [container = '', host] = text
      .replace(/\/(tcp|udp)$/, '')
      .split(':')
      .reverse();
    if (!/^\d+$/.test(container) || (host !== undefined && !/^\d+$/.test(host))) return refuse(`its port is ${text}`);
    ports.set(container, host ?? container);
  }
  if (ports.size === 0) return refuse('it has no port on this machine');
  for (const [key, value] of entriesOf(node)) {
    if (!KNOWN_KEYS.includes(key)) own.push(noteOn(value, 'write it as an option of `docker run`'));
  }
  const env = takeVariables(childOf(node, 'env'), scope, own);
  return { node, image, options, ports, env, notes: own };
}

function serviceOf(id: string, { node, image, options, ports, env, notes }: ServiceRequest): DraftService {
  const container = `mission-${id.replace(/[^A-Za-z0-9_.-]/g, '-')}`;
  const words = [
    ...['docker run --rm --name', container],
    ...[...ports].map(([inside, host]) => `-p ${host}:${inside}`),
    ...[...env.keys()].map((name) => `-e ${inShell(name)}`),
    ...(options === '' ? [] : [options]),
    inShell(image),
  ];
  return {
    id,
    run: words.join(' '),
    ...(env.size === 0 ? {} : { env }),
    ready: readySign(image, options, container),
    // The first start may have to download the image.
    readyTimeout: '2m',
    notes,
    place: placeOf(node),
  };
}

function readySign(image: string, options: string, container: string): DraftService['ready'] {
  const line = READY_LINES.find(([pattern]) => pattern.test(image))?.[1] ?? '';
  if (/--health-cmd/.test(options)) {
    return { command: `docker inspect --format '{{.State.Health.Status}}' ${container} | grep -qx healthy` };
  }
  if (line !== '') return { log: line };
  return { command: `docker inspect --format '{{.State.Running}}' ${container} | grep -qx true` };
}

function inShell(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
