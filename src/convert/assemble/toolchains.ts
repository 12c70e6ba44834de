import type { Draft, DraftEntry, DraftSetup, Note } from '../draft.ts';

/**
 * On machines of their own, each job has the version of a language that it sets up. One machine has one version for all of them. If jobs
 * differ, each entry has a note with its own version, and what to do before the mission names the entries that it is for.
 */
export function stateToolchains(draft: Draft): Draft {
  const conflicting = conflictingActions(draft.entries);
  if (conflicting.size === 0) return draft;
  const users = new Map<string, string[]>();
  const entries = draft.entries.map((entry) => {
    const own = chosen(entry).filter(({ action }) => conflicting.has(action));
    const constructs = new Set(own.map(({ construct }) => construct));
    for (const construct of constructs) users.set(construct, [...(users.get(construct) ?? []), entry.id]);
    const notes = [...constructs].flatMap((construct) => {
      const setup = own.find((each) => each.construct === construct);
      return setup === undefined ? [] : [noteOf(setup)];
    });
    return notes.length === 0 ? entry : { ...entry, notes: [...entry.notes, ...notes] };
  });
  const before = draft.before.map((note) => {
    const ids = users.get(note.construct);
    return ids === undefined ? note : { ...note, construct: `${note.construct} for ${ids.join(', ')}` };
  });
  return { ...draft, entries, before };
}

function chosen({ setups = [] }: DraftEntry): readonly DraftSetup[] {
  return setups.filter(({ version }) => version !== undefined);
}

/** Actions with which entries, or the combinations of a matrix, set up different versions. */
function conflictingActions(entries: readonly DraftEntry[]): ReadonlySet<string> {
  const versions = new Map<string, Set<string>>();
  const conflicting = new Set<string>();
  for (const entry of entries) {
    for (const { action, isVaried } of chosen(entry)) {
      if (isVaried) conflicting.add(action);
      const own = chosen(entry).flatMap((each) => (each.action === action ? [each.version] : []));
      const known = (versions.get(action) ?? new Set()).add(JSON.stringify([...new Set(own)].sort()));
      versions.set(action, known);
      if (known.size > 1) conflicting.add(action);
    }
  }
  return conflicting;
}

function noteOf({ place, construct, isVaried }: DraftSetup): Note {
  const why = isVaried
    ? 'each combination sets up a version of its own'
    : 'this job sets up a version of its own, and other jobs have another one';
  const text = `${why}, but all tasks share one machine: call the version by its path, or with a version manager`;
  return { place, construct, text, kind: 'left-out' };
}
