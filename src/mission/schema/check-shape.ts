import type * as core from 'zod/v4/core';
import { suggest } from '../../base/suggest.ts';
import type { Report } from '../diagnostics/finding.ts';
import { showText } from '../diagnostics/show-text.ts';
import type { Path, YamlSource } from '../yaml/source.ts';
import { type includedSchema, includingSchema, keysAt, missionSchema, type WrittenDraft } from './mission.ts';
import { NOT_EVALUATED } from './not-evaluated.ts';
import { explainUnknownKey, type Outside } from './unknown-key.ts';

/**
 * Reports every key and value of the wrong type and removes them from `value`, so that the rest can be checked in the same
 * run. A task or service that is not a mapping stays as an empty one, because its id may be named elsewhere.
 *
 * @param schema default: that of a main file
 */
export function checkShape(
  value: unknown,
  source: YamlSource,
  report: Report,
  schema: MissionSchema = source.has(['include']) ? includingSchema : missionSchema,
): WrittenDraft {
  const result = schema.safeParse(value);
  if (result.success) return result.data as WrittenDraft;
  // Everything is reported before anything is removed: an alias can lead to the same value twice.
  const wrong: Path[] = [];
  const shape: Shape = { value, source, report, wrong };
  for (const issue of result.error.issues) reportIssue(issue, [], shape);
  for (const path of wrong) takeOut(value, path);
  return (isObject(value) ? value : {}) as WrittenDraft;
}

type MissionSchema = typeof missionSchema | typeof includingSchema | typeof includedSchema;

interface Shape {
  readonly value: unknown;
  readonly source: YamlSource;
  readonly report: Report;
  readonly wrong: Path[];
}

function reportIssue(issue: core.$ZodIssue, above: Path, shape: Shape): void {
  const path = [...above, ...issue.path.map((segment) => (typeof segment === 'symbol' ? String(segment) : segment))];
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = keysAt(path);
      const outside = outsideOf(path);
      for (const key of issue.keys) {
        const at = shape.source.keyPlace([...path, key]);
        shape.report({ at, code: 'unknown-key', ...explainUnknownKey(key, known, outside) });
        shape.wrong.push([...path, key]);
      }
      return;
    }
    case 'invalid_union': {
      const meant = issue.errors.find((issues) => issues.length > 0 && issues.every(isInside));
      if (meant === undefined) break;
      for (const inner of meant) reportIssue(inner, path, shape);
      return;
    }
    case 'invalid_type':
    case 'invalid_value':
    case 'custom':
    case 'too_small':
    case 'too_big':
    case 'not_multiple_of':
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_element':
      break;
  }
  reportValue(issue, path, shape);
  shape.wrong.push(path);
}

/** The parts of the file that contain this one, the nearest first. */
function outsideOf(path: Path): readonly Outside[] {
  const found = [...path.keys()].map((length): Outside => {
    const above = path.slice(0, length);
    return { where: nameOfPart(above), keys: keysAt(above) };
  });
  return found.reverse();
}

function nameOfPart([first]: Path): string {
  switch (first) {
    case undefined:
      return 'at the top of the file';
    case 'tasks':
    case 'tests':
      return 'in the task itself';
    case 'services':
      return 'in the service itself';
    default:
      return `directly under \`${first}\``;
  }
}

/** True if the value has the type of this alternative, so that the problem is inside it or is its range. */
function isInside({ code, path }: core.$ZodIssue): boolean {
  return path.length > 0 || code === 'unrecognized_keys' || isOutOfRange(code);
}

function isOutOfRange(code: core.$ZodIssue['code']): boolean {
  return code === 'too_small' || code === 'too_big' || code === 'not_multiple_of';
}

