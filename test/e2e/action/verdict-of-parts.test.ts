import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeZip } from '../../run/archive/make-zip.ts';
import { type ArtifactServer, startArtifactServer } from './artifact-server.ts';
import { type EndedStep, type Job, newJob, runStep, startStep } from './step.ts';

const MISSION = `name: Verdict
tasks:
  build: { run: mkdir dist && echo built > dist/app, artifacts: [dist/**] }
  lint: { run: echo clean }
tests:
  unit: { needs: [build], run: 'echo unit of $(cat dist/app)' }
  e2e: { needs: [build], run: 'grep built dist/app', artifacts: [] }
`;
const PLAN = '1: build, lint\n2: unit\n3: e2e\n';

let server: ArtifactServer;
let jobs: Job[];
beforeEach(async () => {
  server = await startArtifactServer({}, [], { lies: true });
  jobs = [];
});
afterEach(async () => {
  await server.close();
  for (const job of jobs) job.remove();
});

function newRunner(mission: string): Job {
  const job = newJob();
  jobs.push(job);
  job.write('mission.yml', mission);
  return job;
}

const optionsOf = (inputs: Record<string, string>, attempt: number) => ({
  inputs: { mission: 'mission.yml', gate: 'off', plan: PLAN, ...inputs },
  environment: { ...server.attempt(attempt), GITHUB_SHA: 'c0ffee' },
});

function part(number: number, { mission = MISSION, attempt = 1 } = {}): Promise<EndedStep> {
  return runStep(newRunner(mission), 'action', optionsOf({ part: `${number}/3` }, attempt));
}

interface Verdict extends EndedStep {
  readonly report: {
    readonly result: string;
    readonly tasks: readonly { readonly id: string; readonly status: string; readonly part: number }[];
    readonly fleet: {
      readonly parts: number;
      readonly runners: readonly { readonly part: number; readonly attempt: number; readonly download?: number }[];
      readonly absent?: readonly { readonly part: number; readonly why: string }[];
      readonly notes?: readonly string[];
    };
  };
}

async function verdict(attempt = 1, mission = MISSION): Promise<Verdict> {
  const ended = await runStep(newRunner(mission), 'action', optionsOf({ merge: 'true' }, attempt));
  const names = [...server.artifacts.keys()].filter((name) => /^mission-Verdict-gate(?!.*html)/.test(name));
  const files = server.artifacts.get(names.at(-1) ?? '');
  return { ...ended, report: JSON.parse(files?.get('mission.json')?.toString() ?? '{}') };
}

async function allParts(): Promise<void> {
  for (const number of [1, 2, 3]) expect((await part(number)).exitCode).toBe(0);
}

/** The journal of the run in this job; '' before it is there. */
function journalOf({ temp }: Job): string {
  const files = readdirSync(temp).map((name) => join(temp, name, 'events.jsonl'));
  return files.map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')).join('');
}

const nameOf = (number: number, attempt = 1, of = 3): string => `mission-Verdict-${number}of${of}-attempt${attempt}`;

/** The two files of an artifact, with another `part.json`. */
function changed(name: string, change: (file: Record<string, unknown>) => Record<string, unknown>): Buffer {
  const files = server.artifacts.get(name);
  const file = JSON.parse(files?.get('part.json')?.toString() ?? '{}') as Record<string, unknown>;
  return makeZip([
    { name: 'part.json', content: JSON.stringify(change(file)) },
    { name: 'part.tar', content: files?.get('part.tar')?.toString() ?? '' },
  ]);
}

