import type { DraftStep } from '../draft.ts';
import type { JsonNode } from '../json/parse.ts';
import { fieldOf, isTrue, itemsOf, textOf } from '../json/read.ts';
import { mayPipe, PLAIN_BASH } from '../shell/pipe.ts';
import type { Stage } from '../units/unit.ts';
import { fillTemplate, type TaskVariables } from './template.ts';

/** The commands of a task as steps, or why they stay with Task. */
export type TaskCommands =
  | {
      readonly type: 'steps';
      /** Tasks that are called before the first command. */
      readonly stages: readonly Stage[];
      readonly steps: readonly DraftStep[];
      readonly finally: readonly DraftStep[];
    }
  | { readonly type: 'whole'; readonly reason: string };

/** What is looked up while commands are read. */
export interface CommandContext {
  readonly variables: TaskVariables;
  /** The name of a task by its name or alias. Undefined for a task of an included file. */
  readonly nameOf: (name: string) => string | undefined;
}

/** Keys of a command that a step has, or that only change what is shown. */
const KNOWN_KEYS = new Set(['cmd', 'task', 'defer', 'silent', 'ignore_error', 'vars', 'desc', 'shell']);

export function readCommands(commands: readonly JsonNode[], context: CommandContext): TaskCommands {
  const stages: Stage[] = [];
  const steps: DraftStep[] = [];
  const last: DraftStep[] = [];
  for (const command of commands) {
    const called = textOf(fieldOf(command, 'task'));
    const refused = refusal(command, context);
    if (refused !== undefined) return { type: 'whole', reason: refused };
    if (called !== undefined) {
      const name = context.nameOf(called);
      if (name === undefined) return { type: 'whole', reason: `\`${called}\` is not in this file` };
      if (steps.length > 0) return { type: 'whole', reason: 'it calls a task after its own commands' };
      stages.push({ members: [name], isListed: true });
      continue;
    }
    const deferred = fieldOf(command, 'defer');
    const text = textOf(deferred) ?? textOf(fieldOf(command, 'cmd')) ?? textOf(command);
    if (text === undefined) return { type: 'whole', reason: 'a command has another form' };
    const run = fillTemplate(text, context.variables);
    if (run === undefined) return { type: 'whole', reason: `a template needs Task: \`${templateIn(text)}\`` };
    if (run.trim() === '') continue;
    const step: DraftStep = {
      run: run.trimEnd(),
      // A file with `set: [pipefail]` stays with Task.
      shell: mayPipe(run) ? PLAIN_BASH : undefined,
      continueOnError: isTrue(fieldOf(command, 'ignore_error')) || undefined,
    };
    // Deferred commands run in the reverse order.
    if (deferred !== undefined) last.unshift(step);
    else steps.push(step);
  }
  return { type: 'steps', stages, steps, finally: last };
}

/** Tasks that are mentioned anywhere, for a task that stays whole. */
export function calledTasks(commands: readonly JsonNode[], { nameOf }: CommandContext): readonly string[] {
  return commands.flatMap((command) => {
    const deferred = fieldOf(fieldOf(command, 'defer'), 'task');
    const called = textOf(fieldOf(command, 'task')) ?? textOf(deferred);
    const shell = textOf(fieldOf(command, 'cmd')) ?? textOf(command) ?? '';
    const direct = [...shell.matchAll(/(?:^|[\s;&|])(?:task|\{\{\.TASK_EXE\}\})\s+([\w:.-]+)/g)].map(
      ([, name = '']) => name,
    );
    return [...(called === undefined ? [] : [called]), ...direct].flatMap((name) => nameOf(name) ?? []);
  });
}

/** Why a command stays with Task; undefined if it does not have to. */
function refusal(command: JsonNode, context: CommandContext): string | undefined {
  if (command.type !== 'object') return undefined;
  const key = [...command.entries.keys()].find((name) => !KNOWN_KEYS.has(name));
  if (key !== undefined) return `a command has \`${key}\``;
  if (itemsOf(fieldOf(command, 'vars')).length > 0 || fieldOf(command, 'vars') !== undefined)
    return 'it passes variables to a task';
  const deferred = fieldOf(command, 'defer');
  if (deferred?.type === 'object') return 'a task is deferred';
  const text = textOf(fieldOf(command, 'task'));
  return text !== undefined && fillTemplate(text, context.variables) !== text
    ? 'the name of a task is a template'
    : undefined;
}

function templateIn(text: string): string {
  return /\{\{.*?\}\}/s.exec(text)?.[0].replace(/\s+/g, ' ') ?? text;
}
