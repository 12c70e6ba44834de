import type { Mission } from '../src/mission/model/mission.ts';
import type { MachineFacts } from '../src/schedule/events/machine-facts.ts';
import type { Job } from './graph.ts';

/** A mission without a file: these jobs as tasks of ten seconds each. */
export function plainMission(jobs: readonly Job[], atOnce = 4): Mission {
  const limits = { caution: 100, limit: 100 };
  const workers = { caution: atOnce, limit: atOnce };
  const times = { sample: 1000, react: 250, recheck: 5000, patience: 600_000 };
  return {
    name: 'Benchmark',
    scope: [],
    failFast: false,
    admission: { cpu: limits, memory: limits, workers, load: 100, gate: 'tests', learn: false, ...times },
    tasks: jobs.map(({ id, needs, run }, index) => ({
      id,
      kind: 'task',
      name: id,
      scope: [],
      needs,
      needsAny: [],
      deploy: 'always',
      locks: [],
      priority: 0,
      services: [],
      paths: [],
      secrets: [],
      expect: 10_000,
      steps: [{ run }],
      workingDirectory: '.',
      env: {},
      continueOnError: false,
      line: index + 1,
    })),
    services: [],
  };
}

export const anyMachine: MachineFacts = {
  cpus: 4,
  memory: 16e9,
  platform: 'linux',
  architecture: 'x64',
  hostname: 'none',
  node: 'none',
  source: 'none',
  notes: [],
};
