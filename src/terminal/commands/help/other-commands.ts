import type { CommandHelp } from './command-help.ts';
import { JSON_OUTPUT, SELECTION } from './run-commands.ts';

/** The commands about a mission file, and those about the machine and the program. */
export const FILE_COMMANDS: readonly CommandHelp[] = [
  {
    name: 'init',
    arguments: '[FILE]',
    completes: 'missions',
    summary: 'write a first mission that runs as it is, or convert workflows, scripts or targets to one',
    details:
      'Without FILE, the mission is mission.yml, with a schema for editors beside it. With --from, FILE is one more file to convert: a workflow, package.json, turbo.json, Taskfile.yml, justfile or Makefile. A file that exists is not changed.',
    options: [
      {
        ...{ name: 'from', value: 'FILE', completes: 'files' },
        text: 'convert this file, or the workflows in this folder; can be repeated',
      },
      {
        ...{ name: 'write', value: 'FILE', completes: 'missions' },
        text: 'write the mission to this file (without it, it is printed; without FILE: mission.yml)',
      },
      {
        ...{ name: 'history', value: 'FILE', completes: 'files' },
        text: 'durations of earlier runs, for what the jobs and the mission cost',
      },
      { name: 'cpus', value: 'COUNT', text: 'predict for a machine with so many CPUs (as this one)' },
    ],
    examples: [
      { line: 'init', text: 'write mission.yml and mission.schema.json' },
      { line: 'init --from .github/workflows/ci.yml', text: 'see what a workflow becomes' },
      { line: 'init --from ci.yml lint.yml --write', text: 'write two workflows as one mission, mission.yml' },
    ],
  },
  {
    name: 'list',
    arguments: 'FILE',
    completes: 'missions',
    summary: 'list tasks and tests with their kinds, tags and needs',
    details: '',
    options: [...SELECTION, JSON_OUTPUT],
    examples: [{ line: "list mission.yml --only '#nightly'", text: 'what a run of this tag would run' }],
  },
  {
    name: 'validate',
    arguments: 'FILE…',
    completes: 'missions',
    summary: 'check mission files',
    details: 'Nothing runs. The exit code is 2 if a file has an error.',
    options: [{ ...JSON_OUTPUT, text: 'print the diagnostics as JSON' }],
    examples: [{ line: 'validate mission.yml', text: 'every mistake with its line and a hint' }],
  },
];

export const OTHER_COMMANDS: readonly CommandHelp[] = [
  {
    name: 'doctor',
    arguments: '',
    summary: 'show what the gate can measure on this machine, what the limits mean, and the current load',
    details: '',
    options: [JSON_OUTPUT],
    examples: [{ line: 'doctor', text: 'look at this machine' }],
  },
  {
    name: 'schema',
    arguments: '',
    summary: 'print the JSON Schema of mission files',
    details: '',
    options: [],
    examples: [{ line: 'schema > mission.schema.json', text: 'save it for an editor' }],
  },
  {
    name: 'completion',
    arguments: 'bash|zsh|fish',
    summary: 'print the script with which a shell completes commands, options, files and ids',
    details: 'The shell runs the script when it starts: see the examples.',
    options: [],
    examples: [
      { line: 'completion bash >> ~/.bashrc', text: 'bash' },
      { line: 'completion zsh >> ~/.zshrc', text: 'zsh' },
      { line: 'completion fish > ~/.config/fish/completions/mission.fish', text: 'fish' },
    ],
  },
];
