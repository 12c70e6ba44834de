import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ArtifactServer, startArtifactServer } from './artifact-server.ts';
import { type Job, newJob, runStep, startStep, stateOf } from './step.ts';

const passing = `name: Pass
tasks:
  L2.1: { name: Work, run: echo worked }
tests:
  L3.1: { name: Check, needs: L2.1, run: echo checked }
`;

const failing = `name: Fail
tasks:
  L2.1: { run: echo fine }
  L2.2:
    name: Breaks
    run: |
      echo about to break
      exit 3
  L2.3: { continue-on-error: true, run: exit 4 }
`;

let job: Job;
let server: ArtifactServer;
beforeEach(async () => {
  job = newJob();
  server = await startArtifactServer();
  job.write('mission.yml', passing);
});
afterEach(async () => {
  await server.close();
  job.remove();
});

function run(inputs: Record<string, string> = {}, environment: Record<string, string | undefined> = {}) {
  return runStep(job, 'action', {
    // Long, because the machine may be busy for minutes.
    inputs: { mission: 'mission.yml', gate: 'off', ...inputs },
    environment: { ...server.environment, ...environment },
  });
}

function eventTypes(dir: string | undefined): readonly string[] {
  const lines = readFileSync(join(dir ?? '', 'events.jsonl'), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => (JSON.parse(line) as { type: string }).type);
}

describe('a mission that succeeds', () => {
  test('writes log, outputs, summary and artifact, and leaves nothing for post', async () => {
    const main = await run();
    expect(main.log).not.toMatch(/warning/i);
    expect(main.exitCode).toBe(0);
    expect(main.messages('error')).toEqual([]);
    const { dir = '' } = main.outputs;
    expect(main.outputs).toEqual({
      result: 'succeeded',
      succeeded: '2',
      failed: '0',
      skipped: '0',
      duration: expect.stringMatching(/^\d+\.\d$/),
      'saved-percent': expect.stringMatching(/^-?\d+\.\d$/),
      'report-path': join(dir, 'final-report.md'),
      dir: expect.stringContaining(job.temp),
      'artifact-id': '1001',
      'artifact-url': 'https://github.com/octo/repo/actions/runs/77/artifacts/1001',
      'report-url': 'https://github.com/octo/repo/actions/runs/77/artifacts/1002',
    });
    expect(readFileSync(join(dir, 'final-report.md'), 'utf8')).toContain('The mission succeeded');
    expect(main.summary).toContain('The mission succeeded');
    expect(main.summary).toContain('https://github.com/octo/repo/actions/runs/77/artifacts/1001');
    expect(main.summary).toContain(
      '[mission-Pass-gate.html](https://github.com/octo/repo/actions/runs/77/artifacts/1002)',
    );
    expect(main.commands.filter(({ name }) => name === 'group').map(({ message }) => message)).toEqual([
      expect.stringMatching(/^ *\d:\d\d\.\d {2}✔ L2\.1 Work succeeded in /),
      expect.stringMatching(/^ *\d:\d\d\.\d {2}✔ L3\.1 Check succeeded in /),
      'Uploading the reports',
    ]);
    expect(main.log).toMatch(/::stop-commands::.*\nworked\n::/);
    const files = server.artifacts.get('mission-Pass-gate');
    expect([...(files?.keys() ?? [])].sort()).toEqual([
      'events.jsonl',
      'final-report.md',
      'junit.xml',
      'logs/L2.1.log',
      'logs/L3.1.log',
      'master-report.md',
      'mission.json',
      'report.html',
      'tasks/L2.1.md',
      'tasks/L3.1.md',
    ]);
    const post = await runStep(job, 'post', { environment: { ...server.environment, ...stateOf(main) } });
    expect(post).toMatchObject({ exitCode: 0, log: '', summary: '' });
    expect([...server.artifacts.keys()]).toEqual(['mission-Pass-gate', 'mission-Pass-gate.html']);
  });

  test('uploads the page a second time without zipping it, so that a click opens it', async () => {
    const main = await run({ 'artifact-name': 'reports' });
    const page = server.artifacts.get('reports.html')?.get('reports.html');
    expect(page?.equals(readFileSync(join(main.outputs.dir ?? '', 'report.html')))).toBe(true);
    expect(page?.toString()).toContain('The mission succeeded');
    expect(server.created[1]).toMatchObject({ name: 'reports.html', mime_type: 'text/html' });
  });

  test('warns if the page cannot be uploaded by itself, and changes nothing else', async () => {
    await server.close();
    server = await startArtifactServer({}, ['reports.html']);
    const main = await run({ 'artifact-name': 'reports' });
    expect(main.exitCode).toBe(0);
    expect(main.messages('warning')).toEqual([
      expect.stringMatching(/page .*separate artifact.*\(409\).*in the artifact/),
    ]);
    expect(main.outputs).toMatchObject({ result: 'succeeded', 'artifact-id': '1001' });
    expect(main.outputs).not.toHaveProperty('report-url');
    const post = await runStep(job, 'post', { environment: { ...server.environment, ...stateOf(main) } });
    expect(post).toMatchObject({ exitCode: 0, log: '' });
  });
});

