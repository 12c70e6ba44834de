import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ArtifactServer, startArtifactServer } from './artifact-server.ts';
import { type EndedStep, type Job, newJob, runStep, startStep } from './step.ts';

const MISSION = `name: Parts
tasks:
  build:
    run: |
      mkdir -p dist && echo 'echo built' > dist/tool && chmod 755 dist/tool && ln -s tool dist/link
      echo version=1.2 >> "$MISSION_OUTPUT"
    artifacts: [dist/**]
  broken: { run: exit 3, artifacts: [] }
tests:
  unit:
    needs: build
    env: { VERSION: "\${{ tasks['build'].outputs.version }}" }
    run: test "$VERSION" = 1.2 && dist/link
`;

const PLAN = '1: build, broken\n2: unit\n';

let server: ArtifactServer;
let jobs: Job[];
beforeEach(async () => {
  server = await startArtifactServer();
  jobs = [];
});
afterEach(async () => {
  await server.close();
  for (const job of jobs) job.remove();
});

function newRunner(mission = MISSION): Job {
  const job = newJob();
  jobs.push(job);
  job.write('mission.yml', mission);
  return job;
}

function optionsOf(part: string, attempt = 1, environment: Record<string, string | undefined> = {}) {
  return {
    inputs: { mission: 'mission.yml', gate: 'off', part, plan: PLAN },
    environment: { ...server.environment, GITHUB_RUN_ATTEMPT: String(attempt), GITHUB_SHA: 'c0ffee', ...environment },
  };
}

function runPart(job: Job, part: string, attempt = 1): Promise<EndedStep> {
  return runStep(job, 'action', optionsOf(part, attempt));
}

