import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findAct, newRepository, type Repository, startAct } from '../action/act-run.ts';
import { type ArtifactServer, type ServerOptions, startArtifactServer } from '../action/artifact-server.ts';
import { cli } from '../command-line.ts';

const act = process.platform === 'linux' ? findAct() : undefined;
const examples = fileURLToPath(new URL('../../../examples', import.meta.url));
const WORKFLOW = '.github/workflows/generated.yml';
const MISSION = 'plan-of-the-control-center.yml';

/** The artifacts of the parts of the example. */
const parts = (attempt: number, ...numbers: readonly number[]): readonly string[] =>
  numbers.map((number) => `mission-Dictionary-${number}of4-attempt${attempt}`);

describe.skipIf(act === undefined)('a generated workflow, run by act', { timeout: 180_000 }, () => {
  let repository: Repository;
  let server: ArtifactServer;
  beforeEach(() => {
    repository = newRepository();
  });
  afterEach(async () => {
    await server.close();
    repository.remove();
  });

  async function serve(options: ServerOptions = {}): Promise<void> {
    server = await startArtifactServer({}, [], options);
  }

  /** Copies an example into the repository and writes its workflow, which uses the action of the repository. */
  function generate(name: string, ...options: readonly string[]): void {
    cpSync(join(examples, name), join(repository.path, 'examples', name), { recursive: true });
    generateFor(`examples/${name}/mission.yml`, ...options);
  }

  function generateFor(mission: string, ...options: readonly string[]): void {
    const argv = [cli, 'workflow', mission, ...options, '--uses', './', '--out', WORKFLOW];
    execFileSync(process.execPath, argv, { cwd: repository.path, stdio: 'pipe' });
    // A mission of a test waits for no other load of this machine.
    alter(WORKFLOW, '      - uses: ./\n        with:\n', "      - uses: ./\n        with:\n          gate: 'off'\n");
    commit();
  }

  function alter(file: string, from: string, to: string): void {
    const path = join(repository.path, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(from)) throw new Error(`${file}: expected ${from} in it`);
    writeFileSync(
      path,
      text.replaceAll(from, () => to),
    );
  }

  /** A job that does not run, as one that has succeeded in the attempt before. The commit stays the same. */
  function leaveOut(job: string): void {
    const path = join(repository.path, WORKFLOW);
    const text = readFileSync(path, 'utf8');
    const left = text.replace(
      new RegExp(`^(  ${job}:\\n    name: .*\\n)((?:    needs: .*\\n)?)(?:    #.*\\n)?(?:    if: .*\\n)?`, 'm'),
      '$1$2    if: false\n',
    );
    if (left === text) throw new Error(`${WORKFLOW}: expected the job ${job} in it`);
    writeFileSync(path, left);
  }

  function commit(): void {
    const git = (...words: string[]) => execFileSync('git', words, { cwd: repository.path, stdio: 'pipe' });
    git('add', '--all');
    git('-c', 'user.name=Test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '--message', 'Change');
  }

  function run(attempt = 1, ...more: readonly string[]): Promise<{ exitCode: number | null; log: string }> {
    return startAct(act ?? '', repository, 'push', 'generated.yml', server.attempt(attempt), more).ended;
  }

  interface Merged {
    readonly result: string;
    readonly tasks: readonly { readonly id: string; readonly status: string; readonly part: number }[];
    readonly fleet: {
      readonly runners: readonly { readonly part: number; readonly attempt: number; readonly result: string }[];
      readonly absent?: readonly { readonly part: number }[];
    };
  }

  /** The newest report that a verdict job has uploaded, and its final report as text. */
  function merged(): { readonly report: Merged; readonly text: string } {
    const files = [...server.artifacts.values()].filter((each) => each.has('mission.json')).at(-1);
    const text = files?.get('final-report.md')?.toString() ?? '';
    return { report: JSON.parse(files?.get('mission.json')?.toString() ?? '{}') as Merged, text };
  }

  const statuses = ({ tasks }: Merged): readonly string[] =>
    tasks.map(({ id, part, status }) => `${part} ${id} ${status}`);

  /** How often a task was started, by the journal in the artifact of a part. */
  function starts(artifact: string, id: string): number {
    const text = server.artifacts.get(artifact)?.get('part.tar')?.toString() ?? '';
    return text.split('\n').filter((line) => line.includes('"type":"admitted"') && line.includes(`"id":"${id}"`))
      .length;
  }

  /** The lines of a job without its name. */
  function linesOf(log: string, job: string): string {
    const mark = `/${job}`;
    return log
      .split('\n')
      .filter((line) => line.slice(0, line.indexOf(']')).trimEnd().endsWith(mark))
      .join('\n');
  }

  test('F425 the files and outputs of a build reach tests on three other runners', async () => {
    await serve({ lies: true });
    generate('fleet', '--runners', '4');
    const { exitCode, log } = await run();
    expect(exitCode, log).toBe(0);
    for (const job of ['build', 'spelling', 'complete, program', 'prefixes', 'Dictionary verdict']) {
      expect(linesOf(log, job), log).toContain('Job succeeded');
    }
    expect([...server.artifacts.keys()]).toEqual(expect.arrayContaining([...parts(1, 1, 2, 3, 4)]));
    const { report, text } = merged();
    expect(report.result).toBe('succeeded');
    expect(statuses(report)).toEqual([
      '1 build succeeded',
      '2 spelling succeeded',
      '3 complete succeeded',
      '4 prefixes succeeded',
      '3 program succeeded',
    ]);
    expect(report.fleet.runners.map(({ part, result }) => `${part} ${result}`)).toEqual(
      [1, 2, 3, 4].map((part) => `${part} succeeded`),
    );
    expect(text).toContain('## Runners');
    for (const id of ['build', 'spelling', 'complete', 'prefixes', 'program']) expect(text).toContain(id);
  });

  test('F426 if a part fails, the other parts run, and what needs a failed task is skipped', async () => {
    await serve();
    generate('fleet', '--runners', '4');
    alter('examples/fleet/build.mjs', 'console.log(', 'process.exitCode = 3;\nconsole.log(');
    commit();
    const { exitCode, log } = await run();
    expect(exitCode).toBe(1);
    expect(linesOf(log, 'build')).toContain('Job failed');
    expect(linesOf(log, 'spelling')).toContain('Job succeeded');
    expect(linesOf(log, 'prefixes')).toMatch(/prefixes .*skipped/);
    expect(linesOf(log, 'Dictionary verdict')).toContain('Job failed');
    const { report } = merged();
    expect(report.result).toBe('failed');
    expect(statuses(report)).toEqual([
      '1 build failed',
      '2 spelling succeeded',
      '3 complete skipped',
      '4 prefixes skipped',
      '3 program skipped',
    ]);
    expect([...server.artifacts.keys()]).toEqual(expect.arrayContaining([...parts(1, 1, 2, 3, 4)]));
  });

  test('F427 a part whose job did not run is named by the parts that need it, and by the merged report', async () => {
    await serve();
    generate('fleet', '--runners', '4');
    leaveOut('build');
    const { exitCode, log } = await run();
    expect(exitCode).toBe(1);
    expect(linesOf(log, 'prefixes')).toMatch(/Expected part 1 of 4/);
    expect(linesOf(log, 'prefixes')).toContain('Job failed');
    expect(linesOf(log, 'spelling')).toContain('Job succeeded');
    expect(linesOf(log, 'Dictionary verdict')).toContain('Job failed');
    const { report, text } = merged();
    expect(report.result).toBe('failed');
    expect(report.fleet.absent).toMatchObject([{ part: 1 }]);
    expect(report.tasks).toHaveLength(5);
    expect(text).toContain('did not report');
  });

  /** The first attempt, in which one part fails, and a second one with the parts that failed, as "Re-run failed jobs" makes it. */
  async function runAgain(): Promise<{ exitCode: number | null; log: string }> {
    generate('fleet', '--runners', '4');
    alter('examples/fleet/check-prefixes.mjs', 'found.length <= 2', "existsSync('fixed')");
    alter('examples/fleet/check-prefixes.mjs', 'import { readFileSync }', 'import { existsSync, readFileSync }');
    commit();
    const first = await run(1);
    expect(linesOf(first.log, 'prefixes')).toContain('Job failed');
    expect(linesOf(first.log, 'build')).toContain('Job succeeded');
    writeFileSync(join(repository.path, 'examples/fleet/fixed'), '');
    leaveOut('build');
    leaveOut('spelling');
    return run(2, '--job', 'prefixes');
  }

  test('F457 a part that is re-run continues its first attempt, and the verdict takes the newest of each part', async () => {
    await serve({ lies: true });
    generate('fleet', '--runners', '3');
    alter('examples/fleet/mission.yml', '! dist/look-up brot', '! dist/look-up brot && test -e fixed');
    commit();
    const first = await run(1);
    expect(linesOf(first.log, 'complete, program'), first.log).toContain('Job failed');
    expect(merged().report.result).toBe('failed');
    writeFileSync(join(repository.path, 'examples/fleet/fixed'), '');
    // As "Re-run failed jobs": what succeeded is not run, and the verdict runs again.
    for (const job of ['build-and-spelling', 'prefixes']) leaveOut(job);
    const { log } = await run(2);
    expect(linesOf(log, 'complete, program'), log).toContain('1 kept, 1 to run');
    expect(linesOf(log, 'complete, program')).toContain('Job succeeded');
    expect(linesOf(log, 'Dictionary verdict'), log).toContain('Job succeeded');
    const { report, text } = merged();
    expect(report.result).toBe('succeeded');
    expect(report.fleet.runners.map(({ part, attempt }) => [part, attempt])).toEqual([
      [1, 1],
      [2, 2],
      [3, 1],
    ]);
    const again = 'mission-Dictionary-2of3-attempt2';
    expect([starts(again, 'complete'), starts(again, 'program')]).toEqual([1, 2]);
    expect(text).toContain('Resumed');
  });

  test('F428 if only the failed jobs run again, they take over from the first attempt of the others', async () => {
    await serve({ scope: 'run', lies: true });
    const { log } = await runAgain();
    expect(linesOf(log, 'prefixes'), log).toContain('Job succeeded');
    expect([...server.artifacts.keys()]).toEqual(expect.arrayContaining([...parts(1, 1, 2, 3, 4), ...parts(2, 4)]));
    expect([...server.artifacts.keys()]).not.toEqual(expect.arrayContaining([...parts(2, 1)]));
  });

  test('F428 if the service does not show the first attempt to the second, the part that is missing is named', async () => {
    await serve({ scope: 'attempt' });
    const { exitCode, log } = await runAgain();
    expect(exitCode).toBe(1);
    expect(linesOf(log, 'prefixes')).toMatch(/Expected part 1 of 4/);
  });

  test('F428 if everything runs again, the newest attempt of a part counts', async () => {
    await serve({ lies: true });
    generate('fleet', '--runners', '4');
    await run(1, '--job', 'complete-and-program');
    alter('examples/fleet/words/town.txt', 'bridge = pont', 'bridge = passerelle');
    commit();
    // The files of the first attempt would not have the new word.
    const { log } = await run(2, '--job', 'complete-and-program');
    expect(linesOf(log, 'complete, program'), log).toContain('Job succeeded');
  });

  test('F429 the repair of the control center runs as a generated workflow, in one job with the name of the verdict', async () => {
    await serve();
    generate('control-center');
    const { exitCode, log } = await run();
    expect(exitCode, log).toBe(0);
    // Its tasks work on one copy of the service, so that the plan has one part, which needs no artifact of another one.
    expect(linesOf(log, 'Control Center Comprehensive Fix verdict'), log).toContain('Job succeeded');
    const [name = ''] = server.artifacts.keys();
    expect(name).toMatch(/^mission-Control-Center-Comprehensive-Fix-/);
    const { report } = merged();
    expect(report.result).toBe('succeeded');
    expect(report.tasks.map(({ id, status }) => `${id} ${status}`)).toEqual(
      ['L2.2.1', 'L2.2.2', 'L2.2.3', 'L2.2.4', 'L3.2.4.1', 'L3.2.3.1', 'L3.2.2.1', 'L3.ALL.1'].map(
        (id) => `${id} succeeded`,
      ),
    );
  });

  describe('the plan of the control center on three runners', () => {
    beforeEach(async () => {
      await serve({ lies: true });
      const mission = readFileSync(join(examples, 'control-center/plan.yml'), 'utf8')
        .replace(/^( {4}deploy: .*\n)/gm, '')
        // The commands of the plan leave nothing, so that it can be cut.
        .replace(/run: "true"/g, 'artifacts: [], run: "true"')
        .replace(/^ {4}artifacts: \[\], run/gm, '    artifacts: []\n    run');
      writeFileSync(join(repository.path, MISSION), mission);
      generateFor(MISSION, '--runners', '3');
    });

    const tasks = ['L2.2.1', 'L2.2.2', 'L2.2.3', 'L2.2.4', 'L3.2.4.1', 'L3.2.3.1', 'L3.2.2.1', 'L3.ALL.1'];

    /** The id of the first job, and the title that act shows. */
    function firstJob(): { readonly id: string; readonly title: string } {
      const text = readFileSync(join(repository.path, WORKFLOW), 'utf8');
      const [, id = '', title = ''] = /^jobs:\n {2}(\S+):\n {4}name: (.*)\n/m.exec(text) ?? [];
      return { id, title };
    }

    test('F429 the merged report lists all tasks and a row for each runner', async () => {
      const { exitCode, log } = await run();
      expect(exitCode, log).toBe(0);
      expect(linesOf(log, 'Control Center Comprehensive Fix verdict')).toContain('Job succeeded');
      const { report, text } = merged();
      expect(report.tasks.map(({ id, status }) => `${id} ${status}`)).toEqual(tasks.map((id) => `${id} succeeded`));
      expect(report.fleet.runners.map(({ part }) => part)).toEqual([1, 2, 3]);
      const [, runners = ''] = text.split('## Runners');
      for (const part of [1, 2, 3]) expect(runners).toMatch(new RegExp(`^\\| Part ${part} \\|`, 'm'));
    });

    test('F429 a task that fails on one runner makes the verdict red, and the rest is in the report', async () => {
      alter(MISSION, 'expect: 1h50m, artifacts: [], run: "true"', 'expect: 1h50m, artifacts: [], run: "false"');
      commit();
      const { exitCode, log } = await run();
      expect(exitCode).toBe(1);
      expect(linesOf(log, 'Control Center Comprehensive Fix verdict')).toContain('Job failed');
      const { report } = merged();
      const failed = report.tasks.filter(({ status }) => status === 'failed').map(({ id }) => id);
      expect(failed).toEqual(['L2.2.4']);
      const skipped = report.tasks.filter(({ status }) => status === 'skipped').map(({ id }) => id);
      expect(skipped).toEqual(['L3.2.4.1', 'L3.ALL.1']);
    });

    test('F429 a job that does not run makes the verdict red, and its part is named', async () => {
      leaveOut(firstJob().id);
      const { exitCode, log } = await run();
      expect(exitCode).toBe(1);
      expect(linesOf(log, 'Control Center Comprehensive Fix verdict')).toContain('Job failed');
      const { report, text } = merged();
      expect(report.tasks).toHaveLength(tasks.length);
      expect(report.fleet.absent).toMatchObject([{ part: 1 }]);
      expect(text).toContain(`did not report`);
      expect(text).toContain(firstJob().title.split(', ')[0]);
    });
  });
});
