import { describe, expect, it } from 'vitest';
import type { InputValues } from '../../../src/mission/inputs/resolve-inputs.ts';
import type { Service, Task } from '../../../src/mission/model/mission.ts';
import { changedKeys, servicesById, taskDefinition } from '../../../src/mission/model/task-definition.ts';
import { buildMission, service, task } from '../../build-mission.ts';

const api = service('api', { run: 'serve', ready: { tcp: '80', timeout: 1_000, interval: 100 } });
const before: Task = {
  ...task('A'),
  needs: ['B', 'C'],
  needsAny: ['D'],
  services: ['api'],
  secrets: ['ONE'],
  env: { X: '1', Y: '2' },
  matrix: { node: 24 },
};

function change(parts: Partial<Task>, now: Service = api): readonly string[] {
  const old = taskDefinition(before, servicesById(buildMission({ tasks: [], services: [api] })));
  const next = taskDefinition({ ...before, ...parts }, servicesById(buildMission({ tasks: [], services: [now] })));
  return changedKeys(old, next);
}

describe('the definition of a task', () => {
  it.each<[string, Partial<Task>]>([
    ['run', { steps: [{ run: 'false' }] }],
    ['run', { steps: [...before.steps, { run: 'true' }] }],
    ['shell', { shell: 'sh' }],
    ['working-directory', { workingDirectory: 'src' }],
    ['env', { env: { X: '1', Y: '3' } }],
    ['env', { env: { Y: '2', X: '1' } }],
    ['cpus', { cpus: 2 }],
    ['matrix', { matrix: { node: 22 } }],
    ['level', { kind: 'test' }],
    ['needs', { needs: ['B'] }],
    ['needs-any', { needsAny: ['D', 'E'] }],
    ['if', { if: 'always()' }],
    ['paths', { paths: ['src/**'] }],
    ['deploy', { deploy: 'if-running', supports: 'B' }],
    ['services', { services: [] }],
    ['secrets', { secrets: ['ONE', 'TWO'] }],
    ['results', { results: 'out.xml' }],
    ['deliverable', { deliverable: 'out.md' }],
  ])('falls with %s', (key, parts) => {
    expect(change(parts)).toContain(key);
  });

  it('changes with the definition of a service that the task uses', () => {
    for (const parts of [
      { run: 'other' },
      { env: { X: '1' } },
      { shell: 'sh' },
      { ready: { ...ready(), tcp: '81' } },
    ]) {
      expect(change({}, { ...api, ...parts })).toEqual(['service api']);
    }
  });

  it('does not change with names, order, limits, retries or estimates', () => {
    const retry = { attempts: 3, delay: 0, backoff: 1, on: ['failure'] } as const;
    const parts: Partial<Task> = {
      name: 'Another',
      description: 'Other words',
      scope: ['other'],
      load: 5,
      memory: 5,
      expect: 5,
      timeout: 5,
      priority: 5,
      locks: ['one'],
      retry,
      continueOnError: true,
      supports: 'C',
      line: 99,
      steps: [{ name: 'The same by a name', run: 'true' }],
      needs: ['C', 'B'],
    };
    expect(change(parts)).toEqual([]);
    expect(change({}, { ...api, name: 'Another', line: 9, ready: { ...ready(), timeout: 9, interval: 9 } })).toEqual(
      [],
    );
  });
});

function ready() {
  return { tcp: '80', timeout: 1_000, interval: 100 };
}

describe('F343: the inputs that a task reads belong to its definition', () => {
  const mission = buildMission({ tasks: [], services: [api] });
  const changed = (parts: Partial<Task>, old: InputValues, next: InputValues, using: Service = api) => {
    const services = servicesById({ ...mission, services: [using] });
    const own = { ...before, ...parts };
    return changedKeys(taskDefinition(own, services, old), taskDefinition(own, services, next));
  };

  it.each<[string, Partial<Task>]>([
    ['a name after a dot', { env: { X: `\${{ inputs.target }}` } }],
    ['another case', { env: { X: `\${{ INPUTS . Target }}` } }],
    ['a name in brackets', { if: "inputs['target'] == 'x'" }],
    ['a computed name', { env: { X: `\${{ inputs[matrix.name] }}` } }],
    ['the `if` of a step', { steps: [{ run: 'a', if: "inputs.target == 'a'" }] }],
    ['the `env` of a step', { steps: [{ run: 'a', env: { X: `\${{ inputs.target }}` } }] }],
    ['all of them', { env: { X: `\${{ toJSON(inputs) }}` } }],
  ])('%s', (_, parts) => {
    expect(changed(parts, { target: 'a', other: 1 }, { target: 'b', other: 1 })).toEqual(['inputs']);
  });

  it('an input that it does not read does not', () => {
    expect(
      changed({ env: { X: `\${{ inputs.target }}` } }, { target: 'a', other: 1 }, { target: 'a', other: 2 }),
    ).toEqual([]);
    expect(changed({}, { target: 'a' }, { target: 'b' })).toEqual([]);
    expect(changed({}, {}, { target: 'b' })).toEqual([]);
  });

  it('those of its services do', () => {
    const reading = service('api', { ...api, env: { P: `\${{ inputs.port }}` } });
    expect(changed({}, { port: 1 }, { port: 2 }, reading)).toEqual(['service api']);
  });
});
