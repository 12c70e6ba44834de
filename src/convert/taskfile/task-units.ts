import type { DraftStep, DraftVariables, Note } from '../draft.ts';
import type { JsonEntry, JsonNode } from '../json/parse.ts';
import { entriesOf, fieldOf, isTrue, itemsOf, textOf, textsOf } from '../json/read.ts';
import { mayPipe, PLAIN_BASH } from '../shell/pipe.ts';
import { quoteWord } from '../shell/quote.ts';
import { oneLine } from '../units/place.ts';
import { type Purpose, purposeOf } from '../units/purpose.ts';
import type { Stage, Unit } from '../units/unit.ts';
import { type CommandContext, calledTasks, readCommands, type TaskCommands } from './commands.ts';
import { fillTemplate, type TaskVariables, variablesOf } from './template.ts';

/** What the units of a file are made with. */
export interface TaskContext {
  readonly file: string;
  readonly folder?: string | undefined;
  /** `task`, or `task -t NAME` for a file of another name. */
  readonly command: string;
  readonly variables: TaskVariables;
  readonly nameOf: CommandContext['nameOf'];
  /** Why every task stays with Task; undefined if none has to. */
  readonly wholeReason?: string | undefined;
}

/** Keys with which a task stays whole, because only Task can do what they say. */
const WHOLE_KEYS = ['platforms', 'if', 'for', 'requires', 'interactive'];

/** Keys that change how each own command of a task runs. */
const COMMAND_KEYS = ['dotenv', 'set', 'shopt'];

/** Keys by which Task skips what is up to date. */
const STATUS_KEYS = ['sources', 'generates', 'status'];

/** Keys that are taken, or that only change what Task shows. */
const KNOWN_KEYS = [
  ...['cmd', 'cmds', 'deps', 'desc', 'summary', 'aliases', 'vars', 'env', 'dir', 'internal', 'silent', 'ignore_error'],
  ...['preconditions', 'prompt', 'watch', 'label', 'prefix', 'method', 'run', ...WHOLE_KEYS, ...COMMAND_KEYS],
];

/** The unit of a task. */
export function taskUnit(name: string, { line, value }: JsonEntry, context: TaskContext): Unit {
  const commands = commandsOf(value);
  const variables = variablesOf(fieldOf(value, 'vars'), new Map([...context.variables, ['TASK', name]]));
  const commandContext: CommandContext = { variables, nameOf: context.nameOf };
  const read = readTask(value, commands, commandContext, context);
  const note = (text: string, kind: Note['kind'] = 'changed'): Note => ({
    place: { file: context.file, line },
    construct: `task ${name}`,
    text,
    kind,
  });
  const known = dependenciesOf(value)
    .flatMap((names) => names ?? [])
    .flatMap((other) => context.nameOf(other) ?? []);
  const base = {
    name,
    line,
    construct: oneLine(`task ${name}`),
    purpose: purposeOfTask(name, value, commands),
    isHidden: isTrue(fieldOf(value, 'internal')),
    title: titleOf(value),
  };
  if (read.type === 'whole') {
    return {
      ...base,
      steps: [{ run: `${context.command} ${quoteWord(name)}` }],
      workingDirectory: context.folder,
      before: [],
      inside: [...known, ...calledTasks(commands, commandContext)],
      notes: [note(`stays with Task: ${read.reason}`)],
    };
  }
  const first: readonly Stage[] = known.length === 0 ? [] : [{ members: known, isListed: false }];
  const ignores = isTrue(fieldOf(value, 'ignore_error'));
  const ignoring = (step: DraftStep): DraftStep => (ignores ? { ...step, continueOnError: true } : step);
  const skips = STATUS_KEYS.filter((key) => fieldOf(value, key) !== undefined);
  return {
    ...base,
    steps: read.steps.length === 0 ? [] : [...preconditions(value, variables), ...read.steps.map(ignoring)],
    finally: read.finally.length === 0 ? undefined : read.finally,
    env: environment(fieldOf(value, 'env'), variables),
    workingDirectory: folderIn(context.folder, textOf(fieldOf(value, 'dir')), variables),
    before: [...first, ...read.stages],
    inside: [],
    notes: [
      ...(skips.length === 0
        ? []
        : [note(`Task skips it by \`${skips.join('`, `')}\`; the mission runs it each time`)]),
      ...[...entriesOf(value).keys()]
        .filter((key) => ![...KNOWN_KEYS, ...STATUS_KEYS].includes(key))
        .map((key) => note(`a mission has nothing like \`${key}\``, 'left-out')),
    ],
  };
}

/** The tasks that each dependency means: several for one with a list in `for`. Undefined if only Task knows them. */
function dependenciesOf(value: JsonNode): readonly (readonly string[] | undefined)[] {
  return itemsOf(fieldOf(value, 'deps')).map((item) => {
    const name = textOf(item) ?? textOf(fieldOf(item, 'task'));
    const loop = fieldOf(item, 'for');
    if (name === undefined) return undefined;
    if (loop === undefined) return [name];
    const values = textsOf(loop);
    if (values.length === 0 || values.length < itemsOf(loop).length) return undefined;
    const names = values.map((each) => fillTemplate(name, new Map([['ITEM', each]])));
    return names.every((each) => each !== undefined) ? names : undefined;
  });
}

