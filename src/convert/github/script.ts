import { takeExpression } from './expressions/expression.ts';
import type { Scope } from './expressions/scope.ts';
import { literalOf, type Piece, splitTemplate } from './expressions/template.ts';
import { variableName } from './expressions/variable-names.ts';
import { createPosixQuoting, type Quoting } from './posix-quoting.ts';

export type TakenScript =
  | {
      readonly type: 'taken';
      readonly run: string;
      /** Variables that the script reads in place of expressions. */
      readonly env: ReadonlyMap<string, string>;
      /** Whether it hands its outputs to later steps of the task. */
      readonly handsOn: boolean;
    }
  | { readonly type: 'refused'; readonly why: string };

/** Files and variables that a mission calls by other names. */
const RENAMED: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/\bGITHUB_OUTPUT\b/g, 'MISSION_OUTPUT'],
  [/\bGITHUB_STEP_SUMMARY\b/g, 'MISSION_REPORT'],
  [/\bGITHUB_WORKSPACE\b/g, 'MISSION_WORKSPACE'],
  [/echo (["'])::set-output name=([\w-]+)::([^\n]*?)\1/g, 'echo $1$2=$3$1 >> "$MISSION_OUTPUT"'],
  // On GitHub, each step has a file of its own. Here it has the outputs of the steps before.
  [/(^|[^>])>(?=[ \t]*["']?\$\{?MISSION_OUTPUT\b)/g, '$1>>'],
];

/** Appends to the file of outputs, in a POSIX shell. */
const APPENDED = />>[ \t]*(["']?)\$\{?MISSION_OUTPUT\}?\1/g;

/** The same with `tee`, which also shows the outputs. */
const APPENDED_BY_TEE = /\btee (?:-a|--append) (["']?)\$\{?MISSION_OUTPUT\}?\1/g;

export interface ScriptRequest {
  readonly run: string;
  /** The shell of the step; absent: the default. */
  readonly shell: string | undefined;
  /** Variables that the step has already. */
  readonly env: ReadonlyMap<string, string>;
  /** Whether later steps of the job read its outputs. */
  readonly areOutputsRead: boolean;
  /** Outputs that have another name in the mission. */
  readonly renames: ReadonlyMap<string, string>;
}

/**
 * The script of a `run` without expressions, which a mission does not evaluate in commands: each becomes a variable. The value of a
 * variable is not parsed again as shell syntax, so that no value can become code.
 */
export function takeScript({ run, shell, env, areOutputsRead, renames }: ScriptRequest, scope: Scope): TakenScript {
  const pieces = splitTemplate(run);
  if (pieces === undefined) return { type: 'refused', why: 'an expression in it is not closed' };
  const writer = writerOf(shell);
  const variables = new Map<string, string>();
  const parts: string[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (piece.type === 'text') {
      writer?.read(piece.text);
      parts.push(piece.text);
      continue;
    }
    const value = takeValue(piece.text, scope, env, variables);
    if (value.type === 'refused') return value;
    const written = value.type === 'text' ? value.text : writer?.variable(value.name, isAlone(pieces, index));
    if (written === undefined) {
      const where = writer === undefined ? `the shell ${shell ?? ''} has` : 'a quoted here-document has';
      return { type: 'refused', why: `\${{ ${piece.text} }} cannot be a variable there: ${where} no variables` };
    }
    if (value.type === 'text') writer?.read(value.text);
    // Quotes with nothing in them are left out: `'${{ a }} b'` becomes `"${A}"' b'`.
    const last = parts.at(-1) ?? '';
    const isOpening = written.startsWith(`'"`) && written.endsWith(`"'`) && last.endsWith("'");
    if (isOpening) parts[parts.length - 1] = last.slice(0, -1);
    parts.push(isOpening ? written.slice(1) : written);
  }
  let text = parts.join('');
  for (const [pattern, replacement] of RENAMED) text = text.replace(pattern, replacement);
  const isChanged = areOutputsRead || renames.size > 0;
  if (!isChanged) return { type: 'taken', run: text, env: variables, handsOn: false };
  const changed = isPosix(shell) ? handingOn(text, areOutputsRead, renames) : text;
  if (changed === text && renames.size > 0) {
    return {
      type: 'refused',
      why: `another step has an output ${[...renames.keys()].join(', ')} too: rename one of them`,
    };
  }
  return { type: 'taken', run: changed, env: variables, handsOn: changed !== text };
}

function handingOn(text: string, areOutputsRead: boolean, renames: ReadonlyMap<string, string>): string {
  const appended = text.replace(APPENDED, appending(areOutputsRead, renames));
  const isTee = areOutputsRead && renames.size === 0;
  return isTee ? appended.replace(APPENDED_BY_TEE, 'tee -a "$MISSION_ENV" "$MISSION_OUTPUT"') : appended;
}

/** Renames outputs, and hands them to later steps of the task as variables. */
function appending(areOutputsRead: boolean, renames: ReadonlyMap<string, string>): string {
  const rules = [...renames].map(([from, to]) => ` -e 's/^${from}\\(=\\|<<\\)/${to}\\1/'`).join('');
  const tee = areOutputsRead ? '| tee -a "$MISSION_ENV" ' : '';
  // `$` has a meaning in the text of a replacement.
  return `${rules === '' ? '' : `| sed${rules} `}${tee}>> "$MISSION_OUTPUT"`.replaceAll('$', '$$$$');
}

/** Whether the shell is bash or sh, also as a template; the default is. */
export function isPosix(shell: string | undefined): boolean {
  return shell === undefined || /^(\/\S*\/)?(bash|sh)\b/.test(shell);
}

type Value =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'variable'; readonly name: string }
  | { readonly type: 'refused'; readonly why: string };

function takeValue(
  expression: string,
  scope: Scope,
  env: ReadonlyMap<string, string>,
  variables: Map<string, string>,
): Value {
  const taken = takeExpression(expression, scope);
  if (taken.type === 'refused') return taken;
  const literal = literalOf(taken.text);
  if (literal !== undefined) return { type: 'text', text: literal };
  // These are in the environment of the step anyway.
  const name = /^env\.([A-Za-z_][A-Za-z0-9_]*)$/i.exec(taken.text)?.[1];
  if (name !== undefined) return { type: 'variable', name };
  if (/^github\.workspace$/i.test(taken.text)) return { type: 'variable', name: 'MISSION_WORKSPACE' };
  if (/^runner\.temp$/i.test(taken.text)) return { type: 'variable', name: 'RUNNER_TEMP' };
  const template = `\${{ ${taken.text} }}`;
  return { type: 'variable', name: freeName(variableName(expression), template, env, variables) };
}

function freeName(
  wanted: string,
  template: string,
  env: ReadonlyMap<string, string>,
  variables: Map<string, string>,
): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}_${number}`;
    const present = env.get(name) ?? variables.get(name);
    if (present === undefined) variables.set(name, template);
    if (present === undefined || present === template) return name;
  }
}

/** Whether an expression is a whole line, and so a command with everything that belongs to it. */
function isAlone(pieces: readonly Piece[], index: number): boolean {
  const [before, after] = [pieces[index - 1], pieces[index + 1]];
  const startsLine =
    before === undefined || (before.type === 'text' && (index === 1 ? /(^|\n)[ \t]*$/ : /\n[ \t]*$/).test(before.text));
  const isLast = index === pieces.length - 2;
  const endsLine =
    after === undefined || (after.type === 'text' && (isLast ? /^[ \t]*(\n|$)/ : /^[ \t]*\n/).test(after.text));
  return startsLine && endsLine;
}

interface VariableWriter {
  read(text: string): void;
  /** How the shell reads a variable at this place; undefined if it cannot. */
  variable(name: string, isAlone: boolean): string | undefined;
}

function writerOf(shell: string | undefined): VariableWriter | undefined {
  if (isPosix(shell)) return posixWriter();
  if (/^(pwsh|powershell)\b/.test(shell ?? '')) return { read: () => {}, variable: (name) => `\${env:${name}}` };
  if (/^cmd\b/.test(shell ?? '')) return { read: () => {}, variable: (name) => `%${name}%` };
  return undefined;
}

function posixWriter(): VariableWriter {
  const quoting = createPosixQuoting();
  return {
    read: quoting.read,
    variable: (name, isAlone) => {
      const state = quoting.state();
      const written = posixVariable(name, state, isAlone);
      // What follows on the line is not at its start.
      if (state !== 'single' && state !== 'ansi') quoting.read('x');
      return written;
    },
  };
}

function posixVariable(name: string, state: Quoting, isAlone: boolean): string | undefined {
  switch (state) {
    case 'plain':
      // The value is a whole command, with quotes and operators of its own.
      return isAlone ? `eval "\${${name}}"` : `\${${name}}`;
    case 'double':
      return `\${${name}}`;
    case 'single':
      return `'"\${${name}}"'`;
    case 'ansi':
      return `'"\${${name}}"$'`;
    case 'comment':
      return name;
    case 'literal-document':
      return undefined;
    default:
      return state satisfies never;
  }
}