test('status lines appear during a run without other events', async () => {
  job.write(
    'mission.yml',
    'name: Long\nadmission: { recheck: 1s }\ntasks:\n  L2.1: { expect: 10m, run: "until [ -e go ]; do sleep 0.1; done" }\n',
  );
  const step = startStep(job, 'action', { inputs: { mission: 'mission.yml' }, environment: server.environment });
  let log = '';
  step.process.stdout?.on('data', (text: string) => {
    log += text;
    if (log.includes('to go')) job.write('go', '');
  });
  const { exitCode } = await step.ended;
  expect(exitCode).toBe(0);
  expect(log).toMatch(/^ *0:0\d\.\d {2}… L2\.1 running · .* · at least \S+ to go$/m);
});

describe('a mission that fails', () => {
  test('with `log: grouped`, fails the step, annotates the line, and prints the end of the log last', async () => {
    job.write('mission.yml', failing);
    const main = await run({ log: 'grouped' });
    expect(main.exitCode).toBe(1);
    expect(main.outputs).toMatchObject({ result: 'failed', succeeded: '1', failed: '2', skipped: '0' });
    expect(main.commands.filter(({ name }) => name === 'error')).toEqual([
      {
        name: 'error',
        properties: { title: 'L2.2 Breaks: failed', file: 'mission.yml', line: '4' },
        message: expect.stringMatching(
          /^it exited with code 3; line 1, at the end of its log: about to break\nabout to break$/,
        ),
      },
      { name: 'error', properties: {}, message: expect.stringContaining('The mission failed') },
    ]);
    expect(main.commands.filter(({ name }) => name === 'warning')).toMatchObject([
      { properties: { title: 'L2.3: failed', line: '9' }, message: expect.stringContaining('exited with code 4') },
    ]);
    expect(main.commands.filter(({ name }) => name === 'group').map(({ message }) => message)).toEqual([
      expect.stringContaining('L2.'),
      expect.stringContaining('L2.'),
      'Uploading the reports',
    ]);
    const end = main.log.slice(main.log.lastIndexOf('::endgroup::'));
    expect(end).toMatch(/L2\.2 Breaks: failed after [\s\S]*about to break\n[\s\S]*::error::.*The mission failed.*\n$/);
    expect(server.artifacts.size).toBe(2);
  });

  test('F23 F24 no output of a task becomes a workflow command', async () => {
    const lines = [
      "printf '::error::injected\\n  ::add-mask::gate\\n'",
      "printf 'a\\r::error::after a return\\nb ##[error]in the middle\\n'",
      "printf '::set-env name=INJECTED::1\\n::stop-commands::x\\n::error file=a::err\\n' >&2",
      'for file in "$GITHUB_OUTPUT" "$GITHUB_ENV" "$GITHUB_STATE" "$GITHUB_PATH" "$GITHUB_STEP_SUMMARY"; do [ -z "$file" ] || echo injected >> "$file"; done',
      'exit 1',
    ];
    job.write(
      'mission.yml',
      `name: Hostile\ntasks:\n  L2.1:\n    shell: bash\n    run: |\n${lines.map((line) => `      ${line}\n`).join('')}`,
    );
    const main = await run();
    expect(main.log.split('after a return').length).toBeGreaterThanOrEqual(3);
    const kinds = new Set(main.commands.map(({ name }) => name));
    // Those that are there come from the artifact client, which masks its addresses.
    expect([...kinds].sort()).toEqual(['add-mask', 'debug', 'endgroup', 'error', 'group']);
    expect(main.commands.filter(({ name, message }) => name === 'add-mask' && message === 'gate')).toEqual([]);
    expect(main.messages('error')).toEqual([
      expect.stringContaining('exited with code 1'),
      expect.stringContaining('failed'),
    ]);
    expect(Object.keys(main.outputs)).toHaveLength(11);
    expect(main.summary).not.toMatch(/^injected/m);
  });
});