describe('the verdict job downloads the artifacts of all parts and merges them', { timeout: 60_000 }, () => {
  test('F458 all parts become one report, with a row for each runner and what the downloads took', async () => {
    await allParts();
    const { exitCode, outputs, summary, report, log } = await verdict();
    expect(exitCode, log).toBe(0);
    expect(outputs).toMatchObject({ result: 'succeeded', succeeded: '4', failed: '0' });
    expect(report.tasks.map(({ id, part: on, status }) => [id, on, status])).toEqual([
      ['build', 1, 'succeeded'],
      ['lint', 1, 'succeeded'],
      ['unit', 2, 'succeeded'],
      ['e2e', 3, 'succeeded'],
    ]);
    const { runners } = report.fleet;
    expect(runners.map(({ part: on }) => on)).toEqual([1, 2, 3]);
    expect(runners[0]?.download).toBeUndefined();
    for (const runner of runners.slice(1)) expect(runner.download).toBeGreaterThan(0);
    expect(summary).toContain('## Runners');
  });

  test('F458 a part that failed makes the verdict red, and the others are in the report', async () => {
    const mission = MISSION.replace('grep built', 'grep other');
    await part(1, { mission });
    await part(2, { mission });
    expect((await part(3, { mission })).exitCode).toBe(1);
    const { exitCode, outputs, report } = await verdict(1, mission);
    expect(exitCode).toBe(1);
    expect(outputs).toMatchObject({ result: 'failed', succeeded: '3', failed: '1' });
    expect(report.tasks.at(-1)).toMatchObject({ id: 'e2e', part: 3, status: 'failed' });
  });

  test('F458 a part that is missing makes the verdict red, and the others are in the report', async () => {
    await part(1);
    await part(3);
    const { exitCode, report, messages } = await verdict();
    expect(exitCode).toBe(1);
    expect(messages('error').join()).toContain('Part 2 of 3 did not report. Its tasks: unit.');
    expect(report.tasks.find(({ id }) => id === 'e2e')).toMatchObject({ status: 'succeeded' });
    expect(report.fleet.absent).toMatchObject([{ part: 2, why: 'did not report' }]);
  });

  test('F458 a part whose download is damaged makes the verdict red, and those after it are in the report', async () => {
    await allParts();
    server.damage(nameOf(2));
    const { exitCode, report, messages } = await verdict();
    expect(exitCode).toBe(1);
    expect(report.fleet.absent).toMatchObject([{ part: 2 }]);
    expect(report.tasks.find(({ id }) => id === 'e2e')).toMatchObject({ status: 'succeeded' });
    expect([...messages('error'), ...messages('warning')].join()).toContain(`${nameOf(2)} could not be downloaded`);
  });

  test('F458 a part that was cancelled makes the verdict red, with what it had done', async () => {
    const mission = MISSION.replace('grep built dist/app', 'echo begun; sleep 60');
    await part(1, { mission });
    await part(2, { mission });
    const job = newRunner(mission);
    const options = optionsOf({ part: '3/3' }, 1);
    const started = startStep(job, 'action', options);
    await expect.poll(() => journalOf(job), { timeout: 20_000 }).toContain('"type":"step-started"');
    started.process.kill('SIGINT');
    const { state } = await started.ended;
    const saved = Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]));
    await runStep(job, 'post', { ...options, environment: { ...options.environment, ...saved } });
    const { exitCode, outputs, report } = await verdict(1, mission);
    expect(exitCode).toBe(1);
    expect(outputs.result).toBe('cancelled');
    expect(report.fleet.absent).toBeUndefined();
    expect(report.tasks.map(({ id, status }) => [id, status])).toEqual([
      ['build', 'succeeded'],
      ['lint', 'succeeded'],
      ['unit', 'succeeded'],
      ['e2e', 'cancelled'],
    ]);
  });
});