/** The commands of any form: a text, a list, `cmd` or `cmds`. */
function commandsOf(value: JsonNode): readonly JsonNode[] {
  if (value.type === 'text') return [value];
  if (value.type === 'list') return value.items;
  const one = fieldOf(value, 'cmd');
  const many = fieldOf(value, 'cmds');
  if (many?.type === 'text') return [many];
  return one === undefined ? itemsOf(many) : [one];
}

function readTask(
  value: JsonNode,
  commands: readonly JsonNode[],
  commandContext: CommandContext,
  context: TaskContext,
): TaskCommands {
  const whole = (reason: string): TaskCommands => ({ type: 'whole', reason });
  const key = WHOLE_KEYS.find((name) => fieldOf(value, name) !== undefined);
  if (key !== undefined) return whole(`it has \`${key}\``);
  for (const names of dependenciesOf(value)) {
    if (names === undefined) return whole('a dependency has another form');
    const unknown = names.find((name) => context.nameOf(name) === undefined);
    if (unknown !== undefined) return whole(`\`${unknown}\` is not in this file`);
  }
  if (itemsOf(fieldOf(value, 'deps')).some((item) => fieldOf(item, 'vars') !== undefined))
    return whole('it passes variables to a dependency');
  const variables = [fieldOf(value, 'env'), fieldOf(value, 'dir')];
  const texts = variables.flatMap((node) =>
    node?.type === 'object' ? [...node.entries.values()].map((entry) => entry.value) : (node ?? []),
  );
  const isFilled = texts.every((node) => {
    // Task unsets a variable that is null.
    const text = node.type === 'plain' && node.value !== null ? String(node.value) : textOf(node);
    return text !== undefined && fillTemplate(text, commandContext.variables) !== undefined;
  });
  if (!isFilled) return whole('`env` or `dir` has values that Task finds when it runs');
  if (!preconditionsAreFilled(value, commandContext.variables)) return whole('a precondition has a template');
  const read = readCommands(commands, commandContext);
  const own = COMMAND_KEYS.find((name) => fieldOf(value, name) !== undefined);
  const reason = context.wholeReason ?? (own === undefined ? undefined : `it has \`${own}\``);
  // What only runs other tasks has no command that a setting would change.
  const runs = read.type === 'steps' && read.steps.length + read.finally.length > 0;
  return reason !== undefined && runs ? whole(reason) : read;
}

function purposeOfTask(name: string, value: JsonNode, commands: readonly JsonNode[]): Purpose {
  if (isTrue(fieldOf(value, 'watch'))) return 'endless';
  if (fieldOf(value, 'prompt') !== undefined) return 'by-hand';
  if (fieldOf(value, 'requires') !== undefined || name.includes('*')) return 'parameter';
  const texts = commands.flatMap((command) => textOf(command) ?? textOf(fieldOf(command, 'cmd')) ?? []);
  const purpose = purposeOf(name, texts);
  // Checks are interactive for their colours, other tasks for their questions.
  const isCheck = purpose === 'check' || purpose === 'static-check' || purpose === 'work';
  return isTrue(fieldOf(value, 'interactive')) && !isCheck ? 'by-hand' : purpose;
}

/** Each precondition is a step that fails with its message. */
function preconditions(value: JsonNode, variables: TaskVariables): readonly DraftStep[] {
  return itemsOf(fieldOf(value, 'preconditions')).flatMap((item) => {
    const run = fillTemplate(textOf(item) ?? textOf(fieldOf(item, 'sh')) ?? '', variables);
    const message = fillTemplate(textOf(fieldOf(item, 'msg')) ?? '', variables);
    if (run === undefined || run === '') return [];
    const fails = message === undefined || message === '' ? '' : ` || { echo ${quoteWord(message)} >&2; exit 1; }`;
    const shell = mayPipe(run) ? PLAIN_BASH : undefined;
    return [{ name: 'Precondition', run: `${run.trim()}${fails}`, shell }];
  });
}

function preconditionsAreFilled(value: JsonNode, variables: TaskVariables): boolean {
  return itemsOf(fieldOf(value, 'preconditions')).every((item) => {
    const texts = [textOf(item), textOf(fieldOf(item, 'sh')), textOf(fieldOf(item, 'msg'))];
    return texts.every((text) => text === undefined || fillTemplate(text, variables) !== undefined);
  });
}

function environment(node: JsonNode | undefined, variables: TaskVariables): DraftVariables | undefined {
  if (node?.type !== 'object' || node.entries.size === 0) return undefined;
  const values = [...node.entries].map(([name, { value }]) => {
    const text = value.type === 'plain' ? String(value.value) : (textOf(value) ?? '');
    return [name, fillTemplate(text, variables) ?? text] as const;
  });
  return new Map(values);
}

function folderIn(folder: string | undefined, dir: string | undefined, variables: TaskVariables): string | undefined {
  const filled = dir === undefined ? undefined : fillTemplate(dir, variables)?.replace(/^\.\//, '').replace(/\/$/, '');
  if (filled === undefined || filled === '' || filled === '.') return folder;
  return folder === undefined ? filled : `${folder}/${filled}`;
}

function titleOf(value: JsonNode): string | undefined {
  const text = textOf(fieldOf(value, 'desc'))?.trim();
  return text === undefined || text === '' || text.includes('{{') ? undefined : oneLine(text);
}
