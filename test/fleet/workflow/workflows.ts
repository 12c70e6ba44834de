import { safeCuts } from '../../../src/fleet/plan/cut.ts';
import { type Assignment, planOf } from '../../../src/fleet/plan/derive-plan.ts';
import type { FleetPlan } from '../../../src/fleet/plan/fleet-plan.ts';
import { parsePlan } from '../../../src/fleet/plan/plan-text.ts';
import { type Kept, readKept } from '../../../src/fleet/workflow/read-kept.ts';
import type { WorkflowRequest } from '../../../src/fleet/workflow/request.ts';
import type { Mission } from '../../../src/mission/model/mission.ts';
import { buildMission, task, test } from '../../build-mission.ts';
import { legs, producer } from '../plan/missions.ts';

/** Workflows for tests. */

/** As `--uses` gives it: by a commit, as zizmor demands it. */
export const ACTION = `example/mission-runner@${'0123456789'.repeat(4)} # v0.1.0`;

/** A build, tests that use it on other runners, and checks that need nothing. */
export function shop(): Mission {
  return buildMission({
    name: 'Web shop',
    tasks: [
      producer('build'),
      task('lint'),
      task('docs', { paths: ['docs/**'] }),
      ...legs('unit', ['chrome', 'firefox'], { needs: ['build'] }),
      test('e2e', { needs: ['build'], secrets: ['SHOP_TOKEN'], runsOn: 'ubuntu-24.04-arm' }),
    ],
  });
}

export const SHOP_PLAN = `1: build, lint
2: docs, unit (chrome)
3: unit (firefox)
4 (ubuntu-24.04-arm): e2e
`;

export function planFrom(text: string, mission: Mission): FleetPlan {
  const parsed = parsePlan(text, mission);
  if (parsed.type === 'plan') return parsed.plan;
  throw new Error(parsed.problems.map(({ message }) => message).join('; '));
}

/** Everything on one runner. */
export function onePart(mission: Mission): FleetPlan {
  const all: Assignment = { number: 1, tasks: mission.tasks.map(({ id }) => id) };
  const derived = planOf(mission, safeCuts(mission), [all]);
  if (derived.type === 'plan') return derived.plan;
  throw new Error('the tasks do not fit on one runner');
}

export function request(mission: Mission, plan: FleetPlan, parts: Partial<WorkflowRequest> = {}): WorkflowRequest {
  const file = '.github/missions/shop.yml';
  const command = `${file} --out .github/workflows/shop.yml`;
  return { mission, plan, file, folder: '.', command, action: ACTION, inputs: [], ...parts };
}

export function keptIn(text: string): Kept {
  const reading = readKept(text);
  if (reading.type === 'kept') return reading.kept;
  throw new Error(reading.type === 'invalid' ? reading.message : 'the file is foreign');
}

/** A build, two tests of it, and a task that needs both. */
export const release = buildMission({
  name: 'Release',
  tasks: [
    producer('build'),
    task('unit', { needs: ['build'], artifacts: [] }),
    task('e2e', { needs: ['build'], artifacts: [] }),
    task('publish', { needs: ['unit', 'e2e'], secrets: ['REGISTRY_TOKEN'] }),
  ],
});

/** Tasks that need nothing of each other; one of them runs only if certain files have changed. */
export const changedFiles = buildMission({
  name: 'Checks',
  tasks: [task('lint'), task('types', { paths: ['src/**'] }), task('unit')],
});

/** A workflow file as a maintainer changes it: steps before and after the mission, inputs, triggers, a limit and a job. */
export function withSteps(text: string): string {
  const setup = `      # The version in .nvmrc
      - uses: actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0
        with:
          node-version-file: .nvmrc
      - run: npm ci
`;
  const step = /^ {6}- uses: example.*\n {8}with:\n {10}mission: .*\n {10}part:/gm;
  return text
    .replace('branches: [main]', 'branches: [main, next]')
    .replace('timeout-minutes: 60', 'timeout-minutes: 25')
    .replace(step, (found) => `${setup}${found}`)
    .replace(/ {10}plan: .*\n/, '$&          log: none\n')
    .replace(/\n {2}e2e:/, '      - run: npm run tidy\n        if: always()\n$&')
    .replace(
      /$/,
      "\n  announce:\n    needs: verdict\n    runs-on: ubuntu-latest\n    timeout-minutes: 5\n    steps:\n      - run: echo 'The release is out.'\n",
    );
}
