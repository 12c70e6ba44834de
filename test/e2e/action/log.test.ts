import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type EndedStep, type Job, newJob, runStep } from './step.ts';

let job: Job;
beforeEach(() => {
  job = newJob();
});
afterEach(() => job.remove());

function run(mission: string, log: string): Promise<EndedStep> {
  job.write('mission.yml', mission);
  return runStep(job, 'action', { inputs: { mission: 'mission.yml', gate: 'off', upload: 'false', log } });
}

/** Ten tasks at once that print the same number of lines, of which two fail. */
const many = `name: Many
tasks:
  t:
    matrix: { n: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] }
    env: { N: "\${{ matrix.n }}" }
    shell: bash
    run: |
      for i in $(seq 1 200); do echo "$N-$i-end"; done
      [ "$N" -lt 9 ]
  allowed: { continue-on-error: true, run: echo allowed-1-end; exit 3 }
  silent: { run: "true" }
`;

/** Lines of the log by the task that printed them: `4-17-end` is the 17th of task 4. */
function printed(log: string): readonly string[] {
  return log.split('\n').filter((line) => /^\w+-\d+-end$/.test(line));
}

/** Text of the log from a line to the end of the output that follows it. */
function outputAfter(log: string, title: RegExp): string {
  const lines = log.split('\n');
  const start = lines.findIndex((line) => title.test(line));
  const end = lines.findIndex((line, index) => index > start && /^ {2,}\d+:\d\d\.\d {2}/.test(line));
  return lines.slice(start, end < 0 ? undefined : end).join('\n');
}

describe.skipIf(process.platform === 'win32')('the log of the step', { timeout: 90_000 }, () => {
  test('F485 with `log: live`, each line of output is printed once, and tasks that run at once never interleave', async () => {
    const { log, commands, exitCode } = await run(many, 'live');
    expect(exitCode).toBe(1);
    const lines = printed(log);
    expect(lines).toHaveLength(10 * 200 + 1);
    expect(new Set(lines).size).toBe(lines.length);
    const owners = lines.map((line) => line.split('-')[0]);
    const changes = owners.filter((owner, index) => owner !== owners[index - 1]);
    expect(changes).toHaveLength(11);
    const groups = commands.filter(({ name }) => name === 'group').map(({ message }) => message);
    // Each task that succeeded is one line, whose group holds its output.
    expect(groups.filter((title) => /✔ t \(\d\) .*succeeded in /.test(title))).toHaveLength(8);
    expect(groups.filter((title) => title.includes('silent'))).toEqual([]);
    expect(log).toMatch(/^ *\d:\d\d\.\d {2}✔ silent succeeded in /m);
    for (const id of ['t (1)', 't (10)', 'allowed', 'silent']) {
      expect(
        log.split('\n').filter((line) => line.includes(` ${id} `) && / in \d/.test(line)),
        id,
      ).toHaveLength(1);
    }
    const depths = commands.flatMap(({ name }) => (name === 'group' ? [1] : name === 'endgroup' ? [-1] : []));
    expect(depths.join()).toBe(Array.from({ length: depths.length / 2 }, () => '1,-1').join());
  });

  test('F486 with `log: live`, a failure is open as soon as it ends, with the reason first', async () => {
    const { log } = await run(many, 'live');
    const failure = outputAfter(log, /✘ t \(9\) failed in /);
    expect(failure).toMatch(/^ *\d:\d\d\.\d {2}✘ t \(9\) failed in .*: it exited with code 1/);
    expect(failure).toMatch(/\n::group::t \(9\): 140 earlier lines\n::stop-commands::/);
    const open = failure.slice(failure.indexOf('::endgroup::'));
    expect(open).toContain('\n9-141-end\n');
    expect(open).toContain('\n9-200-end\n');
    expect(log.indexOf('9-200-end')).toBeLessThan(log.indexOf('❌ The mission failed'));
    // A failure that the mission allows is a closed group.
    expect(log).toMatch(/^::group:: *\d:\d\d\.\d {2}✘ allowed failed in .*: it exited with code 3/m);
    const end = log.slice(log.indexOf('What failed:'));
    expect(end).toMatch(/✘ t \(9\) failed: [\s\S]*✘ t \(10\) failed: [\s\S]*✘ allowed failed \(allowed\)/);
    expect(printed(end)).toEqual([]);
  });

  test('F487 with `log: live`, long logs and many failures are bounded', async () => {
    const long = `name: Long
tasks:
  long: { shell: bash, run: 'for i in $(seq 1 30000); do echo "long-$i-end"; done; exit 1' }
  f:
    matrix: { n: [${Array.from({ length: 30 }, (_, index) => index + 1).join()}] }
    env: { N: "\${{ matrix.n }}" }
    run: echo "$N-1-end"; exit 1
`;
    const { log, commands } = await run(long, 'live');
    const lines = printed(log);
    expect(lines.filter((line) => line.startsWith('long-'))).toHaveLength(1000);
    expect(log).toMatch(/\(only the last 1,?000 lines of logs\/long\.log, /);
    expect(lines).toHaveLength(1030);
    // 20 failures are open, the other ones are groups.
    const groups = commands.filter(({ name }) => name === 'group').map(({ message }) => message);
    expect(groups.filter((title) => title.includes('✘'))).toHaveLength(11);
    expect(log).toMatch(/\n {2}and 11 more\n/);
  });

  test('the old values stay: `grouped` prints everything after the run, `none` nothing', async () => {
    const grouped = await run(many, 'grouped');
    expect(grouped.log.indexOf('::group::')).toBeGreaterThan(grouped.log.indexOf('❌ The mission failed'));
    expect(grouped.commands.filter(({ name }) => name === 'group')).toHaveLength(11);
    expect(printed((await run(many, 'none')).log)).toEqual([]);
  });
});
