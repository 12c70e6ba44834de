import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type EndedStep, type Job, newJob, runStep } from './step.ts';

let job: Job;
beforeEach(() => {
  job = newJob();
  for (const name of ['app/src/a.test.ts', 'app/web/b.test.ts', 'app/web/c.test.ts'])
    job.write(name, 'one\ntwo\nthree\n');
  job.write('app/mission.yml', mission);
  job.write('app/report.sh', report);
  const git = (...words: readonly string[]) => execFileSync('git', words, { cwd: job.workspace, stdio: 'pipe' });
  git('init', '--quiet');
  git('add', '.');
  git('-c', 'user.name=Test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '--message', 'Add tests');
});
afterEach(() => job.remove());

/** Writes a result file with one failure whose text names this place: `sh report.sh FILE PLACE`. */
const report = `printf '<testsuite name="s" tests="1"><testcase name="adds" classname="cart"><failure message="expected 3, received 2">Error: expected 3\\n    at f (%s)</failure></testcase></testsuite>' "$2" > "$1"
exit 1
`;

/** Tools that write paths in four ways, one whose failure is nowhere in the workspace, and a compiler. */
const mission = `name: Places
tasks:
  absolute: { results: a.xml, run: sh report.sh a.xml "$PWD/src/a.test.ts:2:5" }
  own: { workspace: own, results: b.xml, run: sh report.sh b.xml "$PWD/src/a.test.ts:3:1" }
  folder: { working-directory: web, results: c.xml, run: sh ../report.sh ../c.xml b.test.ts:1:1 }
  step:
    results: d.xml
    steps: [{ run: sh ../report.sh ../d.xml c.test.ts:2:1, working-directory: web }]
  outside: { results: e.xml, run: sh report.sh e.xml /etc/passwd:1:1 }
  compiler: { run: "echo 'src/a.test.ts(2,1): error TS2322: no price'; exit 2" }
`;

function run(): Promise<EndedStep> {
  const inputs = { mission: 'mission.yml', 'working-directory': 'app', gate: 'off', upload: 'false' };
  return runStep(job, 'action', { inputs });
}

describe.skipIf(process.platform === 'win32')('annotations of failures', { timeout: 90_000 }, () => {
  test('F489 F492 are at the source of the failure in the repository, also from a workspace of the task, with the reason first', async () => {
    const { commands, log } = await run();
    const errors = commands.filter(({ name }) => name === 'error');
    const places = errors.flatMap(({ properties: { title = '', file, line } }) =>
      title === '' ? [] : [`${title} ${file}:${line}`],
    );
    expect(places).toEqual([
      'absolute: cart > adds app/src/a.test.ts:2',
      'own: cart > adds app/src/a.test.ts:3',
      'folder: cart > adds app/web/b.test.ts:1',
      'step: cart > adds app/web/c.test.ts:2',
      'outside: cart > adds app/mission.yml:9',
      'compiler: failed app/src/a.test.ts:2',
    ]);
    expect(errors.slice(0, 5).map(({ message }) => message.split('\n')[0])).toEqual(
      Array.from({ length: 5 }, () => 'expected 3, received 2'),
    );
    expect(errors[5]?.message).toMatch(
      /^src\/a\.test\.ts\(2,1\): error TS2322: no price \(line 1 of its log\); it exited/,
    );
    expect(log).toMatch(
      /✘ folder failed in .*: expected 3, received 2 \(cart > adds at web\/b\.test\.ts:1\); it exited with code 1\n/,
    );
    // The log has shown the failures already.
    expect(log).toMatch(/\n::group::6 annotations\n::error title=absolute/);
  });
});
