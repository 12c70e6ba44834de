import type { DraftVariables, Note } from '../draft.ts';
import { type SimpleCommand, splitCommands } from '../shell/commands.ts';
import { oneLine } from '../units/place.ts';
import { type Purpose, purposeOf } from '../units/purpose.ts';
import type { Stage, Unit } from '../units/unit.ts';
import { readConcurrently } from './concurrently.ts';
import { joinOutside, outsideScript, type ProgramFinder } from './programs.ts';
import { readRunAll } from './run-all.ts';
import { readScriptCall, scriptsInside } from './script-call.ts';

/** A script of the file. */
export interface Script {
  readonly name: string;
  readonly line: number;
  readonly command: string;
}

/** What the units of a file are made with. */
export interface ScriptContext {
  readonly file: string;
  readonly folder?: string | undefined;
  readonly finder: ProgramFinder;
  /** The first script of each command. */
  readonly sameCommand: ReadonlyMap<string, string>;
}

/** How a script runs: other scripts, then the rest of its own commands. */
interface Split {
  readonly stages: readonly Stage[];
  /** Absent: nothing is left. */
  readonly rest?: string | undefined;
  readonly notes: readonly string[];
  /** Commands of concurrently that have no script: they become units of their own. */
  readonly added: readonly AddedCommand[];
}

interface AddedCommand {
  readonly name: string;
  /** As it is written. */
  readonly line: string;
  readonly run: string;
}

const LIFECYCLE =
  /^(pre|post)?(install|uninstall|pack|version|prepare|publish|shrinkwrap|dependencies)$|^prepublishOnly$|^(pre|post)?prepare$/;

/**
 * The units of a script: its own, and those of commands that it runs beside scripts. A script with hooks runs `pre`, itself and `post`.
 */
export function scriptUnits(script: Script, context: ScriptContext): readonly Unit[] {
  const hooks = hooksOf(script.name, context);
  const variant = variantCall(script.command, context.finder.scripts);
  const split =
    variant === undefined ? (splitScript(script, context) ?? ownCommand(script, hooks, context)) : undefined;
  if (split === undefined) return [wholeUnit(script, hooks, context)];
  const base = baseOf(script, context);
  const { purpose } = base;
  const added = split.added.map(
    ({ name, run, line }): Unit => ({
      ...base,
      name,
      purpose: purposeOfPart(purpose, line),
      isHidden: true,
      steps: [{ run }],
    }),
  );
  const own: Unit = {
    ...base,
    name: script.name,
    steps: split.rest === undefined ? [] : [{ run: split.rest }],
    env: split.rest === undefined ? undefined : testVariables(script.command),
    before: split.stages,
    notes: notesOf(script, context, split.notes),
  };
  return [...added, ...(hooks.length === 0 ? [own] : withHooks(own, hooks))];
}

/** The whole script as one command, which runs its hooks too. */
function wholeUnit(script: Script, hooks: readonly string[], context: ScriptContext): Unit {
  const { finder } = context;
  return {
    ...baseOf(script, context),
    steps: [{ run: finder.manager.runScript(script.name) }],
    env: testVariables(script.command),
    inside: [...hooks, ...scriptsInside(script.command, finder.scripts).filter((name) => name !== script.name)],
    notes: notesOf(script, context, []),
  };
}

/** The script becomes a group of what runs before it, itself, and what runs after it. */
function withHooks(own: Unit, hooks: readonly string[]): readonly Unit[] {
  const itself = { ...own, name: `${own.name} (itself)`, id: own.name, isHidden: true };
  const members = [
    ...hooks.filter((name) => name.startsWith('pre')),
    itself.name,
    ...hooks.filter((name) => name.startsWith('post')),
  ];
  const stages = members.map((name) => ({ members: [name], isListed: true }));
  return [itself, { ...own, steps: [], env: undefined, before: stages, notes: [] }];
}

