import { suggest } from '../base/suggest.ts';
import type { GivenInputs } from '../mission/inputs/resolve-inputs.ts';
import type { Gate } from '../mission/model/mission.ts';
import type { StatusChoice } from '../report/statuses/contexts.ts';
import { type PartNumber, parsePart } from '../run/fleet/part-number.ts';
import { parseMissionInputs } from './mission-inputs.ts';

/**
 * `live`: the output of each task when the task ends, in a collapsed group unless it failed. `grouped`: the same after the run, and
 * failures again at the end. `none`: progress lines only.
 */
export type LogStyle = 'live' | 'grouped' | 'none';

/** `auto`: what succeeded in an earlier attempt of the workflow run does not run again. */
export type ResumeMode = 'auto' | 'off';

/** The inputs under `with:`, parsed and checked. action.yml describes each of them. */
export interface ActionInputs {
  readonly mission: string;
  readonly workingDirectory: string;
  /** As written: empty, or one text with one or more patterns. It is split once the ids of the mission are known. */
  readonly only: readonly string[];
  readonly skip: readonly string[];
  /** True: also what the tasks of `only` need. */
  readonly withNeeds: boolean;
  /** True: also what needs the tasks of `only`. */
  readonly withDependents: boolean;
  /** Which part of `plan` is to run; absent: the whole mission. */
  readonly part: PartNumber | undefined;
  /** Text of the plan; absent without `part` and `merge`. */
  readonly plan: string | undefined;
  /** True: nothing runs, and the parts of this workflow run are merged. */
  readonly merge: boolean;
  /** Absent: the mission file decides. */
  readonly gate: Gate | undefined;
  /** Inputs of the mission. */
  readonly inputs: GivenInputs;
  readonly log: LogStyle;
  /** Whether a second attempt of the workflow run continues the first. Absent: a part does, and a whole mission does not. */
  readonly resume: ResumeMode | undefined;
  /** Base of the changed files; absent: derived from the event. */
  readonly base: string | undefined;
  /** Path of the history file as given; absent: no history. */
  readonly history: string | undefined;
  /** How many parts to plan for a matrix, instead of running the mission. Absent: it runs. */
  readonly runners: 'auto' | number | undefined;
  /** For commit statuses and the comment; '' for none. A secret. */
  readonly token: string;
  /** Which tasks have a commit status. */
  readonly statuses: StatusChoice;
  /** First part of the name of each commit status. */
  readonly statusPrefix: string;
  /** True: the pull request gets one comment, which is updated. */
  readonly comment: boolean;
  readonly summary: boolean;
  readonly upload: boolean;
  /** Absent: made from the names of the mission and the job. */
  readonly artifactName: string | undefined;
  /** Days; absent: the setting of the repository. */
  readonly retentionDays: number | undefined;
}

export type Parsed<Value> = { readonly value: Value } | { readonly expected: string };

/** One of the inputs of the action. */
export interface Input<Value> {
  /** The name in action.yml. */
  readonly name: string;
  /** Used if the input is absent or blank; equals the default in action.yml. */
  readonly fallback: string;
  parse(text: string): Parsed<Value>;
}

type InputTable = { readonly [Key in keyof ActionInputs]: Input<ActionInputs[Key]> };

export const inputTable: InputTable = {
  mission: {
    name: 'mission',
    fallback: '',
    parse: (text) =>
      text === '' ? { expected: 'the path of a mission file, such as `ci/mission.yml`' } : { value: text },
  },
  workingDirectory: { name: 'working-directory', fallback: '.', parse: (text) => ({ value: text }) },
  only: { name: 'only', fallback: '', parse: parseIds },
  skip: { name: 'skip', fallback: '', parse: parseIds },
  withNeeds: { name: 'with-needs', fallback: 'false', parse: parseBoolean },
  withDependents: { name: 'with-dependents', fallback: 'false', parse: parseBoolean },
  part: { name: 'part', fallback: '', parse: parsePartInput },
  plan: { name: 'plan', fallback: '', parse: (text) => ({ value: text === '' ? undefined : text }) },
  merge: { name: 'merge', fallback: 'false', parse: parseBoolean },
  gate: {
    name: 'gate',
    fallback: '',
    parse: (text) => (text === '' ? { value: undefined } : parseOneOf<Gate>(text, ['tests', 'all', 'off'])),
  },
  inputs: { name: 'inputs', fallback: '', parse: parseMissionInputs },
  log: { name: 'log', fallback: 'live', parse: (text) => parseOneOf<LogStyle>(text, ['live', 'grouped', 'none']) },
  resume: {
    name: 'resume',
    fallback: '',
    parse: (text) => (text === '' ? { value: undefined } : parseOneOf<ResumeMode>(text, ['auto', 'off'])),
  },
  base: { name: 'base', fallback: '', parse: (text) => ({ value: text === '' ? undefined : text }) },
  history: { name: 'history', fallback: '', parse: (text) => ({ value: text === '' ? undefined : text }) },
  runners: { name: 'runners', fallback: '', parse: parseRunners },
  token: { name: 'token', fallback: '', parse: (text) => ({ value: text }) },
  statuses: {
    name: 'statuses',
    fallback: 'none',
    parse: (text) => parseOneOf<StatusChoice>(text, ['none', 'tests', 'all']),
  },
  statusPrefix: { name: 'status-prefix', fallback: 'mission', parse: parseStatusPrefix },
  comment: { name: 'comment', fallback: 'false', parse: parseBoolean },
  summary: { name: 'summary', fallback: 'true', parse: parseBoolean },
  upload: { name: 'upload', fallback: 'true', parse: parseBoolean },
  artifactName: { name: 'artifact-name', fallback: '', parse: parseArtifactName },
  retentionDays: { name: 'retention-days', fallback: '', parse: parseDays },
};

