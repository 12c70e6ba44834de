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
  const edges = { scripts: { leaveFull: () => folders.shift() }, degraded: (note: string) => notes.push(note) };
  expect(prepareWithSpace(failing('ENOSPC', 'EDQUOT'), edges)).toEqual(refused('prepared'));
  expect(notes).toEqual(['/next', '/last'].map((path) => expect.stringContaining(`they are written to ${path}`)));
  expect(() => prepareWithSpace(failing('ENOSPC'), edges)).toThrow('ENOSPC');
});

test('F512 another error changes no folder', () => {
  const scripts = {
    leaveFull: (): string => {
      throw new Error('expected no other folder');
    },
  };
  expect(() => prepareWithSpace(failing('EROFS'), { scripts, degraded: () => undefined })).toThrow('EROFS');
});
