import { ADMISSION_DEFAULTS } from './admission-defaults.ts';
import { needsAllTasks, needsOf } from './check-needs.ts';
import { type Checking, type Entry, textAt } from './checking.ts';
import type { AdmissionRules, Limits, Mission, Step, Task } from './mission.ts';
import type { MissionDraft } from './mission-schema.ts';
import type { Quantity, Text } from './schema-fields.ts';
import { type Amount, parseDuration, parseSize } from './units.ts';
import type { Path, YamlSource } from './yaml-source.ts';

type Env = Readonly<Record<string, string>>;

/** What is the same for every task, made once. */
interface Shared {
  readonly source: YamlSource;
  readonly draft: MissionDraft;
  readonly env: Env;
  /** One array, however many tests need all tasks. */
  readonly allTasks: readonly string[];
}

/** Fills in defaults. The draft must be free of errors: what no check let through is a bug and throws. */
export function buildMission({ draft, source, entries }: Checking): Mission {
  const env = envAt(source, ['env'], draft.env);
  const allTasks = entries.filter(({ level }) => level === 2).map(({ id }) => id);
  const shared: Shared = { source, draft, env, allTasks };
  return {
    name: textAt(source, ['name'], draft.name ?? ''),
    ...optional('goal', textOf(source, ['goal'], draft.goal)),
    ...optional('description', textOf(source, ['description'], draft.description)),
    scope: scopeAt(source, ['scope'], draft.scope),
    failFast: draft['fail-fast'] ?? false,
    admission: buildAdmission(draft, source),
    tasks: entries.map((entry) => buildTask(entry, shared)),
  };
}

function buildTask(entry: Entry, { source, draft: mission, env, allTasks }: Shared): Task {
  const { id, level, path, draft } = entry;
  const at = (key: string): Path => [...path, key];
  const shell =
    textOf(source, at('shell'), draft.shell) ?? textOf(source, ['defaults', 'shell'], mission.defaults?.shell);
  const needs = needsOf(entry, source);
  return {
    id,
    level,
    name: textOf(source, at('name'), draft.name) ?? id,
    ...optional('description', textOf(source, at('description'), draft.description)),
    scope: scopeAt(source, at('scope'), draft.scope),
    needs: needsAllTasks(needs) ? allTasks : [...new Set(needs.map((need) => need.id))],
    ...optional('supports', textOf(source, at('supports'), draft.supports)),
    deploy: draft.deploy ?? 'always',
    ...optional('load', draft.load),
    ...optional('memory', amountOf(source, at('memory'), draft.memory, parseSize)),
    ...optional('expect', amountOf(source, at('expect'), draft.expect, parseDuration)),
    ...optional(
      'timeout',
      amountOf(source, at('timeout'), draft.timeout, parseDuration) ??
        amountOf(source, ['defaults', 'timeout'], mission.defaults?.timeout, parseDuration),
    ),
    steps: stepsOf(entry, source),
    ...optional('shell', shell),
    workingDirectory:
      textOf(source, at('working-directory'), draft['working-directory']) ??
      textOf(source, ['defaults', 'working-directory'], mission.defaults?.['working-directory']) ??
      '.',
    env: draft.env === undefined ? env : { ...env, ...envAt(source, at('env'), draft.env) },
    continueOnError: draft['continue-on-error'] ?? false,
    ...optional('deliverable', textOf(source, at('deliverable'), draft.deliverable)),
    line: source.keyPlace(path).line,
  };
}

function stepsOf({ draft, path }: Entry, source: YamlSource): readonly Step[] {
  if (draft.run !== undefined) return [{ run: textAt(source, [...path, 'run'], draft.run) }];
  return (draft.steps ?? []).map((step, index) => ({
    ...optional('name', textOf(source, [...path, 'steps', index, 'name'], step?.name)),
    run: textAt(source, [...path, 'steps', index, 'run'], step?.run ?? ''),
  }));
}

function buildAdmission({ admission = {} }: MissionDraft, source: YamlSource): AdmissionRules {
  const duration = (key: 'sample' | 'recheck' | 'patience'): number =>
    amountOf(source, ['admission', key], admission[key], parseDuration) ?? ADMISSION_DEFAULTS[key];
  return {
    cpu: limitsOf(admission.cpu, ADMISSION_DEFAULTS.cpu),
    memory: limitsOf(admission.memory, ADMISSION_DEFAULTS.memory),
    workers: limitsOf(admission.workers, ADMISSION_DEFAULTS.workers),
    load: admission.load ?? ADMISSION_DEFAULTS.load,
    gate: admission.gate ?? ADMISSION_DEFAULTS.gate,
    sample: duration('sample'),
    recheck: duration('recheck'),
    patience: duration('patience'),
  };
}

/** Who lowers only the limit means that: the default caution goes down with it. */
function limitsOf(written: Partial<Record<keyof Limits, number | undefined>> | undefined, defaults: Limits): Limits {
  const limit = written?.limit ?? defaults.limit;
  return { caution: written?.caution ?? Math.min(defaults.caution, limit), limit };
}

function envAt(source: YamlSource, path: Path, env: MissionDraft['env']): Env {
  return Object.fromEntries(
    Object.entries(env ?? {}).map(([name, value]) => [name, textAt(source, [...path, name], value ?? '')]),
  );
}

function scopeAt(source: YamlSource, path: Path, scope: MissionDraft['scope']): readonly string[] {
  if (scope === undefined) return [];
  if (!Array.isArray(scope)) return [textAt(source, path, scope as Text)];
  return scope.map((value: Text, index) => textAt(source, [...path, index], value));
}

function textOf(source: YamlSource, path: Path, value: Text | undefined): string | undefined {
  return value === undefined ? undefined : textAt(source, path, value);
}

function amountOf(
  source: YamlSource,
  path: Path,
  value: Quantity | undefined,
  parse: (text: string) => Amount,
): number | undefined {
  if (value === undefined) return undefined;
  const amount = parse(textAt(source, path, value));
  if (!amount.ok) throw new Error(`unchecked amount at ${path.join('.')}: ${amount.problem}`);
  return amount.value;
}

/** An absent value is left out: optional keys never hold `undefined`. */
function optional<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]?: Value });
}