describe('mistakes that are found before the start', () => {
  test('an invalid mission is annotated at each finding, and nothing runs', async () => {
    job.write(
      'ci/mission.yml',
      'name: Bad\ntasks:\n  L2.1: { runn: touch ran }\n  L2.2: { needs: L2.9, run: touch ran }\n',
    );
    const main = await run({ mission: 'ci/mission.yml' });
    expect(main.exitCode).toBe(1);
    const errors = main.commands.filter(({ name }) => name === 'error');
    expect(errors.slice(0, -1).map(({ properties }) => `${properties.file}:${properties.line}`)).toEqual(
      expect.arrayContaining(['ci/mission.yml:3', 'ci/mission.yml:4']),
    );
    expect(errors.at(-1)?.message).toMatch(/^Nothing was run: \d errors in ci\/mission\.yml\.$/);
    expect(main.log).toMatch(/ci\/mission\.yml:3:\d+: error: /);
    expect(main.outputs).toEqual({ result: 'invalid' });
    expect(existsSync(join(job.workspace, 'ran'))).toBe(false);
    const post = await runStep(job, 'post', { environment: { ...server.environment, ...stateOf(main) } });
    expect(post).toMatchObject({ exitCode: 0, log: '' });
    expect(server.requests).toEqual([]);
  });

  test('all mistakes in the inputs are reported together', async () => {
    const main = await run({ mission: '', gate: 'maybe', summary: 'yes' });
    expect(main.exitCode).toBe(1);
    expect(main.messages('error')).toEqual([
      expect.stringContaining('Input `mission`'),
      expect.stringContaining('Input `gate`'),
      expect.stringContaining('Input `summary`'),
      'Nothing was run: 3 mistakes in the inputs of this step.',
    ]);
    expect(main.outputs).toEqual({ result: 'invalid' });
  });

  test.each([
    [{ mission: 'none.yml' }, 'no such file: "none.yml"'],
    [{ mission: '../mission.yml' }, '../mission.yml'],
    [{ only: 'L2.7' }, 'L2.7'],
    [{ skip: 'L2.1,L3.1' }, 'at least one'],
    [{ 'working-directory': 'none' }, 'no such folder'],
  ])('%j is refused', async (inputs, text) => {
    const main = await run(inputs);
    expect(main.exitCode).toBe(1);
    expect(main.messages('error')[0]).toContain(text);
    expect(main.outputs).toEqual({ result: 'invalid' });
  });

  test('an internal error fails the step', async () => {
    const main = await run({}, { GITHUB_STATE: join(job.temp, 'no', 'such', 'file') });
    expect(main.exitCode).toBe(1);
    expect(main.messages('error')).toEqual([expect.stringContaining('Mission Runner itself failed')]);
  });
});

describe('inputs', () => {
  test('`only` and `skip` select tasks', async () => {
    const only = await run({ only: 'L3.1' });
    expect(only.outputs).toMatchObject({ result: 'succeeded', succeeded: '1' });
    expect(existsSync(join(only.outputs.dir ?? '', 'logs', 'L2.1.log'))).toBe(false);
    expect((await run({ skip: 'L3.1' })).outputs).toMatchObject({ result: 'succeeded', succeeded: '1' });
  });

  test('`only` takes tags, `with-needs` adds what these need, and the command of a matrix runs in the folder of the mission', async () => {
    job.write('app/values.json', '[1, 2]');
    job.write(
      'app/mission.yml',
      `name: Tags
tasks: { a: { run: echo a }, b: { run: echo b } }
tests: { c: { needs: a, tags: e2e, matrix: { v: { command: cat values.json } }, run: echo c } }
`,
    );
    const main = await run({ 'working-directory': 'app', only: '#e2e', 'with-needs': 'true' });
    expect(main.outputs).toMatchObject({ result: 'succeeded', succeeded: '3' });
    expect(main.log).toContain('the command for v of c printed 1, 2');
  });

  test('`gate`, `working-directory` and `log` take effect', async () => {
    job.write('app/mission.yml', 'name: Sub\ntasks:\n  L2.1: { run: node -p "process.cwd()" }\n');
    const main = await run({ mission: 'mission.yml', 'working-directory': 'app', log: 'none' });
    expect(main.exitCode).toBe(0);
    const dir = main.outputs.dir ?? '';
    expect(readFileSync(join(dir, 'logs', 'L2.1.log'), 'utf8').trim()).toBe(join(job.workspace, 'app'));
    const started = JSON.parse(readFileSync(join(dir, 'events.jsonl'), 'utf8').split('\n')[0] ?? '') as {
      readonly file: string;
      readonly mission: { readonly admission: { readonly gate: string } };
    };
    expect(started.file).toBe('app/mission.yml');
    expect(started.mission.admission.gate).toBe('off');
    expect(main.commands.filter(({ name }) => name === 'group').map(({ message }) => message)).toEqual([
      'Uploading the reports',
    ]);
    expect(main.log).not.toContain(join(job.workspace, 'app'));
  });

  test('`artifact-name` and `retention-days` are sent to the service', async () => {
    await run({ 'artifact-name': 'my reports', 'retention-days': '3' });
    expect([...server.artifacts.keys()]).toEqual(['my reports', 'my reports.html']);
    for (const { expires_at } of server.created) {
      const days = (Date.parse(String(expires_at)) - Date.now()) / 86_400_000;
      expect(Math.round(days)).toBe(3);
    }
  });

  test('`upload: false` and `summary: false` turn both off', async () => {
    const main = await run({ upload: 'false', summary: 'false' });
    expect(main).toMatchObject({ exitCode: 0, summary: '' });
    expect(main.messages('notice')).toEqual([]);
    expect(main.outputs).not.toHaveProperty('artifact-id');
    expect(server.requests).toEqual([]);
  });
});

