import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MatrixCommand } from '../../../src/mission/matrix/command.ts';
import { runMatrixCommand } from '../../../src/run/matrix-commands/run.ts';
import { readMatrixValues } from '../../../src/run/matrix-commands/values.ts';
import { isAlive } from '../../process/step-harness.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mission-matrix-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function commandOf(command: string, parts: Partial<MatrixCommand> = {}): MatrixCommand {
  return { id: 'build', dimension: 'part', command, workingDirectory: '.', secrets: [], ...parts };
}

function run(command: string, limit?: number) {
  const environment = { PATH: process.env.PATH ?? '', GREETING: 'hello' };
  return runMatrixCommand({
    command: commandOf(command),
    root,
    environment,
    ...(limit === undefined ? {} : { limit }),
  });
}

describe('one command', () => {
  it('prints to standard output what counts, in its folder and with the variables of the caller', async () => {
    writeFileSync(join(root, 'parts'), '["api"]');
    expect(await run('cat parts; echo "$GREETING" >&2')).toEqual({ type: 'printed', text: '["api"]' });
  });

  it.each([
    ['echo "no parts here" >&2; exit 3', 'exit code 3: no parts here'],
    ['kill -TERM $$', 'it was ended by SIGTERM'],
    ['yes', 'it printed more than 256 KB'],
    ['printf "a\\0b"\0', 'NUL character'],
  ])('F315 that fails is reported with the reason: %j', async (command, message) => {
    expect(await run(command)).toMatchObject({ type: 'failed', message: expect.stringContaining(message) });
  });

  it('F316 that does not end is killed with everything that it started', async () => {
    const result = await run('sleep 600 & echo $! > pid; wait', 1500);
    expect(result).toMatchObject({ type: 'failed', message: 'it had not ended after 1.5 s' });
    await expect.poll(() => isAlive(Number(readFileSync(join(root, 'pid'), 'utf8')))).toBe(false);
  });

  it('F316 that leaves a process running ends, and the process too', async () => {
    expect(await run('sleep 600 & echo $! > pid; echo "[1]"')).toEqual({ type: 'printed', text: '[1]\n' });
    await expect.poll(() => isAlive(Number(readFileSync(join(root, 'pid'), 'utf8')))).toBe(false);
  });

  it('leaves no script behind', async () => {
    const result = await run('echo "\\"$0\\""');
    expect(result).toMatchObject({ type: 'printed', text: expect.stringContaining('mission-scripts-') });
    expect(existsSync(result.type === 'printed' ? JSON.parse(result.text) : root)).toBe(false);
  });
});

describe('the values of matrices', () => {
  const environment = { PATH: process.env.PATH, TOKEN: 'sw0rdfish-42' };

  it('are recorded, and a text that several matrices have runs once', async () => {
    const command = 'echo run >> runs; echo "[1, 2]"';
    const commands = [commandOf(command), commandOf(command, { id: 'test' })];
    const { recorded, notes, valuesOf } = await readMatrixValues({ commands, root, environment });
    expect(readFileSync(join(root, 'runs'), 'utf8')).toBe('run\n');
    expect(recorded).toEqual([
      { id: 'build', dimension: 'part', command, values: [1, 2] },
      { id: 'test', dimension: 'part', command, values: [1, 2] },
    ]);
    expect(notes).toEqual(['the command for part of build printed 1, 2']);
    expect(commands.map(valuesOf)).toEqual([
      { type: 'values', values: [1, 2] },
      { type: 'values', values: [1, 2] },
    ]);
  });

  it('F314 are those of the journal, unless the command has changed', async () => {
    const commands = [commandOf('echo "[1]"'), commandOf('echo "[2]"', { id: 'test' })];
    const before = { id: 'build', dimension: 'part', command: 'echo "[1]"', values: ['kept'] };
    const other = { ...before, id: 'test' };
    const { recorded, notes } = await readMatrixValues({ commands, recorded: [before, other], root, environment });
    expect(recorded.map(({ id, values }) => [id, values])).toEqual([
      ['build', ['kept']],
      ['test', [2]],
    ]);
    expect(notes).toEqual(['the command for part of test printed 2']);
  });

  it('F315 are not known if the command fails, and its message has no secret', async () => {
    const failing = commandOf('echo "bad $TOKEN" >&2; exit 1', { secrets: ['TOKEN'] });
    const { recorded, valuesOf } = await readMatrixValues({ commands: [failing], root, environment });
    expect(recorded).toEqual([]);
    expect(valuesOf(failing)).toMatchObject({ type: 'failed', message: 'exit code 1: bad ***' });
    const long = commandOf(`echo "${'x'.repeat(180)} $TOKEN$TOKEN" >&2; exit 1`, { secrets: ['TOKEN'] });
    const cut = (await readMatrixValues({ commands: [long], root, environment })).valuesOf(long);
    expect(cut).toMatchObject({ message: expect.stringMatching(/^exit code 1: x{180} (?:\*\*\*)+…$/) });
  });
});
