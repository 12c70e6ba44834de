import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Folder, newFolder } from '../command-line.ts';
import { readEvents, readRun } from '../run-in.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

const documents = ['final-report.md', 'tasks/build.md', 'report.html', 'mission.json', 'events.jsonl'];

describe.skipIf(process.platform === 'win32')('the cause of a failure', () => {
  it('F260 is in the reason and in every report, although a thousand lines follow it, and without secrets', async () => {
    folder.write(
      'm.yml',
      `name: Shop
secrets: [KEY]
tasks:
  build:
    run: |
      echo compiling
      echo "a.ts(1,7): error TS2322: $KEY is no price"
      echo "b.ts(2,8): error TS2345: no shop"
      seq 1 1000
      exit 2
`,
    );
    const argv = ['run', 'm.yml', '--gate', 'off', '--log', 'none'];
    const run = readRun(folder, await folder.start(argv, { env: { KEY: 'sw0rdfish-42' } }).ended);
    const reason = 'a.ts(1,7): error TS2322: *** is no price (line 2 of its log); it exited with code 2';
    expect(run.task('build').reason).toBe(reason);
    for (const name of documents) {
      const text = folder.read(`.mission/${name}`);
      expect(text, name).toContain('error TS2345: no shop');
      expect(text, name).not.toContain('sw0rdfish');
    }
    expect(folder.read('.mission/junit.xml')).toContain('error TS2322: *** is no price');
    expect(run.stdout).toContain(
      `What failed:\n  ✘ build failed: ${reason}\n    line 3: b.ts(2,8): error TS2345: no shop\n    whole log: .mission/logs/build.log\nReports: `,
    );
  });

  it('is the last line if no line looks like it, and the terminal shows the lines before it', async () => {
    folder.write(
      'm.yml',
      `name: Shop
secrets: [KEY]
tasks:
  lint: { run: 'printf "one\\ntwo\\nthree\\nfour\\n\\n$KEY is odd\\n"; exit 2' }
  shell: { run: 'set -u; echo $NOTHING', shell: bash }
`,
    );
    const argv = ['run', 'm.yml', '--gate', 'off', '--log', 'none'];
    const run = readRun(folder, await folder.start(argv, { env: { KEY: 'sw0rdfish-42' } }).ended);
    const reason = 'it exited with code 2; line 6, at the end of its log: *** is odd';
    expect(run.task('lint').reason).toBe(reason);
    expect(run.stdout).toContain(
      `  ✘ lint failed: ${reason}\n    line 2: two\n    line 3: three\n    line 4: four\n    whole log: `,
    );
    expect(folder.read('.mission/events.jsonl')).not.toContain('sw0rdfish');
    expect(run.task('shell').reason).toMatch(
      /^.*: line \d+: NOTHING: unbound variable \(line 1 of its log\); it exited with code \d+$/,
    );
  });

  it('is that of the newest attempt and of the step that failed', async () => {
    folder.write(
      'm.yml',
      `name: Shop
tasks:
  build:
    retry: 2
    steps:
      - { name: Prepare, run: 'echo "error: ignored"' }
      - { name: Compile, run: 'echo "error: attempt $MISSION_ATTEMPT"; exit 1' }
`,
    );
    const run = readRun(folder, await folder.mission('run', 'm.yml', '--gate', 'off'));
    const causes = run.events.flatMap((event) => (event.type === 'step-exited' ? (event.left?.causes ?? []) : []));
    expect(causes.map(({ text }) => text)).toEqual(['error: attempt 1', 'error: attempt 2']);
    const log = folder.read('.mission/logs/build.log').split('\n');
    for (const { line, text } of causes) expect(log[line - 1]).toBe(text);
  });

  it('is not searched in the log of a task that succeeds', async () => {
    folder.write('m.yml', 'name: Shop\ntasks:\n  build: { run: \'echo "error: ignored"\' }\n');
    expect((await folder.mission('run', 'm.yml', '--gate', 'off')).exitCode).toBe(0);
    const exits = readEvents(folder).filter((event) => event.type === 'step-exited');
    expect(exits.map(({ left }) => left?.causes)).toEqual([undefined]);
  });
});

it.skipIf(process.platform === 'win32')(
  'failed test cases are listed with file and line, and are suites of their own',
  async () => {
    folder.write('api/a.test.js', '');
    folder.write(
      'report.xml',
      `<testsuites name="jest tests"><testsuite name="cart" tests="2" failures="1">
<testcase classname="cart adds" name="cart adds" time="0.25"/>
<testcase classname="cart removes" name="cart removes" time="0.5"><failure>Error: expected 1
    at Object.toBe (ROOT/api/a.test.js:9:20)</failure></testcase>
</testsuite></testsuites>`,
    );
    folder.write(
      'm.yml',
      `name: Shop
tasks:
  api: { results: out.xml, run: 'sed "s#ROOT#$PWD#" report.xml > out.xml; exit 1' }
  web: { run: 'exit 3' }
`,
    );
    expect((await folder.mission('run', 'm.yml', '--gate', 'off')).exitCode).toBe(1);
    expect(JSON.parse(folder.read('.mission/mission.json')).failures).toEqual([
      { id: 'api', name: 'cart removes', message: 'expected 1', file: 'api/a.test.js', line: 9 },
      { id: 'web', message: 'it exited with code 3' },
    ]);
    const xml = folder.read('.mission/junit.xml');
    expect(xml).toContain('<testcase name="cart adds" classname="Shop.api" time="0.250"/>');
    expect(xml).toContain('<failure message="expected 1">api/a.test.js:9\nexpected 1</failure>');
    expect(folder.read('.mission/final-report.md')).toContain('- **cart removes** (`api/a.test.js:9`): expected 1');
  },
);
