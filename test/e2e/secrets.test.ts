import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasOwnMounts, makeReadOnly, ownMounts } from '../own-mounts.ts';
import { type Folder, newFolder } from './command-line.ts';
import { filesWith, readRun } from './run-in.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

const KEY = 'sw0rdfish-42';
const PEM = '-----BEGIN KEY-----\nQUJDREVGR0g=\nSUpLTE1OT1A=\n-----END KEY-----';
const INNER = 'only-the-mission-knows';

const MISSION = `name: Secrets
secrets: [API_KEY]
tasks:
  leaky:
    secrets: [PEM, INNER]
    env: { INNER: ${INNER}, COPY: "\${{ env.API_KEY }}-copy" }
    results: results.xml
    deliverable: reports/leaky.md
    steps:
      - { name: split, run: 'printf %s "$(printf %s "$API_KEY" | cut -c1-5)"; printf "%s\\n" "$(printf %s "$API_KEY" | cut -c6-)"; echo "$PEM"; echo "$INNER" >&2; echo "$COPY"' }
      - { name: files, run: 'echo "key=$API_KEY" >> "$MISSION_OUTPUT"; echo "used $API_KEY" >> "$MISSION_REPORT"; echo "<testsuite><testcase name=\\"$API_KEY\\"><failure message=\\"no $API_KEY\\"/></testcase></testsuite>" > results.xml; exit 1' }
  other: { run: 'echo "$API_KEY" | base64; echo "$API_KEY"; echo the end' }
  refused: { shell: "/nowhere/{0}", env: { SHELL_OF: x }, run: 'echo "$API_KEY"' }
tests:
  heir: { needs: leaky, if: always(), services: [api], run: 'cat "$MISSION_CONTEXT"; env | grep API' }
services:
  api: { run: 'echo "serving $API_KEY"; exec sleep 1000', ready: { log: serving } }
`;

const hidden = [KEY, 'QUJDREVGR0g', 'SUpLTE1OT1A', INNER, Buffer.from(KEY).toString('base64').slice(0, 12)];

describe.skipIf(process.platform === 'win32')('F26 secrets of a killed run', () => {
  it('are in no file after its reports are written', async () => {
    folder.write(
      'm.yml',
      `name: Killed
secrets: [API_KEY]
tasks:
  loud: { run: 'echo "$API_KEY"; echo "key=$API_KEY" >> "$MISSION_OUTPUT"; touch ready; sleep 600' }
`,
    );
    const env = { API_KEY: KEY };
    const run = folder.start(['run', 'm.yml', '--log', 'none'], { env });
    while (!folder.has('ready')) await new Promise((resolve) => setTimeout(resolve, 20));
    run.process.kill('SIGKILL');
    await run.ended;
    const { exitCode, stderr } = await folder.start(['report', '.mission'], { env }).ended;
    expect(exitCode).toBe(0);
    expect(stderr).toContain('this run was killed before its end');
    expect(filesWith(`${folder.path}/.mission/logs`, KEY)).toEqual([]);
    expect(folder.read('.mission/logs/loud.log')).toContain('***');
    expect((await folder.mission('report', '.mission')).exitCode).toBe(0);
    // Without the value, the log cannot be redacted and is removed.
    expect(folder.has('.mission/logs/loud.log')).toBe(false);
    folder.write('next.yml', 'name: Next\ntasks: { a: { run: "true" } }\n');
    expect((await folder.mission('run', 'next.yml')).exitCode).toBe(0);
  });
});

