import { wellKnownFunctions } from '@actions/expressions/funcs';

/** How a function may be called. */
export interface Signature {
  /** As it is usually written. */
  readonly name: string;
  readonly least: number;
  readonly most: number;
}

/** Functions about how the needs ended. An `if` that calls one of them does not also require `success()`. */
const STATUS_FUNCTIONS: readonly Signature[] = ['success', 'failure', 'always', 'cancelled'].map((name) => ({
  name,
  least: 0,
  most: 0,
}));

const OWN_FUNCTIONS: readonly Signature[] = [
  ...STATUS_FUNCTIONS,
  { name: 'running', least: 1, most: 1 },
  { name: 'changed', least: 1, most: 255 },
];

/** By lower-case name, since names of functions may be written in any case. */
export const FUNCTIONS: ReadonlyMap<string, Signature> = new Map(
  [
    ...OWN_FUNCTIONS,
    ...Object.values(wellKnownFunctions).map(({ name, minArgs, maxArgs }) => ({ name, least: minArgs, most: maxArgs })),
  ].map((signature) => [signature.name.toLowerCase(), signature]),
);

/** Functions that the parser has to know besides the library's own. */
export const FUNCTIONS_FOR_PARSER = OWN_FUNCTIONS.map(({ name, least, most }) => ({
  name,
  minArgs: least,
  maxArgs: most,
}));

export const CONTEXTS = ['tasks', 'steps', 'env', 'github', 'inputs', 'mission', 'matrix', 'runner'];

export function isStatusFunction(name: string): boolean {
  return STATUS_FUNCTIONS.some((known) => known.name === name.toLowerCase());
}

/** Contexts of workflows that do not exist here, with what to write instead. */
export const ABSENT: ReadonlyMap<string, string> = new Map([
  ['needs', "write tasks['ID'].outputs.NAME or tasks['ID'].result"],
  ['jobs', "write tasks['ID']"],
  ['job', 'write success(), failure() or cancelled()'],
  ['strategy', 'write matrix.NAME'],
  ['secrets', 'list the variable under `secrets:`: the task then has it in its environment'],
  ['vars', 'pass the variable to the mission as an environment variable and write env.NAME'],
  ['hashfiles', "write changed('src/**') to ask whether files changed"],
]);
