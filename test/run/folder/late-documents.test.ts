import { expect, it } from 'vitest';
import { emptyReport } from '../../../src/report/fold/fold.ts';
import type { Documents } from '../../../src/run/folder/documents.ts';
import { lateDocuments } from '../../../src/run/folder/late-documents.ts';

const report = emptyReport();

function recording(): { readonly done: string[]; readonly documents: Documents } {
  const done: string[] = [];
  return {
    done,
    documents: {
      changed: (_, isReading) => done.push(isReading ? 'reading' : 'changed'),
      taskEnded: (_, id) => done.push(`ended ${id}`),
      finish: () => done.push('finished'),
    },
  };
}

it('repeats in order what was called before the documents were loaded, and passes on what follows', async () => {
  const { done, documents } = recording();
  let load: (documents: Documents) => void = () => {};
  const late = lateDocuments(
    new Promise((resolve) => {
      load = resolve;
    }),
  );
  late.changed(report, false);
  late.taskEnded(report, 'a');
  expect(done).toEqual([]);
  load(documents);
  await Promise.resolve();
  await Promise.resolve();
  expect(done).toEqual(['changed', 'ended a']);
  late.changed(report, true);
  expect(done).toEqual(['changed', 'ended a', 'reading']);
  await late.finish(report);
  expect(done.at(-1)).toBe('finished');
});

it('waits at the end for documents that are still being loaded', async () => {
  const { done, documents } = recording();
  const late = lateDocuments(Promise.resolve(documents));
  late.taskEnded(report, 'a');
  await late.finish(report);
  expect(done).toEqual(['ended a', 'finished']);
});

it('rejects at the end if the documents could not be loaded', async () => {
  const late = lateDocuments(Promise.reject(new Error('no such file')));
  late.changed(report, false);
  await expect(late.finish(report)).rejects.toThrow('no such file');
});
