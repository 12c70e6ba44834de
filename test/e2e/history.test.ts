import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HistoryLine } from '../../src/history/line.ts';
import { type Job, newJob, runStep } from './action/step.ts';
import { type Folder, newFolder } from './command-line.ts';
import { readEvents, runMission } from './run-in.ts';

const mission = `name: Nightly
tasks:
  L2.1: { run: test -z "$PAUSE" || sleep 1.2 }
  L2.2: { expect: 1h, run: echo worked too }
tests:
  L3.1: { needs: L2.1, run: test -e works }
`;

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
  folder.write('works', '');
});
afterEach(() => folder.remove());

function linesOf(text: string): readonly HistoryLine[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as HistoryLine);
}

function run(...more: readonly string[]) {
  return runMission(folder, mission, '--history', 'kept/runs.jsonl', ...more);
}

describe('mission run --history', () => {
  it('predicts durations from earlier runs, in plan, journal and reports', async () => {
    const first = await run();
    expect(first.exitCode).toBe(0);
    expect(folder.read('.mission/final-report.md')).toContain('there is nothing to compare with yet');
    await run();
    const third = await run();
    expect(third.statuses).toEqual({ 'L2.1': 'succeeded', 'L2.2': 'succeeded', 'L3.1': 'succeeded' });
    const lines = linesOf(folder.read('kept/runs.jsonl'));
    expect(lines.map(({ task }) => task)).toEqual(Array(3).fill(['L2.1', 'L2.2', 'L3.1']).flat());
    expect(new Set(lines.map((line) => line.run)).size).toBe(3);

    const [started] = readEvents(folder);
    if (started?.type !== 'mission-started') throw new Error('expected mission-started first');
    const before = lines.slice(0, 6).flatMap(({ task, duration }) => (task === 'L2.1' ? [duration] : []));
    expect(started.predictions?.['L2.1']).toMatchObject({ runs: 2, last: before });
    expect(folder.read('.mission/final-report.md')).toMatch(/## History\n[^#]*\| \[`L2\.2`\]/);
    expect(JSON.parse(folder.read('.mission/mission.json')).tasks[1].history).toMatchObject({ runs: 2, slower: false });

    // From the journal alone.
    const report = folder.read('.mission/final-report.md');
    folder.write('kept/runs.jsonl', '');
    await folder.mission('report', '.mission');
    expect(folder.read('.mission/final-report.md')).toBe(report);
  });

  it('is read by a plan, which does not change the file', async () => {
    await run();
    const text = folder.read('kept/runs.jsonl');
    const [longest = 0] = linesOf(text)
      .map(({ duration }) => duration)
      .sort((one, other) => other - one);
    const plan = (...more: string[]) => folder.mission('plan', 'm.yml', '--json', ...more);
    expect(JSON.parse((await plan()).stdout).dynamic).toBeGreaterThanOrEqual(3_600_000);
    const { dynamic } = JSON.parse((await plan('--history', 'kept/runs.jsonl')).stdout);
    expect(dynamic).toBeGreaterThanOrEqual(longest);
    expect(dynamic).toBeLessThan(3_600_000);
    const readable = await folder.mission('plan', 'm.yml', '--history', 'kept/runs.jsonl');
    expect(readable.stdout).toContain('from history   L2.1, L2.2, L3.1');
    expect(readable.stdout).toMatch(/^ {2}L2\.2 .* history of 1 run /m);
    expect(folder.read('kept/runs.jsonl')).toBe(text);
  });

  it('is found by a plan although a secret stands in the name and in a command of the mission', async () => {
    folder.write(
      'm.yml',
      'name: Deploy to prod-eu-4711\nsecrets: [PLACE]\ntasks:\n  a: { expect: 1h, run: "echo prod-eu-4711" }\n',
    );
    const env = { PLACE: 'prod-eu-4711' };
    const run = folder.start(['run', 'm.yml', '--gate', 'off', '--history', 'runs.jsonl'], { env });
    expect((await run.ended).exitCode).toBe(0);
    expect(folder.read('runs.jsonl')).not.toContain('4711');
    const plan = await folder.start(['plan', 'm.yml', '--history', 'runs.jsonl'], { env }).ended;
    expect(plan.stdout).toContain('from history   a: the median of earlier runs');
  });

  it('marks a task that is slower than usual, with the difference', async () => {
    await run();
    const [one = ''] = folder.read('kept/runs.jsonl').split('\n');
    const earlier = (at: number) =>
      one.replace(/"run":"[^"]*"/, `"run":"${at}"`).replace(/"duration":\d+/, '"duration":5');
    folder.write('kept/runs.jsonl', [1, 2, 3, 4, 5].map((at) => `${earlier(at)}\n`).join(''));
    const argv = ['run', 'm.yml', '--gate', 'off', '--history', 'kept/runs.jsonl'];
    const { stdout } = await folder.start(argv, { env: { PAUSE: 'yes' } }).ended;
    expect(stdout).toMatch(/✔ L2\.1 succeeded in [\d.]+ s, slower than usual \(5 ms\)/);
    expect(folder.read('.mission/final-report.md')).toMatch(/^\| \[`L2\.1`\].* \*\*slower than usual\*\* +\|$/m);
    expect(folder.read('.mission/tasks/L2.1.md')).toContain('**slower than usual**');
  });

  it('keeps failures, and marks a task that fails and succeeds on one commit as flaky', async () => {
    const argv = ['run', 'm.yml', '--gate', 'off', '--history', 'kept/runs.jsonl'];
    for (const works of [true, false, true]) {
      if (works) folder.write('works', '');
      else rmSync(join(folder.path, 'works'));
      folder.write('m.yml', mission);
      const { exitCode } = await folder.start(argv, { env: { GITHUB_SHA: 'f00' } }).ended;
      expect(exitCode).toBe(works ? 0 : 1);
    }
    const lines = linesOf(folder.read('kept/runs.jsonl')).filter(({ task }) => task === 'L3.1');
    expect(lines.map(({ status, commit }) => [status, commit])).toEqual([
      ['succeeded', 'f00'],
      ['failed', 'f00'],
      ['succeeded', 'f00'],
    ]);
    expect(folder.read('.mission/final-report.md')).toMatch(/^\| \[`L3\.1`\].* \*\*flaky: 1 of 3 runs\*\* +\|$/m);
  });

  it('renames a damaged file with a notice, and the run continues', async () => {
    await run();
    const good = folder.read('kept/runs.jsonl');
    folder.write('kept/runs.jsonl', `${good.slice(0, 40)}\u0000\n${good}`);
    const { exitCode, stdout } = await run();
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /! expected the history .* renamed to kept\/runs\.jsonl\.damaged-1, its 3 valid lines were kept/,
    );
    expect(folder.read('.mission/final-report.md')).toContain('renamed to');
    expect(folder.read('kept/runs.jsonl.damaged-1')).toContain('\u0000');
    expect(linesOf(folder.read('kept/runs.jsonl'))).toHaveLength(6);
  });

  it('records two runs at once', async () => {
    folder.write('m.yml', mission);
    const start = (dir: string) =>
      folder.mission('run', 'm.yml', '--gate', 'off', '--dir', dir, '--history', 'runs.jsonl');
    const ends = await Promise.all([start('one'), start('two')]);
    expect(ends.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(linesOf(folder.read('runs.jsonl'))).toHaveLength(6);
  });

  it.each([
    ['the mission file', 'm.yml', /found the mission file/],
    ['a path that every run empties', '.mission/runs.jsonl', /in \.mission, which every run empties/],
    ['nothing', '', /found nothing/],
  ])('refuses %s', async (_, path, found) => {
    folder.write('m.yml', mission);
    const { exitCode, stderr } = await folder.mission('run', 'm.yml', '--history', path);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(found);
    expect(folder.read('m.yml')).toBe(mission);
    expect(folder.has('.mission')).toBe(false);
  });
});

describe('the input history', () => {
  let job: Job;
  beforeEach(() => {
    job = newJob();
    job.write('ci/mission.yml', mission);
    job.write('works', '');
  });
  afterEach(() => job.remove());

  function step(history: string) {
    return runStep(job, 'action', { inputs: { mission: 'ci/mission.yml', gate: 'off', history } });
  }

  it('is a file of the workspace that each run reads and extends', async () => {
    await step('.kept/runs.jsonl');
    const { exitCode, log, outputs } = await step('.kept/runs.jsonl');
    expect(exitCode).toBe(0);
    expect(log).not.toMatch(/warning/i);
    expect(linesOf(readFileSync(join(job.workspace, '.kept', 'runs.jsonl'), 'utf8'))).toHaveLength(6);
    expect(readFileSync(outputs['report-path'] ?? '', 'utf8')).toMatch(/## History\n\n\| Id/);
  });

  it('names a damaged file in log and summary', async () => {
    job.write('runs.jsonl', 'damage\n');
    const { exitCode, log, summary } = await step('runs.jsonl');
    expect(exitCode).toBe(0);
    expect(log).toContain('renamed to runs.jsonl.damaged-1');
    expect(summary).toContain('renamed to runs.jsonl.damaged-1');
  });

  it('F55 must be inside the workspace', async () => {
    const { exitCode, outputs, messages } = await step('../runs.jsonl');
    expect(exitCode).toBe(1);
    expect(outputs.result).toBe('invalid');
    expect(messages('error')).toContainEqual(expect.stringContaining('one outside of it: "../runs.jsonl"'));
  });
});