/** The command of a script with hooks, as it works without them. Undefined for a script without hooks. */
function ownCommand(script: Script, hooks: readonly string[], { finder }: ScriptContext): Split | undefined {
  if (hooks.length === 0 || scriptsInside(script.command, finder.scripts).length > 0) return undefined;
  const rest = outsideScript(script.command, finder);
  return rest === undefined ? undefined : { stages: [], rest, notes: [], added: [] };
}

function baseOf(script: Script, context: ScriptContext): Unit {
  const isVariant = variantCall(script.command, context.finder.scripts) !== undefined;
  return {
    name: script.name,
    line: script.line,
    construct: oneLine(`"${script.name}": "${script.command}"`),
    purpose: purposeOfScript(script, isVariant),
    isHidden: hookedBy(script.name, context) !== undefined,
    steps: [],
    workingDirectory: context.folder,
    before: [],
    inside: [],
    notes: [],
  };
}

function purposeOfScript({ name, command }: Script, isVariant: boolean): Purpose {
  if (command.includes('no test specified')) return 'placeholder';
  if (LIFECYCLE.test(name)) return name === 'prepublishOnly' || name.endsWith('publish') ? 'publish' : 'lifecycle';
  const commands = splitCommands(command)?.map(({ text }) => text) ?? [command];
  const purpose = purposeOf(name, commands);
  return isVariant && ['check', 'static-check', 'work', 'unclear', 'collection'].includes(purpose)
    ? 'variant'
    : purpose;
}

/** A command beside scripts is for the same as its script, unless the name of the script leaves that open. */
function purposeOfPart(purpose: Purpose, line: string): Purpose {
  const own = purposeOf('', splitCommands(line)?.map(({ text }) => text) ?? [line]);
  const isKnown = purpose === 'check' || purpose === 'static-check' || purpose === 'work';
  return own === 'endless' || own === 'static-check' || !isKnown ? own : purpose;
}

/** The script that a line only runs with other arguments or variables. */
function variantCall(command: string, scripts: ReadonlySet<string>): string | undefined {
  const commands = splitCommands(command);
  const [only] = commands ?? [];
  if (only === undefined || commands?.length !== 1) return undefined;
  const call = readScriptCall(only, scripts);
  return call?.type === 'variant' ? call.name : undefined;
}

/** Undefined if the line cannot be divided. A line that runs no other script is not divided. */
function splitScript(script: Script, context: ScriptContext): Split | undefined {
  const commands = splitCommands(script.command);
  if (commands === undefined) return undefined;
  const stages: Stage[] = [];
  const notes: string[] = [];
  const added: AddedCommand[] = [];
  for (const [index, command] of commands.entries()) {
    const calls = readCalls(command, script, context, commands.length > 1);
    if (calls === undefined) {
      const rest = joinOutside(commands.slice(index), context.finder);
      const runsMore = commands.slice(index).some(({ text }) => scriptsInside(text, context.finder.scripts).length > 0);
      return stages.length === 0 || rest === undefined || runsMore ? undefined : { stages, rest, notes, added };
    }
    stages.push(...calls.stages);
    notes.push(...calls.notes);
    added.push(...calls.added);
  }
  return stages.some(({ members }) => members.includes(script.name)) ? undefined : { stages, notes, added };
}

/** The scripts that one command runs, without anything else. */
function readCalls(command: SimpleCommand, script: Script, context: ScriptContext, isPart: boolean): Split | undefined {
  // A script with the command of another one stays what its name says, unless it has more.
  const same = isPart ? context.sameCommand.get(command.text) : undefined;
  const twin = same === script.name ? undefined : same;
  const call =
    twin === undefined ? readScriptCall(command, context.finder.scripts) : { type: 'script' as const, name: twin };
  if (call?.type === 'script') return { stages: [{ members: [call.name], isListed: true }], notes: [], added: [] };
  if (call !== undefined || command.variables.length > 0 || command.words.some((word) => word.text.includes('$')))
    return undefined;
  const [program = '', ...options] = withoutPrefix(command.words.map(({ text }) => text));
  if (program === 'run-s' || program === 'run-p' || program === 'npm-run-all') {
    const listed = readRunAll(program, options, context.finder.scripts, script.name);
    return listed && { stages: listed.stages, notes: limitNotes(listed.mostAtOnce), added: [] };
  }
  return program === 'concurrently' ? readConcurrent(options, script, context) : undefined;
}

