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
    const mission = `examples/${name}/mission.yml`;
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

  /** A job that does not run, as one that has succeeded in the attempt before. */
  function leaveOut(job: string): void {
    alter(WORKFLOW, `  ${job}:\n    name: ${job}\n`, `  ${job}:\n    name: ${job}\n    if: false\n`);
    commit();
  }

  function commit(): void {
    const git = (...words: string[]) => execFileSync('git', words, { cwd: repository.path, stdio: 'pipe' });
    git('add', '--all');
    git('-c', 'user.name=Test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '--message', 'Change');
  }

  function run(attempt = 1, ...more: readonly string[]): Promise<{ exitCode: number | null; log: string }> {
    return startAct(act ?? '', repository, 'push', 'generated.yml', server.attempt(attempt), more).ended;
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
    expect([...server.artifacts.keys()]).toEqual(expect.arrayContaining([...parts(1, 1, 2, 3, 4)]));
  });

  test('F427 a part whose job did not run is named by the parts that need it', async () => {
    await serve();
    generate('fleet', '--runners', '4');
    leaveOut('build');
    const { exitCode, log } = await run();
    expect(exitCode).toBe(1);
    expect(linesOf(log, 'prefixes')).toMatch(/expected part 1 of 4/);
    expect(linesOf(log, 'Dictionary verdict')).toContain('Job failed');
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
    expect(linesOf(log, 'prefixes')).toMatch(/expected part 1 of 4/);
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

  test('F429 the repair of the control center runs as a generated workflow', async () => {
    await serve();
    generate('control-center');
    await run();
    // Its tasks work on one copy of the service, so that the plan has one part, which needs no artifact of another one.
    const [name = ''] = server.artifacts.keys();
    expect(name).toMatch(/^mission-Control-Center-Comprehensive-Fix-/);
    const report = JSON.parse(server.artifacts.get(name)?.get('mission.json')?.toString() ?? '{}');
    expect(report).toMatchObject({ result: 'succeeded' });
  });
});
