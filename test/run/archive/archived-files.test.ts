import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { keptFolder } from '../../../src/process/artifacts/artifacts.ts';
import { restoreFiles } from '../../../src/run/archive/archived-files.ts';
import { TASK } from '../../build-mission.ts';

/** A checkout with a git directory, and the folder of a run whose tasks `first` and `second` have kept files in `out`. */
function place() {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'mission restore ')));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const [root, dir] = [join(home, 'root'), join(home, 'run')];
  mkdirSync(join(root, '.git', 'hooks'), { recursive: true });
  const kept = (id: string, path: string): string => {
    const file = join(keptFolder(dir, id), path);
    mkdirSync(dirname(file), { recursive: true });
    return file;
  };
  const artifacts = [{ pattern: 'out/**', line: 1 }];
  const tasks = ['first', 'second'].map((id) => ({ ...TASK, id, name: id, kind: 'task' as const, artifacts }));
  return { root, kept, restore: () => restoreFiles({ tasks }, ['first', 'second'], root, dir) };
}

describe.skipIf(process.platform === 'win32')('F513 files of an archive', () => {
  test('are never restored into a git directory through a link of another task', () => {
    const { root, kept, restore } = place();
    symlinkSync('../.git/hooks', kept('first', 'out/link'));
    writeFileSync(kept('second', 'out/link/pre-commit'), 'a command');
    expect(restore()).toMatchObject({
      type: 'refused',
      message: expect.stringMatching(
        /restore out\/link\/pre-commit of second .*, found a link that leads into a git directory/,
      ),
    });
    expect(existsSync(join(root, '.git', 'hooks', 'pre-commit'))).toBe(false);
  });

  test('are restored through a link that leads to another folder of the checkout', () => {
    const { root, kept, restore } = place();
    symlinkSync('../real', kept('first', 'out/link'));
    mkdirSync(join(root, 'real'));
    writeFileSync(kept('second', 'out/link/file'), 'text');
    expect(restore()).toBeUndefined();
    expect(readFileSync(join(root, 'real', 'file'), 'utf8')).toBe('text');
  });
});