describe('hostile and doubtful artifacts in the verdict job', { timeout: 60_000 }, () => {
  test('F455 a part of another mission is not merged, and its part is missing', async () => {
    await part(1);
    await part(2);
    server.put(
      nameOf(3),
      changed(nameOf(2), (file) => ({ ...file, part: 3, mission: 'Other', plan: 'a'.repeat(64) })),
    );
    const { exitCode, report } = await verdict();
    expect(exitCode).toBe(1);
    expect(report.fleet.absent).toMatchObject([{ part: 3 }]);
    expect(report.tasks.filter(({ status }) => status === 'succeeded')).toHaveLength(3);
  });

  test('F455 a part with another digest of the plan is not merged', async () => {
    await allParts();
    server.put(
      nameOf(2, 2),
      changed(nameOf(2), (file) => ({ ...file, attempt: 2, plan: 'b'.repeat(64) })),
    );
    const { exitCode, report, messages } = await verdict();
    // The part with the right plan is there.
    expect(exitCode).toBe(0);
    expect(report.fleet.runners.map(({ attempt }) => attempt)).toEqual([1, 1, 1]);
    expect(messages('warning').join()).toContain('belongs to another plan or another mission');
  });

  test('F455 a part whose number is above the number of parts cannot be read', async () => {
    await allParts();
    server.put(
      nameOf(3, 2),
      changed(nameOf(3), (file) => ({ ...file, attempt: 2, part: 7 })),
    );
    const { exitCode, report } = await verdict();
    expect(exitCode).toBe(1);
    expect(report.fleet.absent).toMatchObject([
      { part: 3, why: 'cannot be read: expected a part.json, found a part.json with part 7 of 3' },
    ]);
  });

  test('F455 of two uploads of a part in one attempt, the one that was written last counts, with a warning', async () => {
    await allParts();
    const tar = server.artifacts.get(nameOf(2))?.get('part.tar') ?? Buffer.alloc(0);
    // One more block of zeros at its end: another archive with the same content.
    const other = Buffer.concat([tar, Buffer.alloc(512)]);
    const digest = createHash('sha256').update(other).digest('hex');
    const file = JSON.parse(server.artifacts.get(nameOf(2))?.get('part.json')?.toString() ?? '{}');
    const content = JSON.stringify({ ...file, tar: digest, written: '2999-01-01T00:00:00.000Z' });
    const entries = [
      { name: 'part.json', content },
      { name: 'part.tar', content: other.toString() },
    ];
    server.put(`${nameOf(2)}-again`, makeZip(entries));
    const { exitCode, messages, report } = await verdict();
    expect(exitCode).toBe(0);
    expect(messages('warning').join()).toContain('Part 2 arrived twice with different content');
    expect(report.tasks).toHaveLength(4);
  });

  test.each([
    ['a path that leads out', [{ name: '../../out' }, { name: 'part.json' }, { name: 'part.tar' }]],
    ['an absolute path', [{ name: '/tmp/mission-out' }, { name: 'part.json' }, { name: 'part.tar' }]],
    ['a link', [{ name: 'part.json' }, { name: 'part.tar', content: '/etc/passwd', mode: 0o120777 }]],
    ['the same name twice', [{ name: 'part.json' }, { name: 'part.json' }, { name: 'part.tar' }]],
    [
      'more content than it declares',
      [{ name: 'part.json' }, { name: 'part.tar', content: 'x'.repeat(30_000_000), deflated: true, declared: 100 }],
    ],
  ])('F455 a zip file with %s is not merged, and no older attempt counts instead', async (_, entries) => {
    await allParts();
    server.put(nameOf(2, 2), makeZip(entries));
    const { exitCode, report, messages } = await verdict();
    expect(exitCode).toBe(1);
    expect(report.fleet.absent).toMatchObject([{ part: 2 }]);
    expect([...messages('error'), ...messages('warning')].join()).toContain(`${nameOf(2, 2)} could not be downloaded`);
    expect(report.tasks.filter(({ status }) => status === 'succeeded')).toHaveLength(3);
  });

  test('F455 a zip file that was cut is not merged', async () => {
    await part(1);
    await part(2);
    await part(3);
    const whole = server.archive(nameOf(3));
    server.put(nameOf(3, 2), whole.subarray(0, whole.length >> 1));
    const { exitCode, report } = await verdict();
    expect(exitCode).toBe(1);
    expect(report.fleet.absent).toMatchObject([{ part: 3 }]);
  });
});