export type InputsRead =
  | { readonly inputs: ActionInputs }
  /** A sentence for each mistake, not only for the first. */
  | { readonly mistakes: readonly string[] };

/** Reads the variable `INPUT_*` that the runner sets for an input: upper case, with dashes kept. */
export function readInput<Value>(
  { name, fallback, parse }: Input<Value>,
  environment: NodeJS.ProcessEnv,
): Parsed<Value> {
  return parse(givenText(name, environment) || fallback);
}

/** True if an input is not blank. */
export function isGiven(name: string, environment: NodeJS.ProcessEnv): boolean {
  return givenText(name, environment) !== '';
}

function givenText(name: string, environment: NodeJS.ProcessEnv): string {
  return (environment[`INPUT_${name.toUpperCase()}`] ?? '').trim();
}

/** Reads all inputs. */
export function readInputs(environment: NodeJS.ProcessEnv): InputsRead {
  const mistakes: string[] = [];
  const read = <Value>(input: Input<Value>): Value | undefined => {
    const parsed = readInput(input, environment);
    if ('value' in parsed) return parsed.value;
    const given = givenText(input.name, environment);
    mistakes.push(
      `Input \`${input.name}\`: expected ${parsed.expected}; found ${given === '' ? 'nothing' : `"${given}"`}.`,
    );
    return undefined;
  };
  const mission = read(inputTable.mission);
  const workingDirectory = read(inputTable.workingDirectory);
  const only = read(inputTable.only);
  const skip = read(inputTable.skip);
  const withNeeds = read(inputTable.withNeeds);
  const withDependents = read(inputTable.withDependents);
  const part = read(inputTable.part);
  const plan = read(inputTable.plan);
  const merge = read(inputTable.merge);
  const gate = read(inputTable.gate);
  const inputs = read(inputTable.inputs);
  const log = read(inputTable.log);
  const resume = read(inputTable.resume);
  const base = read(inputTable.base);
  const history = read(inputTable.history);
  const runners = read(inputTable.runners);
  const token = read(inputTable.token);
  const statuses = read(inputTable.statuses);
  const statusPrefix = read(inputTable.statusPrefix);
  const comment = read(inputTable.comment);
  const summary = read(inputTable.summary);
  const upload = read(inputTable.upload);
  const artifactName = read(inputTable.artifactName);
  const retentionDays = read(inputTable.retentionDays);
  if (
    mistakes.length > 0 ||
    mission === undefined ||
    workingDirectory === undefined ||
    only === undefined ||
    skip === undefined ||
    withNeeds === undefined ||
    withDependents === undefined ||
    merge === undefined ||
    inputs === undefined ||
    log === undefined ||
    token === undefined ||
    statuses === undefined ||
    statusPrefix === undefined ||
    comment === undefined ||
    summary === undefined ||
    upload === undefined
  ) {
    return { mistakes };
  }
  return {
    inputs: {
      mission,
      workingDirectory,
      only,
      skip,
      withNeeds,
      withDependents,
      part,
      plan,
      merge,
      gate,
      inputs,
      log,
      resume,
      base,
      history,
      runners,
      token,
      statuses,
      statusPrefix,
      comment,
      summary,
      upload,
      artifactName,
      retentionDays,
    },
  };
}

function parseIds(text: string): Parsed<readonly string[]> {
  return { value: text === '' ? [] : [text] };
}

function parsePartInput(text: string): Parsed<PartNumber | undefined> {
  if (text === '') return { value: undefined };
  const part = parsePart(text);
  return part === undefined ? { expected: 'a part and the number of parts, such as `2/3`' } : { value: part };
}

function parseOneOf<Word extends string>(text: string, words: readonly Word[]): Parsed<Word> {
  const word = words.find((candidate) => candidate === text);
  if (word !== undefined) return { value: word };
  const near = suggest(text, words);
  return { expected: `one of ${words.join(', ')}${near === undefined ? '' : ` (did you mean ${near}?)`}` };
}

/** Only the booleans of the YAML 1.2 core schema, as in `getBooleanInput` of GitHub's toolkit. */
function parseBoolean(text: string): Parsed<boolean> {
  if (['true', 'True', 'TRUE'].includes(text)) return { value: true };
  if (['false', 'False', 'FALSE'].includes(text)) return { value: false };
  return { expected: 'true or false' };
}

function parseRunners(text: string): Parsed<'auto' | number | undefined> {
  if (text === '') return { value: undefined };
  if (text === 'auto') return { value: text };
  const count = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return count >= 1 && count <= 256 ? { value: count } : { expected: 'auto or a whole number from 1 to 256' };
}

function parseDays(text: string): Parsed<number | undefined> {
  if (text === '') return { value: undefined };
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return days >= 1 && days <= 400
    ? { value: days }
    : { expected: 'a whole number of days from 1 to 90 (to 400 where the organization allows it)' };
}

function parseStatusPrefix(text: string): Parsed<string> {
  return /^[\p{L}\p{N} ._:()/+-]{1,100}$/u.test(text)
    ? { value: text }
    : { expected: 'at most 100 letters, digits, blanks and the characters . _ : ( ) / + -' };
}

function parseArtifactName(text: string): Parsed<string | undefined> {
  if (text === '') return { value: undefined };
  return /[":<>|*?\\/\r\n]/.test(text)
    ? { expected: 'a name without " : < > | * ? \\ / and line breaks, which artifacts may not have' }
    : { value: text };
}