describe.skipIf(process.platform !== 'linux')('F675 a process that outlives its task', () => {
  it('F675 writes no secret into its log that is there after the run, even if it has left its task with another environment', async () => {
    folder.write('daemon.sh', 'touch begun; until test -e go; do sleep 0.02; done; echo "late $1"; touch done\n');
    folder.write(
      'm.yml',
      `name: Late
secrets: [API_KEY]
tasks:
  daemon: { run: 'echo early; setsid env -i "PATH=$PATH" sh daemon.sh "$API_KEY" & until test -e begun; do sleep 0.02; done' }
  next: { needs: daemon, run: 'touch go; until test -e done; do sleep 0.02; done' }
`,
    );
    const ended = await folder.start(['run', 'm.yml', '--gate', 'off'], { env: { API_KEY: KEY } }).ended;
    expect(ended.exitCode).toBe(0);
    expect(folder.read('.mission/logs/daemon.log')).toBe('early\nlate ***\n');
    expect(filesWith(`${folder.path}/.mission`, KEY)).toEqual([]);
  });
});

describe.skipIf(!hasOwnMounts)('F670 logs that can be neither redacted nor removed', { timeout: 120_000 }, () => {
  it.each(['grouped', 'prefixed'])('F670 are shown without their secrets (--log %s)', async (log) => {
    folder.write('node.sh', `#!/bin/sh\nexec ${ownMounts.join(' ')} '${process.execPath}' "$@"\n`);
    chmodSync(join(folder.path, 'node.sh'), 0o755);
    folder.write(
      'm.yml',
      `name: Closed
secrets: [API_KEY]
tasks:
  leaky: { run: 'echo "Error: no $API_KEY"; ${makeReadOnly('$MISSION_DIR/logs')}; exit 1' }
`,
    );
    const options = { env: { API_KEY: KEY }, node: join(folder.path, 'node.sh') };
    const ended = await folder.start(['run', 'm.yml', '--gate', 'off', '--log', log], options).ended;
    expect(ended.exitCode).toBe(1);
    expect(ended.stdout).toContain('leaky.log could not be removed either: ');
    expect(ended.stdout).toContain('leaky │ Error: no ***');
    expect(ended.stdout + ended.stderr).not.toContain(KEY);
    expect(filesWith(`${folder.path}/.mission`, KEY)).toEqual([join(folder.path, '.mission/logs/leaky.log')]);
  });

  it('F670 are hidden by post if a secret may have another value than is known', async () => {
    const script = fileURLToPath(new URL('fixtures/hides-logs.ts', import.meta.url));
    const dir = join(folder.path, '.mission');
    const hides = (): unknown => {
      const [program = '', ...words] = ownMounts;
      const command = `${makeReadOnly(`${dir}/logs`)} && '${process.execPath}' '${script}' '${dir}'`;
      return JSON.parse(execFileSync(program, [...words, 'sh', '-c', command], { encoding: 'utf8' }));
    };
    folder.write('m.yml', 'name: Known\ntasks: { a: { secrets: [API_KEY], run: "true" } }\n');
    await folder.start(['run', 'm.yml'], { env: { API_KEY: KEY } }).ended;
    expect(hides()).toBe(false);
    folder.write('m.yml', `name: Own\ntasks: { a: { secrets: [INNER], env: { INNER: ${INNER} }, run: "true" } }\n`);
    await folder.mission('run', 'm.yml');
    expect(hides()).toBe(true);
  });
});