describe('a runner without a service', () => {
  test('F42 without an artifact service, one notice names the folder and the verdict does not change', async () => {
    const main = await run({}, { ACTIONS_RUNTIME_TOKEN: undefined, ACTIONS_RESULTS_URL: undefined });
    expect(main.exitCode).toBe(0);
    expect(main.messages('notice')).toEqual([expect.stringContaining(main.outputs.dir ?? 'no folder')]);
    expect(main.messages('warning')).toEqual([]);
  });

  test('F41 if the service refuses, a warning appears, the verdict does not change, and post does not retry', async () => {
    await server.close();
    server = await startArtifactServer({ create: [403] });
    const main = await run();
    expect(main.exitCode).toBe(0);
    expect(main.outputs).toMatchObject({ result: 'succeeded' });
    expect(main.messages('warning')).toEqual([
      expect.stringMatching(/could not be uploaded: .*\(403\)[\s\S]* are in /),
    ]);
    const post = await runStep(job, 'post', { environment: { ...server.environment, ...stateOf(main) } });
    expect(post.log).toBe('');
  });

  test('F43 without a summary file, one notice appears and the verdict does not change', async () => {
    const main = await run({}, { GITHUB_STEP_SUMMARY: undefined });
    expect(main.exitCode).toBe(0);
    expect(main.messages('notice')).toEqual([expect.stringContaining('GITHUB_STEP_SUMMARY')]);
    expect(eventTypes(main.outputs.dir).at(-1)).toBe('mission-ended');
  });
});

describe('a folder that cannot be used', () => {
  test('F176 is refused with a message that says what to do', async () => {
    job.write('file', '');
    const main = await run({}, { RUNNER_TEMP: join(job.workspace, 'file') });
    expect(main.exitCode).toBe(1);
    expect(main.outputs.result).toBe('failed');
    expect(main.messages('error')).toEqual([
      expect.stringMatching(
        /^Nothing was run: expected a folder for reports at .+, found ENOTDIR.+; choose another folder/,
      ),
    ]);
    expect(main.log).not.toContain('itself failed');
  });

  test.skipIf(process.platform === 'win32')(
    'F176 a journal that cannot be written fails the step with a message that says what to do',
    async () => {
      job.write(
        'mission.yml',
        `name: Full
tasks:
  long: { run: 'echo $$ > long.pid; exec sleep 600' }
  next: { run: 'until test -e long.pid; do sleep 0.05; done' }
${Array.from({ length: 60 }, (_, index) => `  t${index}: { needs: next, run: "true" }`).join('\n')}
`,
      );
      const main = await runStep(job, 'action', {
        inputs: { mission: 'mission.yml', gate: 'off' },
        environment: server.environment,
        fileLimit: 24,
      });
      expect(main.exitCode).toBe(1);
      expect(main.outputs.result).toBe('failed');
      expect(main.messages('error')).toContainEqual(
        expect.stringMatching(/^The mission was stopped: the journal could not be written: EFBIG/),
      );
      expect(main.log).not.toContain('itself failed');
    },
  );
});
