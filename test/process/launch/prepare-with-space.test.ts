import { expect, test } from 'vitest';
import { refused } from '../../../src/process/launch/prepare-command.ts';
import { prepareWithSpace } from '../../../src/process/launch/prepare-with-space.ts';

function failing(...codes: readonly string[]): () => ReturnType<typeof refused> {
  const left = [...codes];
  return () => {
    const code = left.shift();
    if (code === undefined) return refused('prepared');
    throw Object.assign(new Error(code), { code });
  };
}

test('F512 a command whose files find no space is prepared again in each further folder', () => {
  const notes: string[] = [];
  const folders = ['/next', '/last'];
  const scripts = { leaveFull: () => folders.shift(), restore: () => 'kept' as const, folder: () => '/first' };
  const edges = { scripts, degraded: (note: string) => notes.push(note) };
  expect(prepareWithSpace(failing('ENOSPC', 'EDQUOT'), edges)).toEqual(refused('prepared'));
  expect(notes).toEqual(['/next', '/last'].map((path) => expect.stringContaining(`they are written to ${path}`)));
  expect(() => prepareWithSpace(failing('ENOSPC'), edges)).toThrow('ENOSPC');
});

test('F512 another error changes no folder', () => {
  const scripts = {
    leaveFull: (): string => {
      throw new Error('expected no other folder');
    },
    restore: (): 'kept' => {
      throw new Error('expected no look for the folder');
    },
    folder: () => '/first',
  };
  expect(() => prepareWithSpace(failing('EMFILE'), { scripts, degraded: () => undefined })).toThrow('EMFILE');
});

test('F190 a command whose folder was removed is prepared again in a new one, and one that misses another file is not', () => {
  const missing = ['made', 'kept'] as const;
  let looks = 0;
  const scripts = { leaveFull: () => undefined, restore: () => missing[looks++] ?? 'kept', folder: () => '/first' };
  const notes: string[] = [];
  const edges = { scripts, degraded: (note: string) => notes.push(note) };
  expect(prepareWithSpace(failing('ENOENT'), edges)).toEqual(refused('prepared'));
  expect(() => prepareWithSpace(failing('ENOENT'), edges)).toThrow('ENOENT');
  expect([looks, notes]).toEqual([2, []]);
});

test('F626 a command whose folder became unusable is prepared again in the next folder, and a note has the reason', () => {
  for (const code of ['ENOTDIR', 'ELOOP', 'EACCES', 'EPERM', 'EROFS']) {
    const states = ['moved', 'kept'] as const;
    let looks = 0;
    const scripts = { leaveFull: () => undefined, restore: () => states[looks++] ?? 'kept', folder: () => '/next' };
    const notes: string[] = [];
    const edges = { scripts, degraded: (note: string) => notes.push(note) };
    expect(prepareWithSpace(failing(code), edges)).toEqual(refused('prepared'));
    expect(notes).toEqual([
      `a task has made the folder of the scripts unusable: ${code}; from now on, they are written to /next`,
    ]);
    expect(() => prepareWithSpace(failing(code), edges)).toThrow(code);
  }
});
