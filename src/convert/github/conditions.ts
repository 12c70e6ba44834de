import { evaluateCondition, parseCondition } from '../../mission/expressions/expressions.ts';
import { usesOf } from '../../mission/expressions/uses.ts';
import { NO_FACTS, OF_RUNS } from '../../mission/matrix/text.ts';
import type { Note } from '../draft.ts';
import { type Located, textOf } from '../located.ts';
import { foldLiterals } from './expressions/fold.ts';
import type { Scope } from './expressions/scope.ts';
import { takeCondition } from './expressions/template.ts';
import { noteOn } from './notes.ts';

/** What an `if` becomes. */
export type TakenCondition =
  | { readonly type: 'none' }
  | { readonly type: 'condition'; readonly text: string }
  /** It is false in every run of the mission. */
  | { readonly type: 'never' };

/** What runs if its condition cannot be taken. */
export type WithoutCondition =
  /** It runs always: a check that is left out would look like one that has passed. */
  | 'run'
  /** It never runs: it changes something outside, such as a deployment. */
  | 'skip';

const PUBLISHING_WORDS =
  /(^|[^a-z])(deploy\w*|publish\w*|release\w*|push|upload\w*|notify|tag|merge|backport|comment|label|close|sign|rollback|promote)([^a-z]|$)/i;
const PUBLISHING_COMMANDS =
  /\b(git push|git tag|gh (pr|issue|release|api|workflow)|(npm|pnpm|yarn|cargo|poetry|uv|flit|dart|mix hex)\.? publish|docker push|twine|kubectl|helm|terraform apply|aws|gcloud|az|wrangler|vercel|netlify|flyctl|curl .*-X *(POST|PUT|DELETE))\b/;

/** What becomes of something with this name and these commands if its condition cannot be taken. */
export function withoutCondition(names: readonly string[], commands: readonly string[]): WithoutCondition {
  const isPublishing =
    names.some((name) => PUBLISHING_WORDS.test(name)) || commands.some((command) => PUBLISHING_COMMANDS.test(command));
  return isPublishing ? 'skip' : 'run';
}

/** The `if` of a job or a step. If it cannot be taken, a note says what happens instead. */
export function conditionOf(
  node: Located | undefined,
  scope: Scope,
  notes: Note[],
  without: WithoutCondition,
): TakenCondition {
  const written = textOf(node);
  if (node === undefined || written === undefined) return { type: 'none' };
  const read = takeCondition(written, scope);
  const taken = read.type === 'taken' ? { ...read, text: foldLiterals(read.text) } : read;
  const refuse = (why: string): TakenCondition => {
    const what =
      without === 'run'
        ? 'it runs always here until you write the condition'
        : 'it never runs here until you write the condition';
    notes.push(noteOn(node, `${why}: ${what}`));
    if (without === 'skip') return { type: 'condition', text: 'false' };
    // What runs after a failure only need not run after each success.
    const status = /\b(failure|always|cancelled)\(\)/.exec(written)?.[0];
    return status === undefined || status === 'cancelled()' ? { type: 'none' } : { type: 'condition', text: status };
  };
  if (taken.type === 'refused') return refuse(taken.why);
  const reading = parseCondition(taken.text);
  if (reading.type === 'rejected') return refuse(reading.findings[0]?.message ?? 'a mission cannot evaluate it');
  const { contexts, functions } = usesOf(reading.parsed);
  const isOpen = [...contexts, ...functions].some(({ name }) => name === 'matrix' || OF_RUNS.includes(name));
  if (isOpen) return { type: 'condition', text: taken.text };
  const result = evaluateCondition(reading.parsed, NO_FACTS);
  if ('error' in result) return refuse(result.error);
  return result.value ? { type: 'none' } : { type: 'never' };
}
