import { showText } from '../diagnostics/show-text.ts';
import type { Checking, Entry } from '../entries/checking.ts';
import { explainProof } from '../graph/explain-proof.ts';
import type { Named } from '../graph/find-tasks.ts';
import type { KnownIds } from '../graph/known-ids.ts';
import { findNeedItem } from '../graph/needs-of.ts';
import { hasOwnNeeds, surelyEnded, type Waits } from '../graph/waits.ts';

/** Every pair of alternatives is compared, unless a `needs-any` has more of them than this. */
const MOST_ALTERNATIVES = 32;

interface Question {
  readonly kind: 'decided' | 'late';
  readonly entry: Entry;
  /** The alternative in question. */
  readonly alternative: Named;
  readonly position: number;
  readonly target: number;
}

/** Warns of a `needs-any` that has no effect, and of alternatives that can never be the first to end. */
export function checkNeedsAny(checking: Checking, waits: Waits, ids: KnownIds): void {
  const { entries, report } = checking;
  const questions = entries.flatMap((entry, position) => questionsOf(entry, position, waits, ids));
  const warned = new Set<Entry>();
  for (const [index, proof] of surelyEnded(waits, questions).entries()) {
    const question = questions[index];
    if (proof === undefined || question === undefined || warned.has(question.entry)) continue;
    const { entry, alternative, kind } = question;
    const name = showText(alternative.id);
    const at = alternativePlace(entry, alternative, checking, ids);
    if (kind === 'decided') {
      if (proof.by !== 'needs') continue;
      warned.add(entry);
      const { why, line, column, file } = explainProof(entry, alternative, proof, checking, ids);
      const message = `\`needs-any\` of ${showText(entry.id)} has no effect: ${name} has always ended, since ${why}`;
      const hint = 'remove `needs-any`, or remove the entry of `needs` that delays it';
      const related = [{ line, column, file, message: 'this need ends no earlier' }];
      report({ at, severity: 'warning', code: 'needs-any-late', message, hint, related });
      continue;
    }
    const earlier = ids.nodes[question.target];
    if (earlier === undefined) continue;
    const { line, column, file } = explainProof(alternative.entry, earlier, proof, checking, ids);
    const message = `${name} can never be the first to end: it comes after ${showText(earlier.id)}`;
    const hint = `remove ${name} from \`needs-any\``;
    const related = [{ line, column, file, message: `${name} waits here` }];
    report({ at, severity: 'warning', code: 'needs-any-late', message, hint, related });
  }
}

function questionsOf(entry: Entry, position: number, waits: Waits, { nodes }: KnownIds): readonly Question[] {
  const alternatives = waits.needsAny[position] ?? [];
  // Combinations with alternatives of their own would have to be asked about one by one.
  if (alternatives.length === 0 || alternatives.length > MOST_ALTERNATIVES || hasOwnNeeds(waits, position)) return [];
  return alternatives.flatMap((target): Question[] => {
    const alternative = nodes[target];
    if (alternative === undefined) return [];
    const others = alternatives.filter((other) => other !== target && (waits.parts[other]?.length ?? 1) === 1);
    return [
      { kind: 'decided', entry, alternative, position, target },
      ...others.map((other): Question => ({ kind: 'late', entry, alternative, position: target, target: other })),
    ];
  });
}

function alternativePlace(entry: Entry, alternative: Named, { source }: Checking, ids: KnownIds) {
  const item = findNeedItem({ entry }, alternative, 'needs-any', source, ids);
  return source.place(item?.path ?? [...entry.path, 'needs-any']);
}