describe('parts of a mission in jobs', () => {
  test('a part that failed leaves an artifact, and the next one takes files, outputs and statuses from it', async () => {
    const first = await runPart(newRunner(), '1/2');
    expect(first.exitCode).toBe(1);
    expect(first.outputs.result).toBe('failed');
    const job = newRunner();
    const second = await runPart(job, '2/2');
    expect(second.log).toContain('unit succeeded');
    expect(second.exitCode).toBe(0);
    expect(statSync(join(job.workspace, 'dist/tool')).mode & 0o777).toBe(0o755);
    expect(lstatSync(join(job.workspace, 'dist/link')).isSymbolicLink()).toBe(true);
    expect([...server.artifacts.keys()].sort()).toEqual(['mission-Parts-1of2-attempt1', 'mission-Parts-2of2-attempt1']);
    const file = JSON.parse(server.artifacts.get('mission-Parts-1of2-attempt1')?.get('part.json')?.toString() ?? '');
    expect(file).toMatchObject({ part: 1, of: 2, attempt: 1, runId: '77', commit: 'c0ffee', result: 'failed' });
  });

  test('a part of a second attempt has a name of its own, and counts', async () => {
    await runPart(newRunner(MISSION.replace('version=1.2', 'version=old')), '1/2');
    const again = await runPart(newRunner(), '1/2', 2);
    expect(again.messages('error').join()).not.toContain('uploaded');
    expect([...server.artifacts.keys()]).toContain('mission-Parts-1of2-attempt2');
    expect((await runPart(newRunner(), '2/2', 2)).exitCode).toBe(0);
  });

  test('F400 if the artifact of a part is missing, tasks that need it are skipped, and the step fails with its number', async () => {
    const step = await runPart(newRunner(), '2/2');
    expect(step.exitCode).toBe(1);
    expect(step.messages('error').join()).toContain('Expected part 1 of 2');
    expect(step.log).toContain('unit skipped');
    expect(step.outputs.skipped).toBe('1');
    const report = journalOf('mission-Parts-2of2-attempt1');
    expect(report).toContain('expected part 1 of 2 in ');
  });

  test('F456 an artifact that cannot be downloaded stops neither the downloads after it nor the tasks that do not need it', async () => {
    const mission = `name: Parts
tasks:
  one: { run: echo one > one.txt, artifacts: [one.txt] }
  two: { run: echo two > two.txt, artifacts: [two.txt] }
  three: { run: echo three > three.txt, artifacts: [three.txt] }
tests:
  of-one: { needs: one, run: cat one.txt }
  of-three: { needs: three, run: cat three.txt, artifacts: [] }
  of-two: { needs: two, run: cat two.txt }
`;
    const plan = '1: one\n2: two\n3: three\n4: of-one, of-two, of-three\n';
    const run = (part: number): Promise<EndedStep> => {
      const { inputs, environment } = optionsOf(`${part}/4`);
      return runStep(newRunner(mission), 'action', { inputs: { ...inputs, plan }, environment });
    };
    for (const part of [1, 2, 3]) await run(part);
    for (const part of [1, 2]) server.damage(`mission-Parts-${part}of4-attempt1`);
    const step = await run(4);
    expect(step.exitCode).toBe(1);
    const errors = step.messages('error').join('\n');
    for (const part of [1, 2]) {
      expect(errors).toContain(`The artifact mission-Parts-${part}of4-attempt1 could not be downloaded`);
      expect(errors).toContain(`Part ${part} of 4 cannot be read`);
    }
    expect(step.log).toContain('of-three succeeded');
    expect(step.outputs).toMatchObject({ succeeded: '1', skipped: '2' });
    expect(journalOf('mission-Parts-4of4-attempt1')).toMatch(/"download":\d+/);
  });

  test('F401 a part that cannot be uploaded fails the step', async () => {
    await server.close();
    server = await startArtifactServer({ create: [403] });
    const step = await runStep(newRunner(MISSION.replace('exit 3', 'exit 0')), 'action', optionsOf('1/2'));
    expect(step.outputs.result).toBe('succeeded');
    expect(step.exitCode).toBe(1);
    expect(step.messages('error').join()).toContain('The artifact of this part could not be uploaded');
  });

  test('F402 a part whose main was killed is uploaded by post, and its unfinished tasks count as cancelled', async () => {
    const job = newRunner(MISSION.replace('exit 3', 'sleep 60'));
    const started = startStep(job, 'action', optionsOf('1/2'));
    await expect.poll(() => journal(job), { timeout: 20_000 }).toContain('"status":"succeeded"');
    started.process.kill('SIGKILL');
    const { state } = await started.ended;
    const environment = Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]));
    const post = await runStep(job, 'post', optionsOf('1/2', 1, environment));
    expect(post.messages('warning')).toEqual([]);
    const file = JSON.parse(server.artifacts.get('mission-Parts-1of2-attempt1')?.get('part.json')?.toString() ?? '');
    expect(file.result).toBe('cancelled');
    expect((await runPart(newRunner(MISSION.replace('exit 3', 'sleep 60')), '2/2')).exitCode).toBe(0);
  });

  test('without an artifact service nothing runs', async () => {
    const missing = { ACTIONS_RUNTIME_TOKEN: undefined, ACTIONS_RESULTS_URL: undefined };
    const step = await runStep(newRunner(), 'action', optionsOf('1/2', 1, missing));
    expect(step.outputs.result).toBe('invalid');
    expect(step.messages('error').join()).toContain('This runner has no artifact service.');
  });
});

/** The archive of a part as text: its files are not compressed. */
function journalOf(artifact: string): string {
  return server.artifacts.get(artifact)?.get('part.tar')?.toString() ?? '';
}

/** The journal of the run in this job; '' before it is there. */
function journal(job: Job): string {
  const [folder] = readdirSync(job.temp).filter(
    (name) => /^mission-[\w-]+$/.test(name) && existsSync(join(job.temp, name, 'events.jsonl')),
  );
  return folder === undefined ? '' : readFileSync(join(job.temp, folder, 'events.jsonl'), 'utf8');
}
