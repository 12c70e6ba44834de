import { type ServiceEntry, textAt } from '../entries/checking.ts';
import type { Ready, Service } from '../model/mission.ts';
import { parseDuration } from '../model/units.ts';
import { READY_DEFAULTS } from '../schema/ready-defaults.ts';
import { READY_SIGNS } from '../schema/service.ts';
import type { Path, YamlSource } from '../yaml/source.ts';
import { amountOf, type Common, optional, textOf, withOwn } from './values.ts';

export function buildService(entry: ServiceEntry, common: Common): Service {
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
    ...optional('shell', shell),
    workingDirectory:
      textOf(source, at('working-directory'), draft['working-directory']) ??
      textOf(source, [...root, 'defaults', 'working-directory'], defaults?.['working-directory']) ??
      '.',
    ...withOwn(common, common.env, path, draft),
    line: source.keyPlace(path).line,
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