function reportValue(issue: core.$ZodIssue, path: Path, { value, source, report }: Shape): void {
  if (source.isUnresolved(path)) return;
  const name = nameOf(path);
  if (!source.has(path)) {
    const message = `${name} is missing: expected ${issue.message}`;
    report({ at: source.keyPlace(path), code: 'missing-key', message, hint: `add \`${String(path.at(-1))}:\`` });
    return;
  }
  const found = lookUp(value, path);
  report({
    at: source.place(path),
    code: isOutOfRange(issue.code) ? 'out-of-range' : issue.code === 'invalid_value' ? 'wrong-value' : 'wrong-type',
    message: `${name}: expected ${issue.message}, found ${describe(found, source.text(path))}`,
    hint: hintFor(issue, found, path),
  });
}

function hintFor(issue: core.$ZodIssue, found: unknown, path: Path): string | undefined {
  if (Array.isArray(found)) {
    if (path.at(-1) === 'run') return 'write one text, with a line for each command below `run: |`, or write `steps`';
    if (isEntries(path)) return 'write each id as a key, without `-`';
  }
  if (typeof found === 'string' && found.includes('${{')) return NOT_EVALUATED;
  if (issue.code === 'invalid_value' && typeof found === 'string') {
    if (found === 'off' && issue.values.includes('tests')) {
      return 'the gate is switched off for one run with `--gate off`, not in the file';
    }
    if (found === 'environment' && issue.values.includes('choice')) {
      return 'a mission has no environments: write `type: choice`, and their names under `options`';
    }
    return didYouMean(found, issue.values.map(String));
  }
  if (issue.code === 'invalid_union' && typeof found === 'string') {
    const words = issue.errors
      .flat()
      .flatMap((inner) => (inner.code === 'invalid_value' ? inner.values.map(String) : []));
    return didYouMean(found, words);
  }
  if (issue.code === 'invalid_type' && issue.expected === 'boolean' && typeof found === 'string') {
    if (/^(yes|on|y|true)$/i.test(found)) return 'write `true`, without quotes';
    if (/^(no|off|n|false)$/i.test(found)) return 'write `false`, without quotes';
  }
  if (issue.code === 'invalid_type' && issue.expected === 'number' && typeof found === 'string') {
    if (/^\d+(\.\d+)?\s*%?$/.test(found))
      return `write \`${found.replace(/\s*%$/, '')}\`, without quotes and without \`%\``;
  }
  return undefined;
}

function isEntries([first, second]: Path): boolean {
  return second === undefined && (first === 'tasks' || first === 'tests' || first === 'services');
}

function didYouMean(found: string, words: readonly string[]): string | undefined {
  const near = suggest(found, words);
  return near === undefined ? undefined : `did you mean \`${near}\`?`;
}

/** The key as the user knows it: `timeout`, `item 2 of needs`, `the file`. */
function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  if (typeof last === 'string') return showText(last);
  return `item ${last + 1} of ${showText(String(path.at(-2) ?? 'the list'))}`;
}

function describe(found: unknown, text: string | undefined): string {
  if (found === null || found === undefined) return 'nothing';
  if (Array.isArray(found)) return found.length === 0 ? 'an empty list' : 'a list';
  if (typeof found === 'object') return 'a mapping';
  if (typeof found === 'string') return found === '' ? 'an empty text' : `the text ${showText(found)}`;
  return `the ${typeof found === 'number' ? 'number' : 'value'} ${showText(text ?? String(found))}`;
}

function lookUp(value: unknown, path: Path): unknown {
  let here = value;
  for (const segment of path) {
    if (!isObject(here) || !Object.hasOwn(here, segment)) return undefined;
    here = here[segment];
  }
  return here;
}

function takeOut(value: unknown, path: Path): void {
  const last = path.at(-1);
  const parent = lookUp(value, path.slice(0, -1));
  if (last === undefined || !isObject(parent) || !Object.hasOwn(parent, last)) return;
  const hasId = path.length === 2 && (path[0] === 'tasks' || path[0] === 'tests' || path[0] === 'services');
  parent[last] = hasId ? {} : undefined;
}

function isObject(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null;
}
