import { describe, expect, test } from 'vitest';
import { failureLines } from '../../../src/report/lines/failure-lines.ts';
import { failuresOf } from '../../../src/report/sections/failures.ts';
import { FOLDER_NOTE, folderInLog } from '../../../src/report/words/folder-note.ts';
import { type Ending, endedReport } from '../../github/ended-report.ts';

function report(task: Partial<Ending>, folder: string | undefined = 'out/run') {
  const { folder: _, ...ended } = endedReport([{ id: 'lint', status: 'failed', ...task }]);
  return folder === undefined ? ended : { ...ended, folder };
}

function noteOf(task: Partial<Ending>, folder?: string) {
  const found = report(task, folder);
  const lint = found.tasks.get('lint');
  if (lint === undefined) throw new Error('expected the task lint');
  return folderInLog(found, lint);
}

describe('folderInLog', () => {
  test.each([
    'out/run/report.html: 3 problems',
    '/home/me/project/out/run/report.html',
    'C:\\project\\out\\run\\report.html',
    'first\n(./out/run/tasks/a.md)',
  ])('F304 names the folder if the log has %j', (logTail) => {
    expect(noteOf({ logTail })).toBe('out/run');
  });

  test('F304 finds the folder in a line that looks like the cause, however much output follows', () => {
    expect(noteOf({ logTail: 'the end', causes: [{ line: 3, text: 'error in out/run/report.html' }] })).toBe('out/run');
  });

  test.each(['', 'shout/run/a.md', 'about/out/runner', 'outer/run/x'])(
    'is absent if the log has only %j',
    (logTail) => {
      expect(noteOf({ logTail })).toBeUndefined();
    },
  );

  test('is absent if the folder is not in the project, or the task uses it itself', () => {
    const outside = endedReport([{ id: 'lint', status: 'failed', logTail: 'out/run/x' }]);
    expect(failuresOf(outside)?.entries.flatMap(({ notes }) => notes)).toEqual([]);
    expect(noteOf({ logTail: 'out/run/x', steps: [{ run: 'cat "$MISSION_DIR/x"' }] })).toBeUndefined();
  });

  test('stands with the failure in the documents and at the end of the terminal', () => {
    const found = report({ logTail: 'out/run/x' });
    expect(failuresOf(found)?.entries[0]?.notes).toEqual([
      [
        { type: 'text', text: FOLDER_NOTE.before },
        { type: 'untrusted', text: 'out/run' },
        { type: 'text', text: FOLDER_NOTE.after },
      ],
    ]);
    expect(failureLines(found, 'out/run')).toContain(
      '    hint: Its log names the folder of Mission Runner (out/run): exclude it from the tool that reads it, or choose a folder outside of the project with --dir.',
    );
  });
});
