import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bench, failure, task } from '../step-harness.ts';

describe.skipIf(process.platform === 'win32')('what a task sees and leaves behind', () => {
  it('passes a task its id and context, and reads its outputs and its report', async () => {
    const { step, processes, log, run, dir } = bench();
    const work = task(
      [
        'echo "$MISSION_RUN $MISSION_TASK $MISSION_LEVEL $MISSION_ATTEMPT $MISSION_DIR $OWN"',
        'cat "$MISSION_CONTEXT"',
        'echo "version=1.2=3" >> "$MISSION_OUTPUT"',
        'printf "notes<<END\\nfirst\\n\\nthird\\nEND\\n" >> "$MISSION_OUTPUT"',
        'printf "## Done\\n" >> "$MISSION_REPORT"',
      ].join('\n'),
      { id: 'L3.1 (chrome, 24)', kind: 'test', env: { OWN: 'mine', MISSION_TASK: 'forged' } },
    );
    expect(await step(work, 0, 2, '{"needs":{}}')).toEqual({ type: 'exited', exitCode: 0 });
    expect(log('L3.1@chrome+24').toString()).toBe(
      `▶ attempt 2\n${run} L3.1 (chrome, 24) 3 2 ${dir} mine\n{"needs":{}}`,
    );
    expect(processes.collect(work, 2)).toMatchObject({
      outputs: { version: '1.2=3', notes: 'first\n\nthird' },
      report: '## Done\n',
    });
  });

  it('leaves only an empty log if a task prints nothing', async () => {
    const { step, processes } = bench();
    const quiet = task(':');
    expect(processes.collect(quiet, 1)).toEqual({ logTail: '', logBytes: 0 });
    await step(quiet);
    expect(processes.collect(quiet, 1)).toEqual({ logTail: '', logBytes: 0 });
  });

  it('ignores outputs of an earlier run or attempt', async () => {
    const { step, processes } = bench();
    await step(task('echo old=1 >> "$MISSION_OUTPUT"; echo old >> "$MISSION_REPORT"'));
    await step(task('rm "$MISSION_OUTPUT"; mkdir -p "$MISSION_REPORT/x"; ln -s nowhere "$MISSION_OUTPUT"'));
    await step(task(':'), 0, 2);
    expect(processes.collect(task(':'), 2).outputs).toBeUndefined();
    await step(task(':'));
    expect(processes.collect(task(':'), 1)).toEqual({ logTail: '', logBytes: 0 });
  });

  it('F24 cannot reach the files and tokens of the step of the action', async () => {
    const hidden = ['ENV', 'OUTPUT', 'PATH', 'STATE', 'STEP_SUMMARY'].map((name) => `GITHUB_${name}`);
    const names = [...hidden, 'ACTIONS_RUNTIME_TOKEN', 'ACTIONS_RESULTS_URL', 'INPUT_MISSION'];
    const environment = Object.fromEntries([...names, 'RUNNER_TRACKING_ID', 'GITHUB_SHA'].map((name) => [name, 'own']));
    const { step, log } = bench({ environment: { ...process.env, ...environment } });
    await step(task('env | grep =own | sort'));
    expect(log('work').toString()).toBe('GITHUB_SHA=own\nRUNNER_TRACKING_ID=own\n');
  });

  it.each([
    [
      'a line without an equals sign',
      'echo "no sign" >> "$MISSION_OUTPUT"',
      'line 1: expected NAME=VALUE or NAME<<DELIMITER, found "no sign"',
    ],
    [
      'an open block',
      'printf "a=1\\nb<<E\\nx\\n" >> "$MISSION_OUTPUT"',
      'line 2: expected a later line that is exactly "E"',
    ],
    ['10 MB', 'head -c 10485760 /dev/zero >> "$MISSION_OUTPUT"', 'expected at most 1048576 bytes, found 10485760'],
    [
      'Windows-1252',
      'printf "ok=1\\nname=caf\\xe9\\nmore=2\\n" >> "$MISSION_OUTPUT"',
      'line 2: expected UTF-8 text, found bytes that are not',
    ],
    [
      'UTF-16 without a byte order mark',
      'printf "a\\0=\\0001\\0\\n\\0" >> "$MISSION_OUTPUT"',
      'line 1: expected text, found a NUL character',
    ],
    ['half a character in UTF-16', 'printf "\\xff\\xfea\\0=" >> "$MISSION_OUTPUT"', 'line 1: expected UTF-8 text'],
    [
      'a value of two lines',
      'echo "a=$(printf "x\\ny")" >> "$MISSION_OUTPUT"',
      'found "y" (write a value of several lines as NAME<<DELIMITER, the lines, DELIMITER) (file io/1/work.output)',
    ],
    ['a symbolic link', 'rm "$MISSION_OUTPUT"; ln -s /etc/hosts "$MISSION_OUTPUT"', 'could not be read: ELOOP'],
    ['a named pipe', 'rm "$MISSION_OUTPUT"; mkfifo "$MISSION_OUTPUT"', 'expected a regular file'],
    ['a folder', 'rm "$MISSION_OUTPUT"; mkdir "$MISSION_OUTPUT"', 'expected a regular file'],
  ])('F25 rejects the outputs of one task only: %s', async (_, script, message) => {
    const { step, processes } = bench();
    const [bad, good] = [task(script), task('echo fine=yes >> "$MISSION_OUTPUT"', { id: 'good' })];
    await Promise.all([step(bad), step(good)]);
    expect(processes.collect(bad, 1).outputsRejected).toContain(message);
    expect(processes.collect(bad, 1).outputs).toBeUndefined();
    expect(processes.collect(good, 1)).toEqual({ logTail: '', logBytes: 0, outputs: { fine: 'yes' } });
  });

  it('F100 reads the UTF-16 with a byte order mark that Windows PowerShell writes', async () => {
    const { step, processes } = bench();
    const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').toString('base64');
    const work = task(
      [
        `echo ${utf16('stadt=Köln\r\nmore=1\r\n')} | base64 -d >> "$MISSION_OUTPUT"`,
        `echo ${utf16('Größe\n')} | base64 -d >> "$MISSION_REPORT"`,
      ].join('\n'),
    );
    await step(work);
    expect(processes.collect(work, 1)).toMatchObject({ outputs: { stadt: 'Köln', more: '1' }, report: 'Größe\n' });
  });

  it('F100 hands on the outputs of the last attempt only', async () => {
    const { step, processes } = bench();
    const first = task('echo old=1 >> "$MISSION_OUTPUT"; exit 1');
    await step(first);
    expect(processes.collect(first, 1).outputs).toEqual({ old: '1' });
    const second = task('echo new=2 >> "$MISSION_OUTPUT"');
    await step(second, 0, 2);
    expect(processes.collect(second, 2).outputs).toEqual({ new: '2' });
  });

  it('cuts a long report at the end of a line', async () => {
    const { step, processes } = bench();
    const long = task('seq -f "line %06.0f é" 1 40000 >> "$MISSION_REPORT"');
    await step(long);
    const report = processes.collect(long, 1).report ?? '';
    expect(report).toMatch(/^line 000001 é\n/);
    expect(report).toMatch(
      /\nline \d{6} é\n\n\(MISSION_REPORT was cut: 600000 bytes were written, the first 262144 are kept\.\)\n$/,
    );
    expect(Buffer.byteLength(report)).toBeLessThan(256 * 1024 + 200);
  });

  it('knows whether the task wrote its deliverable itself', async () => {
    const { step, processes, file } = bench();
    writeFileSync(file('old.md'), 'old');
    const wrote = async (id: string, deliverable: string, script: string) => {
      const work = task(script, { id, deliverable });
      await step(work);
      return processes.collect(work, 1).wroteDeliverable;
    };
    expect(await wrote('a', 'old.md', ':')).toBeUndefined();
    expect(await wrote('b', 'old.md', 'printf new > old.md; touch -t 200101010000 old.md')).toBe(true);
    expect(await wrote('c', 'sub/new.md', 'mkdir -p sub; echo new > sub/new.md')).toBe(true);
    expect(await wrote('d', 'sub/none.md', ':')).toBeUndefined();
    expect(await wrote('e', 'old.md', 'rm old.md')).toBeUndefined();
  });

  it('F161 does not take what only a failed attempt wrote for the deliverable of a later one', async () => {
    const { step, processes } = bench();
    const first = task('echo half > r.md; exit 1', { deliverable: 'r.md' });
    await step(first);
    expect(processes.collect(first, 1).wroteDeliverable).toBe(true);
    const second = task(':', { deliverable: 'r.md' });
    await step(second, 0, 2);
    expect(processes.collect(second, 2).wroteDeliverable).toBeUndefined();
    const third = task('echo whole > r.md', { deliverable: 'r.md' });
    await step(third, 0, 3);
    expect(processes.collect(third, 3).wroteDeliverable).toBe(true);
  });

  it('F55 refuses a deliverable that leaves the root, and follows nothing', async () => {
    const { step, processes, file, dir } = bench();
    mkdirSync(dir);
    symlinkSync(dir, file('out'));
    const refuse = async (deliverable: string) => failure(await step(task(':', { deliverable })));
    expect(await refuse('out/report.md')).toContain('deliverable "out/report.md": expected a path inside of');
    expect(await refuse('out/deep/er/report.md')).toContain('found that it leads out of it');
    expect(await refuse('../report.md')).toContain('found that it leads out of it');
    expect(await refuse('.')).toContain('found that it leads out of it');
    const link = task('ln -s /etc/hosts link.md', { deliverable: 'link.md' });
    await step(link);
    expect(processes.collect(link, 1).wroteDeliverable).toBeUndefined();
    const moved = task(`ln -s "${dir}" later; echo x > later/r.md`, { id: 'moved', deliverable: 'later/r.md' });
    await step(moved);
    expect(processes.collect(moved, 1).wroteDeliverable).toBeUndefined();
  });

  it('F55 reads no log that was replaced by a link', async () => {
    const { step, processes, dir, file } = bench();
    writeFileSync(file('secret'), 'secret');
    const swap = task(`ln -sf "${file('secret')}" "${join(dir, 'logs', 'work.log')}"`);
    await step(swap);
    expect(processes.collect(swap, 1).logTail).toContain('the log could not be read: ELOOP');
  });
});