describe('F26 secrets', () => {
  it.each(['grouped', 'prefixed', 'none'])(
    'are in no file of the run and not in its output (--log %s)',
    async (log) => {
      folder.write('m.yml', MISSION);
      const started = folder.start(['run', 'm.yml', '--gate', 'off', '--log', log], { env: { API_KEY: KEY, PEM } });
      const ended = await started.ended;
      const run = readRun(folder, ended);
      expect(run.statuses).toEqual({ leaky: 'failed', other: 'succeeded', refused: 'failed', heir: 'succeeded' });
      for (const secret of hidden) {
        // Files that the user or the task wrote stay unchanged.
        expect(filesWith(`${folder.path}/.mission`, secret)).toEqual([]);
        expect(folder.read('reports/leaky.md')).not.toContain(secret);
        expect(ended.stdout).not.toContain(secret);
        expect(
          ended.stderr.replace(/.*is declared secret here|.*is written in the file.*|^\d+ \|.*$/gm, ''),
        ).not.toContain(secret);
      }
      expect(run.task('leaky')).toMatchObject({ outputs: { key: '***' }, results: { failed: 1 } });
      expect(folder.read('.mission/logs/leaky.log')).toMatch(
        /^▶ step 1\/2: split\n\*\*\*\n\*\*\*\n\*\*\*\n\*\*\*-copy\n▶ step 2/,
      );
      expect(folder.read('.mission/logs/api.log')).toBe('serving ***\n');
      if (log !== 'none') expect(ended.stdout).toContain('other │ the end');
      if (log === 'prefixed') expect(ended.stdout).toContain('leaky │ ***-copy');
    },
  );

  it('F26 are in no file of the folder in any usual encoding, even if they are written in parts', {
    timeout: 60_000,
  }, async () => {
    const value = 'p@ss "w/rd" + <ünï> & 100 %\nsecond \'line\' of\\it';
    const writings = [
      value,
      ...value.split('\n'),
      JSON.stringify(value).slice(1, -1),
      encodeURIComponent(value),
      new URLSearchParams([['', value]]).toString().slice(1),
      Buffer.from(value).toString('base64').replace(/=+$/, ''),
      Buffer.from(value).toString('base64url'),
      value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    ];
    // Byte by byte, so that no write contains the whole value; then in each encoding, across the ends of the blocks that are read.
    folder.write(
      'leak.cjs',
      `const { appendFileSync, readFileSync, writeSync } = require('node:fs');
for (const byte of Buffer.from(process.env.ODD)) writeSync(1, Buffer.from([byte]));
for (const text of JSON.parse(readFileSync('writings.json', 'utf8'))) {
  writeSync(2, 'x'.repeat(65536 - 7) + text + '\\n');
  appendFileSync(process.env.MISSION_REPORT, '- ' + text + '\\n');
}
appendFileSync(process.env.MISSION_OUTPUT, 'value<<END\\n' + process.env.ODD + '\\nEND\\n');
process.exitCode = 1;
`,
    );
    folder.write('writings.json', JSON.stringify(writings));
    folder.write(
      'm.yml',
      `name: Odd
secrets: [ODD]
tasks:
  leak: { run: '"${process.execPath}" leak.cjs' }
  heir: { needs: leak, if: always(), env: { GOT: "\${{ tasks.leak.outputs.value }}" }, run: 'printf %s "$GOT" > got; echo "got $GOT"; cat "$MISSION_CONTEXT"' }
`,
    );
    const argv = ['run', 'm.yml', '--gate', 'off', '--log', 'prefixed'];
    const ended = await folder.start(argv, { env: { ODD: value } }).ended;
    const run = readRun(folder, ended);
    expect(run.statuses).toEqual({ leak: 'failed', heir: 'succeeded' });
    expect(folder.read('.mission/logs/leak.log').length).toBeGreaterThan(writings.length * 65_000);
    expect(folder.read('.mission/logs/heir.log')).toContain('got ***');
    expect(folder.read('got')).toBe(value);
    for (const writing of writings) {
      // Files are read as Latin 1, so that no byte is lost.
      const bytes = Buffer.from(writing).toString('latin1');
      expect([writing, filesWith(`${folder.path}/.mission`, bytes)]).toEqual([writing, []]);
      expect(ended.stdout).not.toContain(writing);
    }
  });

  it('F26 are in no report if the mission file contains them; a place that cannot be redacted gives a warning', async () => {
    folder.write(
      'm.yml',
      `name: Held ${KEY}
secrets: [API_KEY]
tasks:
  if: { if: "env.HOME == '${KEY}'", run: "true" }
  error: { if: "fromJSON(env.TEXT) == '${KEY}'", run: "true" }
  paths: { paths: ["${KEY}/**"], run: "true" }
  holder: { locks: ["${KEY}"], run: sleep 0.3 }
  waiter: { locks: ["${KEY}"], run: "true" }
  env: { env: { X: "\${{ fromJSON(format('{0}${KEY}', env.TEXT)) }}" }, run: "true" }
  place: { working-directory: "${KEY}", run: "true" }
  shell: { shell: "/nowhere/${KEY} {0}", run: "true" }
  inner: { secrets: [INNER], env: { INNER: "\${{ '${INNER}' }}" }, run: 'echo "$INNER"' }
  spelled: { run: "true # \\x73w0rdfish-42" }
tests:
  served: { needs: holder, services: [api], run: "true" }
services:
  api: { run: sleep 1000, ready: { http: "http://127.0.0.1:1/${KEY}", timeout: 1s } }
`,
    );
    const env = { API_KEY: KEY, TEXT: 'x' };
    const ended = await folder.start(['run', 'm.yml', '--gate', 'off'], { env }).ended;
    const run = readRun(folder, ended);
    expect(run.task('if').reason).toContain("env.HOME == '***'");
    expect(run.events).toContainEqual(expect.objectContaining({ detail: 'lock *** is held by holder' }));
    for (const secret of [KEY, INNER, 'x73w0rdfish'])
      expect([secret, filesWith(`${folder.path}/.mission`, secret)]).toEqual([secret, []]);
    expect(ended.stdout).not.toContain(KEY);
    folder.write(
      'm.yml',
      `name: Shown
secrets: [API_KEY]
tasks:
  a: { matrix: { key: [${KEY}] }, run: "true" }
  b: { deliverable: "${KEY}.md", run: "true" }
`,
    );
    const shown = await folder.start(['run', 'm.yml'], { env }).ended;
    expect(shown.stdout).toContain('the value of a secret is in the id at line 4 of the mission file');
    expect(shown.stdout).toContain('the value of a secret is in the `deliverable` at line 5 of the mission file');
  });

  it('are redacted in output that is printed while the task runs', async () => {
    folder.write(
      'm.yml',
      `name: Live
tasks:
  t: { secrets: [API_KEY], run: 'echo "now $API_KEY"; echo ${'x'.repeat(200)}; until test -e go; do sleep 0.02; done' }
`,
    );
    const started = folder.start(['run', 'm.yml', '--log', 'prefixed'], { env: { API_KEY: KEY } });
    await started.printed('t │ now ***');
    folder.write('go', '');
    const ended = await started.ended;
    expect(ended.exitCode).toBe(0);
    expect(ended.stdout).not.toContain(KEY);
    expect(ended.stdout.split('now ***')).toHaveLength(2);
  });
});

