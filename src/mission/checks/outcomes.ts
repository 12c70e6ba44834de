import type { Checking, Entry } from '../entries/checking.ts';

/** Settings of how an attempt is judged that have no effect, or another one than expected. */
export function checkOutcomes(checking: Checking): void {
  for (const entry of checking.entriesWith('success-exit-codes')) checkExitCodes(entry, checking);
  for (const entry of checking.entriesWith('allow-empty-results')) checkEmptyResults(entry, checking);
}

function checkExitCodes({ path, draft }: Entry, { source, report }: Checking): void {
  const codes = draft['success-exit-codes'];
  if (codes === undefined) return;
  const at = source.place([...path, 'success-exit-codes']);
  if (typeof codes !== 'number' && codes.length === 0) {
    const message = '`success-exit-codes`: expected exit codes, found an empty list';
    report({ at, code: 'wrong-value', message, hint: 'write the codes that are a success, or remove the key' });
  }
}

function checkEmptyResults({ path, draft }: Entry, { source, report }: Checking): void {
  if (draft['allow-empty-results'] !== true || draft.results !== undefined) return;
  if (source.has([...path, 'results'])) return;
  report({
    at: source.keyPlace([...path, 'allow-empty-results']),
    severity: 'warning',
    code: 'no-results',
    message: '`allow-empty-results` has no effect without `results`',
    hint: 'add `results` with the files that the tests write, or remove the key',
  });
}
