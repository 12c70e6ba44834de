import type { CommandHelp, OptionHelp } from './command-help.ts';

/** Options that several commands have. */
export const SELECTION: readonly OptionHelp[] = [
  {
    ...{ name: 'only', value: 'PATTERNS', completes: 'ids' },
    text: 'run only these tasks and tests: ids, #TAG or either with *, separated by commas; needs that are left out count as complete',
  },
  { name: 'skip', value: 'PATTERNS', completes: 'ids', text: 'leave out these tasks and tests' },
  { name: 'with-needs', text: 'also run everything that the selected tasks need' },
  { name: 'with-dependents', text: 'also run everything that needs the selected tasks' },
];

export const INPUT: OptionHelp = {
  ...{ name: 'input', value: 'NAME=VALUE' },
  text: 'value of an input that the mission file declares; can be repeated',
};

export const JSON_OUTPUT: OptionHelp = { name: 'json', text: 'print JSON' };

const GATE: OptionHelp = {
  ...{ name: 'gate', value: 'tests|all|off' },
  text: 'kind that waits for CPU and memory readings (as in the mission file, or tests)',
};

const LOG: OptionHelp = {
  ...{ name: 'log', value: 'grouped|prefixed|none|json' },
  text: 'task output: as a whole when each task ends, line by line, or only in log files; json prints events as lines, for programs (grouped)',
};

/** The commands that run a mission, or show one that ran. */
export const RUN_COMMANDS: readonly CommandHelp[] = [
  {
    name: 'run',
    arguments: 'FILE',
    completes: 'missions',
    summary: 'run a mission',
    details:
      'FILE may be a folder with one mission file. The exit code is 0 if the mission succeeded, 1 if it failed, 130 if it was interrupted.',
    options: [
      {
        ...{ name: 'dir', value: 'DIR', completes: 'folders' },
        text: 'folder for the journal, reports and logs (in the git directory; outside of git .mission)',
      },
      ...SELECTION,
      GATE,
      LOG,
      {
        ...{ name: 'base', value: 'REF' },
        text: 'branch, tag or commit that `paths` and `changed()` compare with (base of the event, or default branch)',
      },
      INPUT,
      {
        ...{ name: 'history', value: 'FILE', completes: 'files' },
        text: 'predict durations and demand from earlier runs, mark tasks that are slower than usual or flaky, add this run',
      },
      { name: 'keep-workspaces', text: 'leave the workspaces of tasks when the run ends, to look at what they did' },
      {
        ...{ name: 'artifacts', value: 'strict' },
        text: 'run tasks that need others in checkouts with only the files that those declare, as on several runners',
      },
      { name: 'part', value: '2/3', text: 'run one part of a mission that runs on several runners' },
      {
        ...{ name: 'plan', value: 'FILE', completes: 'files' },
        text: 'the plan that says which tasks are in which part (- for standard input)',
      },
      {
        ...{ name: 'parts-dir', value: 'DIR', completes: 'folders' },
        text: 'folder with the artifacts of the other parts, to which that of this part is added',
      },
    ],
    examples: [
      { line: 'run mission.yml', text: 'run everything' },
      { line: "run mission.yml --only 'api*' --with-needs", text: 'run some tests and what they need' },
      { line: 'run mission.yml --history .mission-history', text: 'learn durations and demand from run to run' },
    ],
  },
  {
    name: 'resume',
    arguments: '[DIR]',
    completes: 'folders',
    summary: 'continue a run that was killed, interrupted or failed; what succeeded does not run again',
    details:
      'DIR is the folder of a run or a mission file (the last run), or the zip file of the artifact of a run in CI: then a success whose files it lacks runs again.',
    options: [
      {
        ...{ name: 'mission', value: 'FILE', completes: 'missions' },
        text: 'where the mission file is now (the path of the first run)',
      },
      { name: 'failed', text: 'with a zip file, keep every success, whether its files are in it or not' },
      {
        name: 'dir',
        value: 'DIR',
        completes: 'folders',
        text: 'with a zip file, the folder to unpack it to (as for run)',
      },
      LOG,
      { ...GATE, text: 'kind that waits for CPU and memory readings (as in the run)' },
      { ...INPUT, text: 'value of an input that the run did not have yet; those of the run stay' },
    ],
    examples: [
      { line: 'resume', text: 'continue the last run' },
      { line: 'resume mission-CI-gate.zip --failed', text: 'repeat here what failed in CI' },
    ],
  },
  {
    name: 'status',
    arguments: '[DIR]',
    completes: 'folders',
    summary: 'show what a run in progress does now, or how a run ended',
    details:
      'DIR is the folder of a run or a mission file (the last run). The exit code is 0 while the run goes on, 3 if it was killed, and otherwise that of the run.',
    options: [JSON_OUTPUT],
    examples: [
      { line: 'status', text: 'look at the last run' },
      { line: 'status .mission --json', text: 'read it with a program' },
    ],
  },
  {
    name: 'report',
    arguments: '[DIR]',
    completes: 'folders',
    summary: 'write every document of a run again from its journal',
    details: 'DIR is the folder of a run or a mission file (the last run).',
    options: [],
    examples: [{ line: 'report', text: 'write the documents of the last run again' }],
  },
];
