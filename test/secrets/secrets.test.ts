import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSecrets } from '../../src/secrets/secrets.ts';
import { bench, failure, task, until } from '../process/step-harness.ts';

const VALUE = 'sw0rdfish-42';

describe('secrets', () => {
  it('redacts the values of all names, including values that are learned later', () => {
    const learned: string[] = [];
    const secrets = createSecrets(false, (value) => learned.push(value));
    expect(secrets.redactor().active).toBe(false);
    expect(
      secrets.learn(['A', 'B', 'MISSING', 'EMPTY'], { A: 'alpha-1', B: 'beta-22', EMPTY: ' ', C: 'gamma' }),
    ).toEqual([]);
    secrets.learn(['A'], { A: 'alpha-2' });
    secrets.learn(['A'], { A: 'alpha-2' });
    expect(learned).toEqual(['alpha-1', 'beta-22', 'alpha-2']);
    expect(secrets.redactor().redactText('alpha-1 beta-22 gamma alpha-2')).toBe('*** *** gamma ***');
  });

  it('names a variable that is too short to be redacted, once and without its value', () => {
    const secrets = createSecrets(false);
    const [problem, ...more] = secrets.learn(['PIN'], { PIN: '7x' });
    expect(problem).toContain('PIN');
    expect(problem).not.toContain('7x');
    expect(more).toEqual([]);
    expect(secrets.learn(['PIN'], { PIN: '7x' })).toEqual([]);
  });

  it('finds a name in any case if the system ignores case', () => {
    const secrets = createSecrets(true);
    secrets.learn(['Api_Key'], { API_KEY: VALUE });
    expect(secrets.redactor().redactText(VALUE)).toBe('***');
  });
});

describe.skipIf(process.platform === 'win32')('secrets of tasks', () => {
  const environment = { ...process.env, API_KEY: VALUE };

  it('F26 are in no log, output, report or result, even if written in two parts', async () => {
    const { processes, step, log, dir } = bench({ environment });
    const work = task(
      [
        'half=$(printf %s "$API_KEY" | cut -c1-5); printf %s "$half"; printf "%s\\n" "$(printf %s "$API_KEY" | cut -c6-)"',
        'echo "key=$API_KEY" >> "$MISSION_OUTPUT"',
        'echo "used $API_KEY here" >> "$MISSION_REPORT"',
        'echo "$OTHER" | base64 >&2',
      ].join('\n'),
      { secrets: ['API_KEY', 'OTHER'], env: { OTHER: 'and-another-one' } },
    );
    expect(await step(work)).toEqual({ type: 'exited', exitCode: 0 });
    const left = processes.collect(work, 1);
    // Other tasks use the outputs, so these are redacted only on their way to the record.
    expect(left).toMatchObject({ outputs: { key: VALUE }, report: 'used *** here\n' });
    expect(log('work').toString()).toMatch(/^\*\*\*\n\*\*\*/);
    expect(left.logTail).toMatch(/^\*\*\*\n\*\*\*/);
    await processes.sweep();
    for (const name of ['work.output', 'work.report.md', 'work.context.json']) {
      expect(readFileSync(join(dir, 'io', '1', name), 'utf8')).not.toContain(VALUE);
    }
  });

  it('F26 of one task are redacted in the output of another', async () => {
    const { step, log } = bench({ environment });
    await step(task('true', { id: 'first', secrets: ['API_KEY'] }));
    await step(task('echo "$API_KEY"', { id: 'second' }));
    expect(log('second').toString()).toBe('***\n');
  });

  it('F26 are redacted in a log of several steps, which stays in one piece', async () => {
    const { step, log } = bench({ environment });
    const work = task([{ run: 'echo "one $API_KEY"' }, { run: 'echo "two $API_KEY"' }], { secrets: ['API_KEY'] });
    await step(work, 0);
    await step(work, 1);
    expect(log('work').toString()).toBe('one ***\ntwo ***\n');
  });

  it('F26 are not in the reason of a start that failed', async () => {
    const { step } = bench({ environment });
    const outcome = await step(task(':', { shell: `/nowhere/${VALUE} {0}`, secrets: ['API_KEY'] }));
    expect(failure(outcome)).toContain('/nowhere/***');
  });

  it('F26 are not in the log of a service, nor in its last lines', async () => {
    const { service, log } = bench({ environment });
    const outcomes = service({ run: 'echo "with $API_KEY"; exit 1', secrets: ['API_KEY'] });
    await until(() => outcomes.some(({ type }) => type === 'exited'));
    expect(outcomes.at(-1)).toMatchObject({ type: 'exited', logTail: 'with ***' });
    expect(log('api').toString()).toBe('with ***\n');
  });

  it('removes a log that cannot be redacted, and reports it', async () => {
    const notes: string[] = [];
    const { step, dir } = bench({ environment, degraded: (message) => notes.push(message) });
    // The log itself becomes a folder, which cannot be redacted.
    await step(
      task('rm "$MISSION_DIR/logs/work.log"; mkdir -p "$MISSION_DIR/logs/work.log/x"', { secrets: ['API_KEY'] }),
    );
    expect(existsSync(join(dir, 'logs', 'work.log'))).toBe(false);
    expect(notes.join()).toMatch(/could not be redacted .*work\.log was removed/);
  });
});
