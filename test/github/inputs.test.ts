import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { inputTable, readInputs } from '../../src/github/inputs.ts';

const action = parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8')) as {
  readonly inputs: Record<
    string,
    { readonly description: string; readonly default?: string; readonly required?: boolean }
  >;
  readonly outputs: Record<string, { readonly description: string }>;
  readonly runs: Record<string, string>;
};

function read(values: Record<string, string>) {
  return readInputs(
    Object.fromEntries(Object.entries(values).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
  );
}

describe('readInputs', () => {
  test('only `mission` is required', () => {
    expect(read({ mission: ' ci/mission.yml ' })).toEqual({
      inputs: {
        mission: 'ci/mission.yml',
        workingDirectory: '.',
        only: [],
        skip: [],
        withNeeds: false,
        withDependents: false,
        part: undefined,
        plan: undefined,
        merge: false,
        gate: undefined,
        inputs: {},
        log: 'live',
        resume: undefined,
        base: undefined,
        history: undefined,
        token: '',
        statuses: 'none',
        statusPrefix: 'mission',
        comment: false,
        summary: true,
        upload: true,
        artifactName: undefined,
        retentionDays: undefined,
      },
    });
  });

  test('reads every input', () => {
    expect(
      read({
        mission: 'm.yml',
        'working-directory': 'app',
        only: 'L2.1, L2.2\nL3.1 L2.1',
        skip: 'L3.2',
        'with-needs': 'true',
        'with-dependents': 'false',
        part: '2/3',
        plan: '1: a\n2: b\n3: c',
        merge: 'true',
        gate: 'all',
        inputs: '\n target = staging=1 \n\nfast=true\n',
        log: 'none',
        resume: 'auto',
        base: 'release/1',
        history: '.history/runs.jsonl',
        token: ' ghs_token ',
        statuses: 'tests',
        'status-prefix': 'linux / x64',
        comment: 'true',
        summary: 'False',
        upload: 'FALSE',
        'artifact-name': 'my reports',
        'retention-days': '7',
      }),
    ).toEqual({
      inputs: {
        mission: 'm.yml',
        workingDirectory: 'app',
        only: ['L2.1, L2.2\nL3.1 L2.1'],
        skip: ['L3.2'],
        withNeeds: true,
        withDependents: false,
        part: { number: 2, of: 3 },
        plan: '1: a\n2: b\n3: c',
        merge: true,
        gate: 'all',
        inputs: { target: 'staging=1', fast: 'true' },
        log: 'none',
        resume: 'auto',
        base: 'release/1',
        history: '.history/runs.jsonl',
        token: 'ghs_token',
        statuses: 'tests',
        statusPrefix: 'linux / x64',
        comment: true,
        summary: false,
        upload: false,
        artifactName: 'my reports',
        retentionDays: 7,
      },
    });
  });

  test('reports every mistake, not only the first', () => {
    const result = read({
      part: '3/2',
      gate: 'test',
      log: 'verbose',
      statuses: 'test',
      'status-prefix': 'a\nb',
      summary: 'yes',
      upload: '0',
      'artifact-name': 'a/b',
      'retention-days': '1.5',
    });
    expect(result).toEqual({
      mistakes: [
        'Input `mission`: expected the path of a mission file, such as `ci/mission.yml`; found nothing.',
        'Input `part`: expected a part and the number of parts, such as `2/3`; found "3/2".',
        'Input `gate`: expected one of tests, all, off (did you mean tests?); found "test".',
        'Input `log`: expected one of live, grouped, none; found "verbose".',
        'Input `statuses`: expected one of none, tests, all (did you mean tests?); found "test".',
        'Input `status-prefix`: expected at most 100 letters, digits, blanks and the characters . _ : ( ) / + -; found "a\nb".',
        'Input `summary`: expected true or false; found "yes".',
        'Input `upload`: expected true or false; found "0".',
        'Input `artifact-name`: expected a name without " : < > | * ? \\ / and line breaks, which artifacts may not have; found "a/b".',
        'Input `retention-days`: expected a whole number of days from 1 to 90 (to 400 where the organization allows it); found "1.5".',
      ],
    });
  });

  test.each(['0', '-1', '401', '7d', '1e2', '٣'])('rejects %s as a number of days', (days) => {
    expect(read({ mission: 'm.yml', 'retention-days': days })).toMatchObject({
      mistakes: [expect.stringContaining(days)],
    });
  });
});

describe('action.yml', () => {
  test('has the inputs of the table, with the same defaults', () => {
    const defaults = Object.values(inputTable).map(({ name, fallback }) => [name, fallback]);
    expect(Object.entries(action.inputs).map(([name, input]) => [name, input.default ?? ''])).toEqual(defaults);
    expect(Object.keys(action.inputs).filter((name) => action.inputs[name]?.required === true)).toEqual(['mission']);
  });

  test('describes every input and output and names the bundle', () => {
    const described = [...Object.values(action.inputs), ...Object.values(action.outputs)];
    expect(described.filter(({ description }) => description.length < 10)).toEqual([]);
    expect(action.runs).toEqual({ using: 'node24', main: 'dist/action.js', post: 'dist/post.js' });
  });
});
