import { type ServiceEntry, textAt } from '../entries/checking.ts';
import type { MatrixTask } from '../matrix/matrix.ts';
import type { Ready, Service, ServiceSetup } from '../model/mission.ts';
import { parseDuration } from '../model/units.ts';
import { READY_DEFAULTS, SETUP_TIMEOUT } from '../schema/ready-defaults.ts';
import { READY_SIGNS } from '../schema/service.ts';
import type { Path, YamlSource } from '../yaml/source.ts';
import { amountOf, type Common, filledText, optional, textOf, withOwn } from './values.ts';

/** The service itself, or all combinations of its matrix. */
export function buildServices(entry: ServiceEntry, common: Common): readonly Service[] {
  const service = buildService(entry, common);
  return entry.matrix?.map((leg) => combine(service, leg)) ?? [service];
}

/** As for tasks, the values are appended to a name that does not contain any of them. */
function combine(service: Service, { id, values }: MatrixTask): Service {
  const fill = (text: string): string => filledText(text, values, service.id);
  const { name, ready } = service;
  return {
    ...service,
    id,
    name: name.includes('${{') ? fill(name) : `${name}${id.slice(service.id.length)}`,
    matrix: values,
    workingDirectory: fill(service.workingDirectory),
    ...optional('ready', ready && fillReady(ready, fill)),
  };
}

/** A command gets the values through `env`. */
function fillReady(ready: Ready, fill: (text: string) => string): Ready {
  const { http, tcp, log } = ready;
  return {
    ...ready,
    ...optional('http', http && fill(http)),
    ...optional('tcp', tcp && fill(tcp)),
    ...optional('log', log && fill(log)),
  };
}

function buildService(entry: ServiceEntry, common: Common): Service {
  const { id, path, draft } = entry;
  const { source } = common;
  const { root, draft: file } = common.scope;
  const { defaults } = file;
  const at = (key: string): Path => [...path, key];
  const shell =
    textOf(source, at('shell'), draft.shell) ?? textOf(source, [...root, 'defaults', 'shell'], defaults?.shell);
  return {
    id,
    name: textOf(source, at('name'), draft.name) ?? id,
    run: textAt(source, at('run'), draft.run ?? ''),
    ...optional('ready', readyOf(entry, source)),
    ...optional('setup', setupOf(entry, source)),
    ...optional('shell', shell),
    workingDirectory:
      textOf(source, at('working-directory'), draft['working-directory']) ??
      textOf(source, [...root, 'defaults', 'working-directory'], defaults?.['working-directory']) ??
      '.',
    ...withOwn(common, common.env, path, draft),
    line: source.keyPlace(path).line,
    ...optional('included', entry.scope.included),
  };
}

function setupOf({ path, draft: { setup } }: ServiceEntry, source: YamlSource): ServiceSetup | undefined {
  if (setup === undefined) return undefined;
  const at = [...path, 'setup'];
  if (typeof setup !== 'object') return { run: textAt(source, at, setup), timeout: SETUP_TIMEOUT };
  return {
    run: textAt(source, [...at, 'run'], setup.run ?? ''),
    timeout: amountOf(source, [...at, 'timeout'], setup.timeout, parseDuration) ?? SETUP_TIMEOUT,
  };
}

function readyOf({ path, draft: { ready } }: ServiceEntry, source: YamlSource): Ready | undefined {
  if (ready === undefined) return undefined;
  const at = (key: string): Path => [...path, 'ready', key];
  const signs = READY_SIGNS.flatMap((sign) => {
    const text = textOf(source, at(sign), ready[sign]);
    return text === undefined ? [] : [[sign, text] as const];
  });
  return {
    ...Object.fromEntries(signs),
    timeout: amountOf(source, at('timeout'), ready.timeout, parseDuration) ?? READY_DEFAULTS.timeout,
    interval: amountOf(source, at('interval'), ready.interval, parseDuration) ?? READY_DEFAULTS.interval,
  };
}
