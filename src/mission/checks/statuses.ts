import { showText } from '../diagnostics/show-text.ts';
import { type Checking, textAt } from '../entries/checking.ts';
import { explainProof } from '../graph/explain-proof.ts';
import type { KnownIds } from '../graph/known-ids.ts';
import { type Proof, surelyEnded, type Waits } from '../graph/waits.ts';
import type { Status } from './references.ts';

/** Warns where a status is asked for that is not settled yet, and where `running()` can never hold. */
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
    proof === undefined ? 'it asks before it runs itself' : explainProof(entry, asked, proof, checking, ids).why;
  checking.report({
    at,
    severity: 'warning',
    code: 'never-running',
    message: `${showText(asked.id)} never runs when ${showText(entry.id)} asks for it: ${why}`,
    hint: 'ask for its `status` or `result`, or change what triggers this',
  });
}

function warnOfUnsettled({ entry, target, at }: Status, { report }: Checking, { nodes }: KnownIds): void {
  const asked = nodes[target];
  if (asked === undefined) return;
  const name = showText(asked.id);
  const isOwn = asked.entry === entry;
  const message = isOwn
    ? `${name} asks for its own status, which is never settled before it runs`
    : `${showText(entry.id)} does not wait for ${name}, which may not have ended when this is evaluated`;
  const hint = isOwn
    ? 'ask for the status of what it needs'
    : `add ${name} to \`needs\`, or ask whether it is \`running('${asked.id}')\``;
  report({ at, severity: 'warning', code: 'unsettled-status', message, hint });
}

/** Which of `needs-any` has ended, and how the supported task is getting on, are open questions that may be asked. */
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
  return supports !== undefined && textAt(source, [...entry.path, 'supports'], supports) === asked?.id;
}
