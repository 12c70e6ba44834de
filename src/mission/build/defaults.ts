import { type Scope, textAt } from '../entries/checking.ts';
import { type OnDraft, retryConditions } from '../entries/retry-conditions.ts';
import type { Retry, RetryCause, TaskKind } from '../model/mission.ts';
import { parseDuration } from '../model/units.ts';
import type { TaskDraft } from '../schema/mission.ts';
import { RETRY_DEFAULTS } from '../schema/retry-defaults.ts';
import type { Path, YamlSource } from '../yaml/source.ts';
import { amountOf, type Common, countsOf, type Env, envAt, optional, textOf } from './values.ts';

/** The keys of `defaults`. */
export interface Settings {
  readonly shell: string | undefined;
  readonly workingDirectory: string | undefined;
  /** Milliseconds. */
  readonly timeout: number | undefined;
  readonly retry: Retry | undefined;
  readonly load: number | undefined;
  readonly cpus: number | undefined;
}

/** The keys as they are written in a file. */
export const SETTINGS = ['shell', 'working-directory', 'timeout', 'retry', 'load', 'cpus'] as const;

type SettingsDraft = Pick<TaskDraft, (typeof SETTINGS)[number]>;

/** The defaults of a file for a task or a test: those of its kind override the general ones. */
export function defaultsOf(kind: TaskKind, { root, draft }: Scope, source: YamlSource): Settings {
  const { defaults = {} } = draft;
  const key = keyOf(kind);
  const path = [...root, 'defaults'];
  return firstOf(settingsAt([...path, key], defaults[key] ?? {}, source), settingsAt(path, defaults, source));
}

/** `env` of a file with that of its `defaults`, variable by variable: the one of the kind overrides the general one. */
export function environmentOf(kind: TaskKind, { scope, env, source }: Common): Env {
  const { root, draft } = scope;
  const { defaults = {} } = draft;
  const key = keyOf(kind);
  const own = defaults[key]?.env;
  if (defaults.env === undefined && own === undefined) return env;
  const path = [...root, 'defaults'];
  return {
    ...env,
    ...envAt(source, [...path, 'env'], defaults.env),
    ...envAt(source, [...path, key, 'env'], own),
  };
}

function keyOf(kind: TaskKind): 'tasks' | 'tests' {
  return kind === 'task' ? 'tasks' : 'tests';
}

export function settingsAt(path: Path, draft: SettingsDraft, source: YamlSource): Settings {
  const at = (key: string): Path => [...path, key];
  return {
    shell: textOf(source, at('shell'), draft.shell),
    workingDirectory: textOf(source, at('working-directory'), draft['working-directory']),
    timeout: amountOf(source, at('timeout'), draft.timeout, parseDuration),
    retry: retryAt(at('retry'), draft.retry, source),
    load: draft.load,
    cpus: draft.cpus,
  };
}

/** Merges value by value. `retry` is taken as a whole, never merged. */
export function firstOf(near: Settings, far: Settings): Settings {
  return {
    shell: near.shell ?? far.shell,
    workingDirectory: near.workingDirectory ?? far.workingDirectory,
    timeout: near.timeout ?? far.timeout,
    retry: near.retry ?? far.retry,
    load: near.load ?? far.load,
    cpus: near.cpus ?? far.cpus,
  };
}

function retryAt(path: Path, draft: TaskDraft['retry'], source: YamlSource): Retry | undefined {
  if (draft === undefined) return undefined;
  if (typeof draft === 'number') return { attempts: draft, ...RETRY_DEFAULTS };
  const { attempts = 1, delay, backoff, on, jitter } = draft;
  const maxDelay = amountOf(source, [...path, 'max-delay'], draft['max-delay'], parseDuration);
  return {
    attempts,
    delay: amountOf(source, [...path, 'delay'], delay, parseDuration) ?? RETRY_DEFAULTS.delay,
    backoff: backoff ?? RETRY_DEFAULTS.backoff,
    ...causesOf([...path, 'on'], on, source),
    ...(jitter === undefined || jitter === 0 ? {} : { jitter }),
    ...optional('maxDelay', maxDelay),
  };
}

type Causes = Pick<Retry, 'on' | 'exitCodes' | 'log'>;

/** What causes another attempt. Conditions alone replace the default causes. */
function causesOf(path: Path, on: OnDraft, source: YamlSource): Causes {
  if (on === undefined) return { on: RETRY_DEFAULTS.on };
  const items = retryConditions(path, on);
  const causes = items.flatMap(({ item }): RetryCause[] => (typeof item === 'string' ? [item] : []));
  const exitCodes = items.flatMap(({ item }) => (typeof item === 'string' ? [] : (countsOf(item['exit-code']) ?? [])));
  const log = items.flatMap(({ item, path: at }) =>
    typeof item === 'string' || item.log === undefined ? [] : [textAt(source, [...at, 'log'], item.log)],
  );
  return {
    on: [...new Set(causes)],
    ...(exitCodes.length === 0 ? {} : { exitCodes: [...new Set(exitCodes)] }),
    ...(log.length === 0 ? {} : { log: [...new Set(log)] }),
  };
}
