import type { RelatedPlace } from '../diagnostics/diagnostic.ts';
import { showText } from '../diagnostics/show-text.ts';
import { type Checking, type Entry, textAt } from '../entries/checking.ts';
import { explainProof } from '../graph/explain-proof.ts';
import type { Named } from '../graph/find-tasks.ts';
import type { KnownIds } from '../graph/known-ids.ts';
import { findCycles } from '../graph/needs-graph.ts';
import { findNeedItem, needPlace, needsAllTasks, needsOf } from '../graph/needs-of.ts';
import { needsGraphOf, type Proof, surelyEnded, type Waits } from '../graph/waits.ts';
import { filledTexts } from '../matrix/text.ts';

/** A longer path is shortened in its middle. */
const LONGEST_PATH = 10;

/**
 * Everything can be triggered: there is no cycle, and no test waits for the end of a task that must still run. Returns true if
 * there is no cycle.
 */
export function checkTriggers(checking: Checking, waits: Waits, ids: KnownIds): boolean {
  const cycles = findCycles(needsGraphOf(waits));
  const reported = new Set<string>();
  for (const cycle of cycles) {
    // Each combination of a matrix may be in a cycle of its own, for the same reason.
    const entries = cycle.map((position) => ids.nodes[position]?.entry.path.join('\n') ?? '').join('\n\n');
    if (reported.size !== reported.add(entries).size) reportCycle(cycle, checking, ids);
  }
  checkDeploy(checking, waits, ids);
  return cycles.length === 0;
}

function reportCycle(cycle: readonly number[], checking: Checking, ids: KnownIds): void {
  const { source, report } = checking;
  const members = cycle.flatMap((position) => ids.nodes[position] ?? []);
  const first = members[0];
  if (first === undefined) return;
  const names = [...members, first].map(({ id }) => showText(id));
  const shown =
    names.length <= LONGEST_PATH
      ? names
      : [...names.slice(0, LONGEST_PATH - 2), `… ${names.length - LONGEST_PATH + 1} more …`, names[names.length - 1]];
  const related = members.slice(1, LONGEST_PATH).map((member): RelatedPlace => {
    const next = nextOf(member, members);
    const { line, column, file } = needPlace(member, next, source, ids);
    const how = needsFirmly(member, next, checking, ids) ? 'needs' : 'is triggered by';
    return { line, column, file, message: `${showText(member.id)} ${how} ${showText(next.id)}` };
  });
  const firm = members.every((member) => needsFirmly(member, nextOf(member, members), checking, ids));
  report({
    at: needPlace(first, nextOf(first, members), source, ids),
    code: 'cycle',
    message: firm
      ? `the needs form a cycle, so none of them could ever start: ${shown.join(' → ')}`
      : `the triggers form a cycle, so each of them waits for itself: ${shown.join(' → ')}`,
    hint: firm ? 'remove one of these needs' : 'remove one of these from `needs` or `needs-any`',
    related,
  });
}

/** True if the next one is in `needs`, so that there is no other way to start. */
function needsFirmly(named: Named, next: Named, { source }: Checking, ids: KnownIds): boolean {
  return needsAllTasks(needsOf(named.entry, source)) || findNeedItem(named, next, 'needs', source, ids) !== undefined;
}

/** The next one in the cycle, which this one waits for. */
function nextOf(member: Named, members: readonly Named[]): Named {
  return members[(members.indexOf(member) + 1) % members.length] ?? member;
}

function checkDeploy(checking: Checking, waits: Waits, ids: KnownIds): void {
  const { entries, source, report } = checking;
  const questions: { position: number; target: number; entry: Entry; supported: Named }[] = [];
  for (const [position, entry] of entries.entries()) {
    const { draft, path, id, kind } = entry;
    if (draft.deploy === undefined || draft.deploy === 'always') continue;
    if (draft.supports === undefined) {
      if (source.has([...path, 'supports'])) continue;
      const message = `the ${kind} ${showText(id)} has \`deploy: ${draft.deploy}\`, but supports no task`;
      const hint = 'add `supports:` with the id of the task that must still run';
      report({ at: source.place([...path, 'deploy']), code: 'deploy-without-supports', message, hint });
      continue;
    }
    for (const { text, leg } of filledTexts(textAt(source, [...path, 'supports'], draft.supports), entry.matrix)) {
      const target = ids.positionOf(text);
      const supported = target === undefined ? undefined : ids.nodes[target];
      if (target === undefined || supported === undefined || supported.entry === entry) continue;
      // `checkSupports` reports a whole matrix.
      if (waits.parts[target] !== undefined) continue;
      const own = leg === undefined ? position : (ids.positionOf(leg.id) ?? position);
      questions.push({ position: own, target, entry, supported });
    }
  }
  for (const [index, proof] of surelyEnded(waits, questions).entries()) {
    const question = questions[index];
    if (proof === undefined || question === undefined) continue;
    reportNever(question.entry, question.supported, proof, checking, ids);
  }
}

function reportNever(entry: Entry, supported: Named, proof: Proof, checking: Checking, ids: KnownIds): void {
  const { source, report } = checking;
  const deploy = entry.draft.deploy ?? 'always';
  const target = showText(supported.id);
  const { name, why, line, column, file } = explainProof(entry, supported, proof, checking, ids);
  report({
    at: source.place([...entry.path, 'deploy']),
    code: 'never-deployed',
    message: `${showText(entry.id)} can never run: \`${deploy}\` requires that ${target} still runs, but ${why}`,
    hint: `remove \`deploy: ${deploy}\`, or change what triggers it, or \`supports\``,
    related: [{ line, column, file, message: `triggered by ${name}` }],
  });
}
