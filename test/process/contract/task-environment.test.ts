import { describe, expect, it } from 'vitest';
import { allVariables } from '../../../src/process/contract/environment.ts';
import { callerEnvironment, taskEnvironment } from '../../../src/process/contract/task-environment.ts';

const facts = {
  run: 'r',
  id: 'a',
  kind: 'task',
  attempt: 1,
  dir: '/d',
  workspace: '/w',
  output: '/d/o',
  report: '/d/r',
  context: '/d/c',
  env: '/d/e',
  path: '/d/p',
} as const;

describe('callerEnvironment', () => {
  it('F24 removes exactly the variables that communicate with the runner', () => {
    expect(
      callerEnvironment({
        PATH: '/bin',
        GITHUB_ENV: 'x',
        github_output: 'x',
        GITHUB_PATHS: 'stays',
        ACTIONS_CACHE_URL: 'x',
        INPUT_FILE: 'x',
        'INPUT_WITH SPACE': 'x',
        RUNNER_TRACKING_ID: 'stays',
        nothing: undefined,
      }),
    ).toEqual({ PATH: '/bin', GITHUB_PATHS: 'stays', RUNNER_TRACKING_ID: 'stays' });
  });
});

const variablesOf = (...given: Parameters<typeof taskEnvironment>) => allVariables(taskEnvironment(...given));

describe('taskEnvironment', () => {
  it('lets the task override the caller, and no variable override those of Mission Runner', () => {
    const made = variablesOf(
      { A: 'caller', MISSION_DIR: 'outer' },
      { A: 'task', MISSION_TASK: 'forged' },
      facts,
      false,
    );
    expect(made).toMatchObject({ A: 'task', MISSION_TASK: 'a', MISSION_DIR: '/d', MISSION_LEVEL: '2' });
  });

  it('has the id as a name for files', () => {
    const made = variablesOf({}, {}, { ...facts, id: 'build (chrome, 24)' }, false);
    expect(made).toMatchObject({ MISSION_TASK: 'build (chrome, 24)', MISSION_FILE_NAME: 'build@chrome+24' });
  });

  it('keeps one of two spellings if case does not matter', () => {
    const made = variablesOf({ Path: 'old', mission_run: 'x' }, { PATH: 'new' }, facts, true);
    expect(made).toMatchObject({ PATH: 'new', MISSION_RUN: 'r' });
    expect(Object.keys(made)).not.toContain('Path');
    expect(Object.keys(made)).not.toContain('mission_run');
  });
});