describe.skipIf(process.platform === 'win32')('F122 values that hold a secret', () => {
  const TOKEN = `Bearer ${KEY} 'x'`;
  const mission = `name: Values
secrets: [API_KEY]
tasks:
  login:
    run: |
      echo LOGIN >> ran
      echo "token=Bearer $API_KEY 'x'" >> "$MISSION_OUTPUT"
      grep -q "Bearer $API_KEY" "$MISSION_OUTPUT"
  env: { needs: login, env: { TOKEN: "\${{ tasks.login.outputs.token }}" }, run: 'printf %s "$TOKEN" > env.got; echo "$TOKEN"' }
  if: { needs: login, if: "contains(tasks.login.outputs.token, env.API_KEY)", run: 'touch if.got' }
  else: { needs: login, if: "tasks.login.outputs.token == '***'", run: 'touch else.got' }
  context: { needs: login, run: 'cp "$MISSION_CONTEXT" context.got; cat "$MISSION_CONTEXT"' }
  steps:
    needs: login
    steps:
      - { run: 'echo "kept=$API_KEY" >> "$MISSION_OUTPUT"' }
      - { run: 'grep -q "kept=$API_KEY" "$MISSION_OUTPUT" && echo "more=1" >> "$MISSION_OUTPUT"' }
  chain: { needs: steps, env: { KEPT: "\${{ tasks.steps.outputs.kept }}" }, run: 'printf %s "$KEPT" > chain.got' }
  place: { working-directory: "places/${KEY}", run: 'pwd > ../../place.got' }
  last: { needs: [login, env], env: { TOKEN: "\${{ tasks.login.outputs.token }}" }, run: 'echo LAST >> ran; printf %s "$TOKEN" > last.got; [ -e go ]' }
tests:
  served: { needs: tasks, if: always(), services: [api], run: 'true' }
services:
  api: { env: { COPY: "\${{ env.API_KEY }}-copy" }, run: 'printf %s "$COPY" > api.got; exec sleep 600', ready: { command: '[ -s api.got ]' } }
`;

  it('F122 reach other tasks, conditions, services, paths and context files as they are, and no record', {
    timeout: 60_000,
  }, async () => {
    folder.write('m.yml', mission);
    folder.write(`places/${KEY}/x`, '');
    const env = { API_KEY: KEY };
    const ended = await folder.start(['run', 'm.yml', '--gate', 'off'], { env }).ended;
    const run = readRun(folder, ended);
    expect(run.statuses).toEqual({
      ...{ login: 'succeeded', env: 'succeeded', if: 'succeeded', else: 'skipped', context: 'succeeded' },
      ...{ steps: 'succeeded', chain: 'succeeded', place: 'succeeded', last: 'failed', served: 'succeeded' },
    });
    expect(folder.read('env.got')).toBe(TOKEN);
    expect(folder.read('last.got')).toBe(TOKEN);
    expect(folder.has('if.got')).toBe(true);
    expect(folder.has('else.got')).toBe(false);
    expect(JSON.parse(folder.read('context.got')).needs.login.outputs).toEqual({ token: TOKEN });
    expect(folder.read('chain.got')).toBe(KEY);
    expect(folder.read('place.got')).toContain(`places/${KEY}`);
    expect(folder.read('api.got')).toBe(`${KEY}-copy`);
    expect(filesWith(`${folder.path}/.mission`, KEY)).toEqual([]);
    expect(ended.stdout).not.toContain(KEY);
    expect(run.task('login')).toMatchObject({ outputs: { token: expect.stringMatching(/^Bearer \*\*\*/) } });
  });

  it('F123 are made again on a resume, which never uses *** as a value', { timeout: 60_000 }, async () => {
    // The file does not contain the value of the first run, because that is no secret in the second.
    folder.write('m.yml', mission.replace(/^ {2}place: .*\n/m, ''));
    const env = { API_KEY: KEY };
    await folder.start(['run', 'm.yml', '--gate', 'off'], { env }).ended;
    folder.write('last.got', '');
    folder.write('go', '');
    const later = { API_KEY: 'another-key-2' };
    const ended = await folder.start(['resume', '.mission'], { env: later }).ended;
    expect(ended.stdout + ended.stderr).toContain('the journal has no values of secrets (token)');
    expect(folder.read('last.got')).toBe("Bearer another-key-2 'x'");
    expect(folder.read('ran').trim().split('\n')).toEqual(['LOGIN', 'LAST', 'LOGIN', 'LAST']);
    for (const secret of [KEY, later.API_KEY]) expect(filesWith(`${folder.path}/.mission`, secret)).toEqual([]);
  });

  it('F124 are named in a note if the variable is not set, and not if it is empty', async () => {
    folder.write(
      'm.yml',
      "name: Unset\nsecrets: [NOT_SET, EMPTY, OWN]\ntasks: { a: { env: { OWN: own-value }, run: 'true' } }\n",
    );
    const ended = await folder.start(['run', 'm.yml'], { env: { EMPTY: '' } }).ended;
    expect(ended.exitCode).toBe(0);
    expect(ended.stdout).toContain('found none for NOT_SET: nothing is redacted for it');
    expect(folder.read('.mission/final-report.md')).toContain('found none for NOT_SET');
  });
});
