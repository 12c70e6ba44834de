import { cpSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAlive } from '../process/step-harness.ts';
import { cli, type Folder, newFolder } from './command-line.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

const plan = fileURLToPath(new URL('../../examples/control-center/plan.yml', import.meta.url));

const good = `name: Good one
tasks:
  L2.1:
    name: First
    steps:
      - { name: greet, run: echo hello from one }
      - { name: give, run: 'echo "port=8080" >> "$MISSION_OUTPUT"' }
  L2.2: { name: Second, run: echo two }
tests:
  L3.1:
    name: Checker
    needs: L2.1
    supports: L2.2
    deliverable: reports/checker.md
    run: 'grep -q 8080 "$MISSION_CONTEXT" && echo "**all fine**" >> "$MISSION_REPORT"'
  L3.2: { name: Final, needs: tasks, run: "true" }
`;

const bad = `name: Bad one
tasks:
  L2.1: { run: "echo about to fail; exit 7" }
  L2.2: { run: echo fine }
tests:
  L3.1: { needs: L2.1, run: echo never }
  L3.2: { needs: L2.2, run: echo checked }
`;

/** The gate is not the subject here, and on a busy machine it would delay tests. */
const open = ['--gate', 'off'];

describe('mission run', () => {
  it('runs a mission and writes every document', async () => {
    folder.write('m.yml', good);
    const { exitCode, stdout, stderr } = await folder.mission('run', 'm.yml', ...open);
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('The mission succeeded');
    expect(stdout).toContain('L2.1 │ hello from one');
    const left = [
      'events.jsonl',
      'master-report.md',
      'final-report.md',
      'report.html',
      'mission.json',
      'junit.xml',
      'tasks/L3.1.md',
    ];
    expect(left.filter((name) => !folder.has(`.mission/${name}`))).toEqual([]);
    const result = JSON.parse(folder.read('.mission/mission.json'));
    expect(result.result).toBe('succeeded');
    expect(result.tasks.map(({ id, status }: { id: string; status: string }) => `${id} ${status}`)).toEqual([
      'L2.1 succeeded',
      'L2.2 succeeded',
      'L3.1 succeeded',
      'L3.2 succeeded',
    ]);
    expect(result.tasks[0].outputs).toEqual({ port: '8080' });
    expect(folder.read('reports/checker.md')).toContain('**all fine**');
    expect(folder.read('.mission/final-report.md')).toContain('2 of 2');
    expect(readdirSync(join(folder.path, '.mission')).some((name) => name.endsWith('.partial'))).toBe(false);
  });

  it('starts a test when its trigger completes, and the final test when all tasks have completed', async () => {
    folder.write('m.yml', good);
    await folder.mission('run', 'm.yml', ...open);
    const events = folder
      .read('.mission/events.jsonl')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const at = (type: string, id: string) => events.findIndex((event) => event.type === type && event.id === id);
    expect(at('admitted', 'L3.1')).toBeGreaterThan(at('ended', 'L2.1'));
    expect(at('admitted', 'L3.2')).toBeGreaterThan(Math.max(at('ended', 'L2.1'), at('ended', 'L2.2')));
    expect(at('admitted', 'L2.2')).toBeLessThan(at('ended', 'L2.1'));
  });

  it('exits 1 if a task fails, and still runs the tasks and tests that do not depend on it', async () => {
    folder.write('m.yml', bad);
    const { exitCode, stdout } = await folder.mission('run', 'm.yml', ...open);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('✘ L2.1 failed');
    expect(stdout).toContain('L3.1 skipped: L2.1 failed');
    expect(stdout).toContain('✔ L3.2 succeeded');
    const report = folder.read('.mission/final-report.md');
    expect(report).toContain('about to fail');
    expect(report).toContain('exited with code 7');
    expect(folder.read('.mission/junit.xml')).toContain('<failure');
  });

  it('exits 2 on an invalid mission, prints every finding and runs nothing', async () => {
    folder.write('m.yml', 'name: X\ntasks:\n  L2.1: { runn: "touch ran" }\n  L2.2: { run: "true", needs: L2.9 }\n');
    const { exitCode, stdout, stderr } = await folder.mission('run', 'm.yml');
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('m.yml:3:');
    expect(stderr).toContain('did you mean `run`');
    expect(stderr).toContain('m.yml:4:');
    expect(folder.has('.mission')).toBe(false);
    expect(folder.has('ran')).toBe(false);
  });

  it('F63 refuses a memory request that this machine cannot satisfy, and prints both amounts', async () => {
    folder.write('m.yml', 'name: X\ntasks:\n  L2.1: { run: touch ran, memory: 900000GB }\n');
    const { exitCode, stderr } = await folder.mission('run', 'm.yml');
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/expected L2\.1 to request at most \d+ MiB \(85 % of this machine's \d+ MiB\)/);
    expect(folder.has('ran')).toBe(false);
  });

  it.each([
    [[], 'Exit codes'],
    [['walk'], 'expected one of the commands'],
    [['vaildate'], 'found "vaildate"; did you mean validate?'],
    [['run'], 'expected one mission file, found none'],
    [['run', 'nothing.yml'], 'expected a mission file at nothing.yml, found no such file'],
    [['run', '.'], 'expected a mission file or a folder with mission.yml, found m.yml in .; name one of them'],
    [['m.yml'], 'found "m.yml"; did you mean run m.yml?'],
    [['run', 'm.yml', '--gate', 'open'], 'expected --gate to be one of tests, all, off'],
    [['run', 'm.yml', '--only', 'L2.9'], 'expected the id of a task or test, found "L2.9"; did you mean'],
    [
      ['run', 'm.yml', '--frobnicate'],
      'expected an option that the command has, found --frobnicate; its options are --dir, ',
    ],
    [['run', 'm.yml', '--olny', 'L2.1'], 'found --olny; did you mean --only?'],
    [['run', 'm.yml', '--dir', '.'], 'expected a separate folder for the run'],
    [['report', 'nowhere'], 'expected the journal of a run'],
    [['validate'], 'expected one or more mission files'],
  ])('exits 2 on a wrong command line: %j', async (argv, message) => {
    folder.write('m.yml', good);
    const { exitCode, stderr } = await folder.mission(...argv);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
    expect(folder.read('m.yml')).toBe(good);
  });

  it('names a command that prints the help after a wrong command line', async () => {
    const { stderr } = await folder.mission('walk');
    const program = /^See: node (\S+) --help$/m.exec(stderr)?.[1] ?? '';
    expect(resolve(folder.path, program)).toBe(realpathSync(cli));
  });

  it('runs the selected part of a mission with --only and --skip', async () => {
    folder.write('m.yml', good);
    expect((await folder.mission('run', 'm.yml', ...open, '--only', 'L2.2,L3.2')).exitCode).toBe(0);
    const ids = () => JSON.parse(folder.read('.mission/mission.json')).tasks.map((task: { id: string }) => task.id);
    expect(ids()).toEqual(['L2.2', 'L3.2']);
    expect((await folder.mission('run', 'm.yml', ...open, '--skip', 'L2.2', '--skip', 'L3.1')).exitCode).toBe(0);
    expect(ids()).toEqual(['L2.1', 'L3.2']);
  });

  it('prints output line by line with --log prefixed, and none with --log none', async () => {
    folder.write('m.yml', 'name: X\ntasks:\n  L2.1: { run: "printf \'a\\nb\\nlast\'" }\n');
    const prefixed = await folder.mission('run', 'm.yml', '--log', 'prefixed');
    expect(prefixed.stdout).toContain('L2.1 │ a\nL2.1 │ b\nL2.1 │ last\n');
    const none = await folder.mission('run', 'm.yml', '--log', 'none');
    expect(none.stdout).not.toContain('│');
    expect(folder.read('.mission/logs/L2.1.log')).toBe('a\nb\nlast');
  });

  it('continues after the reader of its output has exited', async () => {
    folder.write('m.yml', good);
    const run = folder.start(['run', 'm.yml', ...open]);
    run.process.stdout?.destroy();
    expect((await run.ended).exitCode).toBe(0);
    expect(JSON.parse(folder.read('.mission/mission.json')).result).toBe('succeeded');
  });

  it.skipIf(process.platform === 'win32')(
    'is not blocked by pipes and folders that tasks put in the place of its files',
    async () => {
      folder.write(
        'm.yml',
        `name: Hostile
tasks:
  pipe: { run: mkfifo out.md, deliverable: out.md }
  log: { run: 'rm $MISSION_DIR/logs/log.log; mkfifo $MISSION_DIR/logs/log.log' }
  folder: { run: 'rm $MISSION_DIR/logs/folder.log; mkdir $MISSION_DIR/logs/folder.log' }
  report: { run: 'mkfifo $MISSION_DIR/tasks/report.md.partial' }
  own: { run: 'true', deliverable: .mission/notes.md }
`,
      );
      for (const log of ['grouped', 'prefixed']) {
        const { exitCode, stdout } = await folder.mission('run', 'm.yml', '--log', log);
        expect(stdout).toContain('5 tasks, all succeeded');
        expect(exitCode).toBe(0);
        expect((await folder.mission('report', '.mission')).stderr).toContain("in the run's own folder");
        rmSync(join(folder.path, 'out.md'));
      }
    },
  );

  it('F23 run prints no workflow command from names and task output', async () => {
    folder.write(
      'm.yml',
      `name: Hostile\ntasks:\n  a: { name: "##[error]x", run: 'printf "x\\r::set-env name=A::b\\n##[error]mid\\n"' }\n`,
    );
    for (const log of ['grouped', 'prefixed']) {
      const run = folder.start(['run', 'm.yml', '--log', log], { env: { GITHUB_ACTIONS: 'true' } });
      const { exitCode, stdout } = await run.ended;
      expect(exitCode).toBe(0);
      expect(stdout).toContain('set-env');
      expect(stdout).not.toMatch(/(^|[\r\n])\s*::/);
      expect(stdout).not.toContain('##[');
    }
  });

  it('F23 validate and plan print no workflow command from names', async () => {
    folder.write('m.yml', 'name: "##[error]x"\ntasks: { a: { name: "##[error]y", run: "true" }, b: { needs: c } }\n');
    const env = { GITHUB_ACTIONS: 'true' };
    const invalid = await folder.start(['validate', 'm.yml'], { env }).ended;
    expect(invalid.exitCode).toBe(2);
    expect(invalid.stderr).toContain('m.yml:2:');
    expect(invalid.stderr).not.toContain('##[');
    folder.write('m.yml', 'name: "##[error]x"\ntasks: { a: { name: "##[error]y", run: "true" } }\n');
    const plan = await folder.start(['plan', 'm.yml'], { env }).ended;
    expect(plan.stdout).toContain('[error]y');
    expect(plan.stdout).not.toContain('##[');
  });

  it('F23 no command prints a workflow command from its arguments', async () => {
    const env = { GITHUB_ACTIONS: 'true' };
    const hostile = 'x\n::error::x\r##[group]';
    folder.write(`${hostile}.yml`, `name: ${JSON.stringify(hostile)}\ntasks: { a: { run: exit 1 } }\n`);
    const argvs = [
      ['validate', `${hostile}.yml`],
      ['run', `${hostile}.yml`, '--dir', hostile, '--history', `${hostile}.jsonl`],
      ['resume', hostile],
      ['report', hostile],
      ['replay', hostile],
      ['resume', hostile, '--mission', `${hostile}.none`],
      ['resume', `${hostile}.none`],
      ['run', 'none.yml', '--gate', hostile],
      ['init', `${hostile}.init`],
    ];
    for (const argv of argvs) {
      const { stdout, stderr } = await folder.start(argv, { env }).ended;
      expect(`${stdout}${stderr}`).toContain('x');
      expect([argv[0], `${stdout}\n${stderr}`]).toEqual([argv[0], expect.not.stringMatching(/(^|[\r\n])\s*::|##\[/)]);
    }
  });

  it('runs with the bundle alone', async () => {
    cpSync(fileURLToPath(new URL('../../dist', import.meta.url)), join(folder.path, 'dist'), { recursive: true });
    folder.write('package.json', '{ "type": "module" }');
    folder.write('m.yml', good);
    const run = folder.start(['run', 'm.yml', ...open], { env: { NODE_PATH: '' } });
    expect((await run.ended).exitCode).toBe(0);
    const imports = readdirSync(join(folder.path, 'dist'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.js'))
      .flatMap((name) => [
        ...readFileSync(join(folder.path, 'dist', name), 'utf8').matchAll(/^import .* from "([^"]+)"/gm),
      ])
      .map(([, from]) => from ?? '')
      .filter((from) => !from.startsWith('.') && !from.startsWith('node:'));
    expect(imports.filter((from) => !isBuiltin(from))).toEqual([]);
  });
});

function isBuiltin(name: string): boolean {
  return process.getBuiltinModule(name as 'fs') !== undefined;
}

describe.skipIf(process.platform === 'win32')('mission run, stopped by a signal', () => {
  const long = `name: Long
tasks:
  L2.1: { run: 'echo $$ > pid1; trap "" TERM; sleep 600 & echo $! > pid2; touch ready1; wait' }
  L2.2: { run: 'touch ready2; sleep 600' }
  L2.3: { needs: L2.2, run: 'true' }
`;

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'F08 %s stops every task, writes all reports and exits 130',
    async (signal) => {
      folder.write('m.yml', long);
      const run = folder.start(['run', 'm.yml', '--log', 'none']);
      await until(() => folder.has('ready1') && folder.has('ready2'));
      run.process.kill(signal);
      const { exitCode, stdout } = await run.ended;
      expect(exitCode).toBe(130);
      expect(stdout).toContain(`interrupted by ${signal}`);
      for (const name of ['pid1', 'pid2']) expect(isAlive(Number(folder.read(name)))).toBe(false);
      const result = JSON.parse(folder.read('.mission/mission.json'));
      expect(result.result).toBe('cancelled');
      expect(result.tasks.map(({ status }: { status: string }) => status)).toEqual([
        'cancelled',
        'cancelled',
        'cancelled',
      ]);
      expect(folder.read('.mission/final-report.md')).toContain('cancelled');
      expect(folder.has('.mission/tasks/L2.3.md')).toBe(true);
    },
  );

  it('F06 a second signal kills at once', async () => {
    folder.write('m.yml', long);
    const run = folder.start(['run', 'm.yml', '--log', 'none']);
    await until(() => folder.has('ready1'));
    run.process.kill('SIGINT');
    await run.printed('interrupted by SIGINT');
    run.process.kill('SIGINT');
    const { exitCode, stdout } = await run.ended;
    expect(exitCode).toBe(130);
    expect(stdout).toContain('L2.1: killed');
    expect(isAlive(Number(folder.read('pid1')))).toBe(false);
  });

  it('F36 refuses a folder that a live run is using', async () => {
    folder.write('m.yml', long);
    folder.write('other.yml', good);
    const run = folder.start(['run', 'm.yml', '--log', 'none']);
    await until(() => folder.has('ready2'));
    const second = await folder.mission('run', 'other.yml');
    expect(second.exitCode).toBe(2);
    expect(second.stderr).toContain('expected a folder that no run is using');
    run.process.kill('SIGINT');
    expect((await run.ended).exitCode).toBe(130);
  });

  it('F15 stops the processes of a killed run before the next run starts', async () => {
    folder.write('m.yml', long);
    folder.write('other.yml', good);
    const run = folder.start(['run', 'm.yml', '--log', 'none']);
    await until(() => folder.has('ready1'));
    run.process.kill('SIGKILL');
    await run.ended;
    expect(isAlive(Number(folder.read('pid1')))).toBe(true);
    const next = await folder.mission('run', 'other.yml', ...open);
    expect(next.exitCode).toBe(0);
    expect(isAlive(Number(folder.read('pid1')))).toBe(false);
    expect(isAlive(Number(folder.read('pid2')))).toBe(false);
  });
});

/** Waits for an effect of a child process; the timeout of the test is the limit. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('mission plan', () => {
  it('prints the figures of the plan that the product was designed for', async () => {
    const { exitCode, stdout } = await folder.mission('plan', plan, '--json');
    expect(exitCode).toBe(0);
    const minute = 60_000;
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({
      dynamic: 290 * minute,
      staged: 395 * minute,
      criticalPath: 290 * minute,
      saved: 26.6,
      criticalTasks: ['L2.2.1', 'L3.ALL.1'],
    });
    const starts = result.events.filter(({ what }: { what: string }) => what === 'started');
    expect(starts.map(({ at, id }: { at: number; id: string }) => `${at / minute} ${id}`)).toEqual([
      '0 L2.2.1',
      '0 L2.2.2',
      '0 L2.2.3',
      '0 L2.2.4',
      '110 L3.2.4.1',
      '140 L3.2.3.1',
      '200 L3.2.2.1',
      '230 L3.ALL.1',
    ]);
  });

  it('predicts for a machine of another size', async () => {
    const { exitCode, stdout } = await folder.mission('plan', plan, '--cpus', '64');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('An estimate for a machine with 64 CPUs.');
  });

  it('draws a timeline', async () => {
    const { stdout } = await folder.mission('plan', plan);
    expect(stdout).toContain('1h50m  ▶ start      L3.2.4.1 Authentication Tester');
    expect(stdout).toContain('dynamic        4h50m   as long as fork-join, 26.6 % less than staged: an estimate ± 8 %');
    expect(stdout).toContain('serial         14h05m  everything one after the other');
    expect(stdout).toContain('critical path  4h50m   L2.2.1 → L3.ALL.1');
  });

  it('simulates the gate with --assume declared', async () => {
    const { stdout } = await folder.mission('plan', plan, '--assume', 'declared');
    expect(stdout).toMatch(/1h50m {2}⏸ deferred {3}L3\.2\.4\.1/);
  });
});

describe('mission plan --runners', () => {
  const shop = `name: Shop
tasks:
  build: { run: "true", expect: 3m, artifacts: dist }
tests:
  unit: { run: "true", needs: build, expect: 12m }
  e2e: { run: "true", needs: build, expect: 12m, if: "tasks.build.result == 'success'" }
admission: { workers: { caution: 1, limit: 1 } }
`;

  it('prints a table and a plan, and the same as JSON', async () => {
    folder.write('m.yml', shop);
    const { exitCode, stdout } = await folder.mission('plan', 'm.yml', '--runners', 'auto');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('▶        3    15m50s');
    const json = await folder.mission('plan', 'm.yml', '--runners', 'auto', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({ runners: 3, text: '1: build\n2: unit\n3: e2e\n' });
  });

  it('exits with 2 if the mission cannot be cut into so many parts', async () => {
    folder.write('m.yml', shop.replace(', artifacts: dist', ''));
    const { exitCode, stdout, stderr } = await folder.mission('plan', 'm.yml', '--runners', '2');
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('because build does not declare what it leaves for the tasks that need it');
  });
});

describe('mission validate', () => {
  it('reports all findings of all files as JSON', async () => {
    folder.write('a.yml', good);
    folder.write('b.yml', 'name: X\ntasks:\n  L2.1: { run: "true", timeout: 30 }\n  L2.1: { run: "true" }\n');
    const { exitCode, stdout } = await folder.mission('validate', 'a.yml', 'b.yml', '--json');
    expect(exitCode).toBe(2);
    const findings = JSON.parse(stdout);
    expect(findings.map(({ file, line }: { file: string; line: number }) => `${file}:${line}`)).toEqual([
      'b.yml:3',
      'b.yml:4',
    ]);
    expect(findings[0].hint).toMatch(/30s.*30m/);
  });

  it('exits 0 if there are no findings', async () => {
    folder.write('a.yml', good);
    const { exitCode, stdout } = await folder.mission('validate', 'a.yml');
    expect(exitCode).toBe(0);
    expect(stdout).toBe('a.yml: valid\n');
  });
});

describe('mission report', () => {
  it('writes every document again from the journal alone, byte for byte', async () => {
    folder.write('m.yml', bad.replace('L3.2: {', 'L3.2: { deliverable: out/final.md,'));
    await folder.mission('run', 'm.yml', ...open);
    const names = readdirSync(join(folder.path, '.mission'), { recursive: true, encoding: 'utf8' }).filter(
      (name) => /\.(md|json|xml)$/.test(name) && !name.startsWith('io') && name !== 'run.json',
    );
    expect(names.length).toBeGreaterThanOrEqual(8);
    const before = new Map(names.map((name) => [name, folder.read(`.mission/${name}`)]));
    const deliverable = folder.read('out/final.md');
    const fresh = newFolder();
    fresh.write('run/events.jsonl', folder.read('.mission/events.jsonl'));
    folder.write('out/final.md', 'overwritten');
    const { exitCode } = await fresh.mission('report', 'run');
    expect(exitCode).toBe(0);
    for (const [name, text] of before) expect(fresh.read(`run/${name}`)).toBe(text);
    expect(folder.read('out/final.md')).toBe(deliverable);
    fresh.remove();
  });
});
