import type { CommandHelp, OptionHelp } from './command-help.ts';
import { INPUT, JSON_OUTPUT, SELECTION } from './run-commands.ts';

const CPUS: OptionHelp = {
  name: 'cpus',
  value: 'COUNT',
  text: 'predict for a machine with so many CPUs (as this one)',
};

const RUNNERS: readonly OptionHelp[] = [
  {
    ...{ name: 'runners', value: 'auto|N' },
    text: 'how many runners are worth it, and which task runs on which (N: with this many)',
  },
  {
    ...{ name: 'target-time', value: 'TIME' },
    text: 'with auto: the fewest runners with which the mission takes no longer, such as 10m',
  },
  { name: 'max-runners', value: 'COUNT', text: 'with auto: look up to this many runners (20)' },
  { name: 'overhead', value: 'TIME', text: 'time of each runner before its first task (from the history, or 25s)' },
];

/** The commands that predict, and those about several runners. */
export const PLAN_COMMANDS: readonly CommandHelp[] = [
  {
    name: 'plan',
    arguments: 'FILE',
    completes: 'missions',
    summary: 'check a mission and predict its timeline',
    details: 'Nothing runs, except commands that give the values of a matrix.',
    options: [
      ...SELECTION,
      {
        ...{ name: 'assume', value: 'declared' },
        text: 'use the sum of declared loads as the CPU reading (without it, the gate is open)',
      },
      CPUS,
      { name: 'base', value: 'REF', text: 'as for run' },
      INPUT,
      {
        ...{ name: 'history', value: 'FILE', completes: 'files' },
        text: 'use the durations and the demand of earlier runs; the file is only read',
      },
      ...RUNNERS,
      JSON_OUTPUT,
    ],
    examples: [
      { line: 'plan mission.yml', text: 'how long it takes, and what that is bound by' },
      { line: 'plan mission.yml --cpus 8', text: 'how long it takes on a larger machine' },
      { line: 'plan mission.yml --runners auto', text: 'how many runners are worth it' },
    ],
  },
  {
    name: 'workflow',
    arguments: 'FILE',
    completes: 'missions',
    summary: 'write the workflow of GitHub Actions in which a mission runs on several runners',
    details:
      'With --runners and the options after it, a new plan is made; without, the plan in the file is kept as long as it fits.',
    options: [
      {
        ...{ name: 'out', value: 'FILE', completes: 'files' },
        text: 'the workflow file to write or to update; what a maintainer has changed in it is kept (standard output)',
      },
      { name: 'check', text: 'write nothing; show the difference, and exit with 1, if the file is out of date' },
      ...RUNNERS,
      {
        name: 'dynamic',
        text: 'make the plan in each run, from what has changed, for parts that need nothing of each other',
      },
      {
        ...{ name: 'setup', value: 'FOLDER', completes: 'folders' },
        text: 'action in the repository that sets each runner up, such as .github/actions/setup',
      },
      {
        ...{ name: 'uses', value: 'ACTION' },
        text: 'how the workflow names this action (as in the file, or OWNER/mission-runner@v0)',
      },
      CPUS,
      { name: 'history', value: 'FILE', completes: 'files', text: 'as for plan' },
      { ...INPUT, text: 'value of an input that the mission file declares; the workflow gives it too' },
    ],
    examples: [
      { line: 'workflow mission.yml --out .github/workflows/mission.yml', text: 'write or update the workflow' },
      { line: 'workflow mission.yml --out .github/workflows/mission.yml --check', text: 'fail if it is out of date' },
    ],
  },
  {
    name: 'replay',
    arguments: '[DIR]',
    completes: 'folders',
    summary: 'predict what other limits, or learned demand, would have changed in a finished run',
    details: 'DIR is the folder of a run or a mission file (the last run). What is not given is as in the run.',
    options: [
      { name: 'cpu', value: 'PERCENT', text: 'limit of the CPU reading, 1 to 100' },
      { name: 'memory', value: 'PERCENT', text: 'limit of the memory reading, 1 to 100' },
      { name: 'workers', value: 'COUNT', text: 'how many tasks and tests may run at once, 1 or more' },
      { name: 'load', value: 'PERCENT', text: 'sum of declared loads that may run at once, 1 or more' },
      {
        ...{ name: 'cpus', value: 'COUNT' },
        text: 'CPUs of another machine; no task becomes faster than it was measured to be alone',
      },
      { name: 'others', value: 'COUNT', text: 'CPUs that a further program keeps busy beside the mission' },
      JSON_OUTPUT,
    ],
    examples: [
      { line: 'replay --cpu 90', text: 'what a higher limit would have changed in the last run' },
      { line: 'replay --cpus 8', text: 'how long it would have taken on a larger runner' },
    ],
  },
  {
    name: 'merge',
    arguments: 'DIR…',
    completes: 'folders',
    summary: 'merge the parts of a mission that ran on several runners into one report',
    details:
      'DIR is the artifact of a part, or a folder with several. The exit code is 1 if a task failed or a part is missing.',
    options: [
      { name: 'dir', value: 'DIR', completes: 'folders', text: 'folder for the reports (mission-merged)' },
      {
        ...{ name: 'plan', value: 'FILE', completes: 'files' },
        text: 'text of the plan, so that parts that are missing are named with their tasks; - for standard input',
      },
      { name: 'history', value: 'FILE', completes: 'files', text: 'add this run, unless the file has it' },
    ],
    examples: [{ line: 'merge parts --plan plan.txt', text: 'merge what was downloaded to parts' }],
  },
];
