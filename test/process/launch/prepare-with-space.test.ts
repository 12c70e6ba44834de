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
  const scripts = { leaveFull: () => folders.shift(), restore: () => false };
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
    restore: (): boolean => {
      throw new Error('expected no look for the folder');
    },
  };
  expect(() => prepareWithSpace(failing('EROFS'), { scripts, degraded: () => undefined })).toThrow('EROFS');
});

test('F190 a command whose folder was removed is prepared again in a new one, and one that misses another file is not', () => {
  const missing = [true, false];
  const scripts = { leaveFull: () => undefined, restore: () => missing.shift() ?? false };
  const edges = { scripts, degraded: () => undefined };
  expect(prepareWithSpace(failing('ENOENT'), edges)).toEqual(refused('prepared'));
  expect(() => prepareWithSpace(failing('ENOENT'), edges)).toThrow('ENOENT');
  expect(missing).toEqual([]);
});