function readConcurrent(options: readonly string[], script: Script, context: ScriptContext): Split | undefined {
  const { finder } = context;
  const read = readConcurrently(options, finder.scripts, script.name);
  if (read === undefined) return undefined;
  const added: AddedCommand[] = [];
  const members: string[] = [];
  for (const command of read.commands) {
    const name = command.type === 'script' ? command.name : calledScript(command.line, finder.scripts);
    if (name !== undefined) {
      members.push(name);
      continue;
    }
    if (command.type === 'script') return undefined;
    const run =
      scriptsInside(command.line, finder.scripts).length > 0 ? undefined : outsideScript(command.line, finder);
    if (run === undefined) return undefined;
    const unit = `${script.name}:${command.name ?? added.length + 1}`;
    // The name of another script cannot be given twice.
    if (finder.scripts.has(unit) || added.some((other) => other.name === unit)) return undefined;
    added.push({ name: unit, line: command.line, run });
    members.push(unit);
  }
  const stages =
    read.mostAtOnce === 1
      ? members.map((name) => ({ members: [name], isListed: true }))
      : [{ members, isListed: true }];
  return { stages, notes: limitNotes(read.mostAtOnce === 1 ? undefined : read.mostAtOnce), added };
}

function calledScript(line: string, scripts: ReadonlySet<string>): string | undefined {
  const commands = splitCommands(line);
  const [only] = commands ?? [];
  const call = only === undefined || commands?.length !== 1 ? undefined : readScriptCall(only, scripts);
  return call?.type === 'script' ? call.name : undefined;
}

/** Words without a program that only starts a program of a package. */
function withoutPrefix(words: readonly string[]): readonly string[] {
  if (words[0] === 'npx' || words[0] === 'bunx') return words[1]?.startsWith('-') ? words : words.slice(1);
  return (words[0] === 'pnpm' || words[0] === 'npm') && words[1] === 'exec' ? words.slice(2) : words;
}

function limitNotes(mostAtOnce: number | undefined): readonly string[] {
  if (mostAtOnce === undefined) return [];
  return [`ran at most ${mostAtOnce} at a time; the gate decides now, and \`admission.workers.limit\` sets a number`];
}

/** Some test runners watch files and never end unless `CI` is set. */
function testVariables(command: string): DraftVariables | undefined {
  return /\b(react-scripts|craco|react-app-rewired|razzle) test\b/.test(command)
    ? new Map([['CI', 'true']])
    : undefined;
}

/** `prebuild` and `postbuild`, which the package manager runs with `build`. */
function hooksOf(name: string, { finder }: ScriptContext): readonly string[] {
  if (!finder.manager.runsHooks) return [];
  return [`pre${name}`, `post${name}`].filter((hook) => finder.scripts.has(hook));
}

function hookedBy(name: string, context: ScriptContext): string | undefined {
  const base = /^(?:pre|post)(.+)$/.exec(name)?.[1];
  return base !== undefined && context.finder.manager.runsHooks && context.finder.scripts.has(base) ? base : undefined;
}

function notesOf(script: Script, { file }: ScriptContext, texts: readonly string[]): readonly Note[] {
  const construct = oneLine(`"${script.name}": "${script.command}"`);
  const fixes = /\s--fix(\s|$)/.test(script.command) && !/\bfix\b/.test(script.name);
  const all = [
    ...texts,
    ...(fixes
      ? ['changes files with `--fix`, which other tasks may read at the same time; a check should only read']
      : []),
    ...(testVariables(script.command) === undefined
      ? []
      : ['gets `CI: "true"`, without which it watches files and never ends']),
  ];
  return all.map((text) => ({ place: { file, line: script.line }, construct, text, kind: 'changed' as const }));
}
