import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HttpError } from './answer.mjs';
import { pageOfEvents } from './event-pages.mjs';
import { fileIn } from './files.mjs';
import { parseFilter } from './filter.mjs';
import { summarize } from './summary.mjs';

/** The API. A path that ends in `/:` takes one more segment, which is passed on still encoded. */
const ROUTES = [
  { method: 'GET', path: '/api/status', answer: status },
  { method: 'GET', path: '/api/devices', answer: ({ center }) => ({ json: center.store.devices() }) },
  { method: 'GET', path: '/api/devices/:', answer: device },
  { method: 'GET', path: '/api/summary', answer: summary },
  { method: 'GET', path: '/api/events', answer: events },
  { method: 'GET', path: '/api/logs/:', answer: log },
  { method: 'GET', path: '/api/settings', answer: ({ center }) => ({ json: center.settings }) },
  { method: 'PUT', path: '/api/settings', answer: changeSettings },
  { method: 'POST', path: '/api/commands', answer: command },
  { method: 'POST', path: '/api/tickets', answer: ({ center }) => ({ json: center.tickets.issue() }) },
];

/** Throws if there is none. */
export function findRoute(method, pathname) {
  for (const route of ROUTES) {
    if (route.method !== method) continue;
    if (route.path === pathname) return { route };
    const stem = route.path.endsWith(':') ? route.path.slice(0, -1) : undefined;
    if (stem !== undefined && pathname.startsWith(stem)) return { route, parameter: pathname.slice(stem.length) };
  }
  throw new HttpError(404, 'No such endpoint.');
}

function status({ center }) {
  const { user, system } = process.cpuUsage();
  return {
    json: {
      uptime: Date.now() - center.started,
      cpu: (user + system) / 1000,
      connections: center.feed.size(),
      commands: center.commands.length,
    },
  };
}

function device({ center, parameter }) {
  const found = center.store.devices().find((candidate) => candidate.id === parameter);
  if (found === undefined) throw new HttpError(404, 'No such device.');
  const recent = center.store.events().filter((event) => event.device === found.id);
  return { json: { ...found, recent: recent.slice(-10) } };
}

function summary({ center }) {
  return { json: summarize(center.store.devices(), center.store.events()) };
}

function events({ center, url }) {
  const filter = url.searchParams.get('filter');
  const all = center.store.events();
  return { json: pageOfEvents(filter === null ? all : all.filter(parseFilter(filter)), url.searchParams) };
}

function log({ center, parameter }) {
  return { text: readFileSync(fileIn(join(center.store.folder, 'logs'), parameter), 'utf8') };
}

function changeSettings({ center, body }) {
  for (const [name, value] of Object.entries(body ?? {})) {
    const known = Object.hasOwn(center.settings, name) && typeof value === typeof center.settings[name];
    if (!known) throw new HttpError(400, `There is no such setting, or not of this type: ${name}.`);
  }
  Object.assign(center.settings, body);
  return { json: center.settings };
}

function command({ center, body }) {
  const known = center.store.devices().some((candidate) => candidate.id === body?.device);
  if (!known || !['start', 'stop', 'reset'].includes(body.action)) throw new HttpError(400, 'No such command.');
  center.commands.push({ device: body.device, action: body.action, at: Date.now() });
  return { json: { number: center.commands.length } };
}
