import { append } from '../../base/multimap.ts';
import type { DraftEntry, Note, Place } from '../draft.ts';
import { quoteWord } from '../shell/quote.ts';
import { createIds } from '../valid-ids.ts';
import { type Choice, chooseUnits, runInside } from './choose.ts';
import { orderUnits } from './order.ts';
import { sharedParts } from './share.ts';
import type { Unit, UnitFile } from './unit.ts';

/** Entries and notes of a file whose units were read. */
export interface DraftedUnits {
  readonly entries: readonly DraftEntry[];
  /** About units that are no entries. */
  readonly notes: readonly Note[];
  /** About units that belong before the mission. */
  readonly before: readonly Note[];
}

/** The entries of a file: its builds and checks, and what they need. Every other unit is named by a note. */
export function draftUnits(file: UnitFile): DraftedUnits {
  const choices = chooseUnits(file.units);
  const isTaken = (choice: Choice): boolean => choice.type === 'entry' || choice.type === 'group';
  const taken = new Set([...choices].filter(([, choice]) => isTaken(choice)).map(([name]) => name));
  const { needs, dropped } = orderUnits(file.units, taken, file.namesAllNeeds !== true);
  const shared = sharedParts(file.units, needs);
  const newId = createIds();
  const byName = new Map(file.units.map((unit) => [unit.name, unit]));
  const circles = new Map<string, string[]>();
  for (const [name, other] of dropped) append(circles, name, other);
  const ids = new Map([...needs.keys()].map((name) => [name, newId(byName.get(name)?.id ?? name)]));
  const entries = file.units.flatMap((unit) => {
    const id = ids.get(unit.name);
    if (id === undefined) return [];
    const notes = [
      ...unit.notes,
      ...notesOf(file, unit, { byName, needs, shared: shared.get(unit.name), circles: circles.get(unit.name) ?? [] }),
    ];
    return [
      toEntry(
        file,
        unit,
        id,
        (needs.get(unit.name) ?? []).map((name) => ids.get(name) ?? name),
        notes,
        shared,
      ),
    ];
  });
  // A group of installations is not listed beside them.
  const isSetup = (unit: Unit): boolean =>
    unit.purpose === 'install' && choices.get(unit.name)?.type === 'left-out' && unit.steps.length > 0;
  const about = file.units.flatMap((unit) => {
    const choice = choices.get(unit.name);
    return choice === undefined || choice.type === 'entry' || isSetup(unit)
      ? []
      : [...(choice.type === 'group' ? unit.notes : []), noteOf(file, unit, choice)];
  });
  const before = file.units.filter(isSetup).map((unit) => ({
    place: placeOf(file, unit),
    construct: commandOf(unit),
    text: BEFORE,
    kind: 'left-out' as const,
  }));
  return { entries, notes: about, before };
}

function placeOf({ file }: UnitFile, unit: Unit): Place {
  return { file: unit.file ?? file, line: unit.line };
}

/** What to type for a unit that belongs before the mission. */
function commandOf({ steps, workingDirectory, construct }: Unit): string {
  if (steps.length === 0) return construct;
  const folder = workingDirectory === undefined ? [] : [`cd ${quoteWord(workingDirectory)}`];
  return [...folder, ...steps.map(({ run }) => run.trim())].join(' && ').replace(/\n+/g, '; ');
}

/** The text of notes about what belongs before the mission, for the heading of their list. */
export const BEFORE = 'do once before the mission, in the steps of its job or on your machine';

function toEntry(
  file: UnitFile,
  unit: Unit,
  id: string,
  needs: readonly string[],
  notes: readonly Note[],
  shared: ReadonlyMap<string, unknown>,
): DraftEntry {
  return {
    id,
    kind: unit.purpose === 'check' || unit.purpose === 'static-check' ? 'test' : 'task',
    name: unit.title,
    needs,
    steps: unit.steps,
    finally: unit.finally,
    env: unit.env,
    workingDirectory: unit.workingDirectory,
    allowFailure: unit.allowFailure,
    locks: shared.has(unit.name) ? [file.lock] : undefined,
    notes,
    place: placeOf(file, unit),
  };
}

interface EntryFacts {
  readonly byName: ReadonlyMap<string, Unit>;
  /** Of all entries. */
  readonly needs: ReadonlyMap<string, readonly string[]>;
  /** See `sharedParts`. */
  readonly shared: ReadonlySet<string> | undefined;
  /** What the entry would wait for in a circle. */
  readonly circles: readonly string[];
}

/** What has changed about a unit that became an entry. */
function notesOf(file: UnitFile, unit: Unit, { byName, needs, shared, circles }: EntryFacts): readonly Note[] {
  const about = (text: string, kind: Note['kind'] = 'changed'): Note => ({
    place: placeOf(file, unit),
    construct: unit.construct,
    text,
    kind,
  });
  const again = [...runInside(unit, byName)].filter((name) => needs.has(name) && name !== unit.name);
  // The source asks for one entry after the other by this name, which has a note of its own.
  const parts = [...(shared ?? [])].filter((name) => name !== '.NOTPARALLEL');
  return [
    ...(again.length === 0
      ? []
      : [about(`runs ${listOf(again)} again, which ${again.length === 1 ? 'is an entry' : 'are entries'} too`)]),
    ...(parts.length === 0
      ? []
      : [about(`shares ${listOf(parts)} with another entry, so the lock \`${file.lock}\` keeps them apart`)]),
    ...(circles.length === 0
      ? []
      : [about(`would wait for ${listOf(circles)} in a circle, so it does not`, 'left-out')]),
  ];
}

function noteOf(file: UnitFile, unit: Unit, choice: Exclude<Choice, { type: 'entry' }>): Note {
  const note = { place: placeOf(file, unit), construct: unit.construct };
  switch (choice.type) {
    case 'group':
      return { ...note, kind: 'changed', text: `only runs ${listOf(choice.members)}, ${ownEntries(choice.members)}` };
    case 'inside':
      return { ...note, kind: 'changed', text: `runs inside \`${choice.outer}\`` };
    case 'left-out':
      return { ...note, kind: 'left-out', text: `the ${file.word} \`${unit.name}\` ${choice.reason}` };
    default:
      return choice satisfies never;
  }
}

function ownEntries(names: readonly string[]): string {
  return names.length === 1 ? 'which is an entry of its own' : 'which are entries of their own';
}

const MOST_NAMED = 6;

/** Names in back quotes, shortened after a few. */
export function listOf(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).map((name) => `\`${name}\``);
  const rest = names.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}
