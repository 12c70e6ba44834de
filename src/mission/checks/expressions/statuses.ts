import { showText } from '../../diagnostics/show-text.ts';
import { type Checking, textAt } from '../../entries/checking.ts';
import { explainProof } from '../../graph/explain-proof.ts';
import type { KnownIds } from '../../graph/known-ids.ts';
import { type Proof, surelyEnded, type Waits } from '../../graph/waits.ts';
import { filledTexts } from '../../matrix/text.ts';
import type { Status } from './references.ts';

/** Warns of a status that may not be final when it is read, and of a `running('ID')` that is never true. */
export function checkStatuses(statuses: readonly Status[], waits: Waits, checking: Checking, ids: KnownIds): void {
  for (const [index, proof] of surelyEnded(waits, statuses).entries()) {
    const status = statuses[index];
    if (status === undefined) continue;
    if (status.running) warnOfEnded(status, proof, checking, ids);
    else if (proof === undefined && !isExpected(status, waits, checking, ids)) warnOfUnsettled(status, checking, ids);
  }
}

function warnOfEnded({ entry, target, at }: Status, proof: Proof | undefined, checking: Checking, ids: KnownIds): void {
  const asked = ids.nodes[target];
  if (asked === undefined || (proof === undefined && asked.entry !== entry)) return;
  const why =
    proof === undefined
      ? 'the condition is evaluated before it runs'
      : explainProof(entry, asked, proof, checking, ids).why;
  checking.report({
    at,
    severity: 'warning',
    code: 'never-running',
    message: `${showText(asked.id)} is never running when this is evaluated: ${why}`,
    hint: 'use its `status` or `result`, or change what triggers this entry',
  });
}

function warnOfUnsettled({ entry, target, at }: Status, { report }: Checking, { nodes }: KnownIds): void {
  const asked = nodes[target];
  if (asked === undefined) return;
  const name = showText(asked.id);
  const isOwn = asked.entry === entry;
  const message = isOwn
    ? `${name} reads its own status, which is never final before it runs`
    : `${showText(entry.id)} does not wait for ${name}, which may not have ended when this is evaluated`;
  const hint = isOwn
    ? 'read the status of a task that it needs'
    : `add ${name} to \`needs\`, or use \`running('${asked.id}')\``;
  report({ at, severity: 'warning', code: 'unsettled-status', message, hint });
}

/** It is fine to read the status of an entry of `needs-any`, or of the supported task, although they may not have ended. */
function isExpected(
  { entry, position, target }: Status,
  { count, needsAny }: Waits,
  { source }: Checking,
  { nodes }: KnownIds,
): boolean {
  const asked = nodes[target];
  const alternatives = needsAny[position] ?? [];
  if (alternatives.some((alternative) => nodes[alternative]?.entry === asked?.entry)) return true;
  if (alternatives.includes(count + 1) && asked?.entry.kind === 'task') return true;
  const { supports } = entry.draft;
  if (supports === undefined) return false;
  const supported = filledTexts(textAt(source, [...entry.path, 'supports'], supports), entry.matrix);
  return supported.some(({ text }) => text === asked?.id);
}
