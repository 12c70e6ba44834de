/*
 * This folder reads a Makefile: its targets become tasks and tests that run `make NAME`.
 *
 * `lines.ts` joins continued lines, `rules.ts` reads rules with the help of `words.ts`, and `variables.ts` replaces variables whose value
 * is known without running make. `target-units.ts` makes a unit of each target. What is taken, and in which order, is decided in
 * `units`.
 *
 * Invariants:
 * - Nothing is made twice at the same time in one folder. What several entries need is an entry of its own, which the others skip with
 *   `make -o`. If that cannot be said, the entries share a lock.
 * - make still decides what is up to date, and expands every variable itself.
 * - Each target is an entry or is named by a note.
 *
 * Not here: implicit rules, conditions and included files, which only make can evaluate.
 */
import type { Draft, Note, Reading, SourceFile } from '../draft.ts';
import { quoteWord } from '../shell/quote.ts';
import { draftUnits } from '../units/draft-units.ts';
import { folderOfFile, oneLine, outsideNote } from '../units/place.ts';
import { filesWithoutRecipe } from './files.ts';
import { type Makefile, type MakeRemark, readMakefile } from './rules.ts';
import { targetUnits } from './target-units.ts';

/** Names that make finds by itself. */
const USUAL_NAMES = ['GNUmakefile', 'makefile', 'Makefile'];

const REMARKS: Readonly<Record<MakeRemark['type'], string>> = {
  include: 'targets of the included file are not known; give that file too if this mission needs them',
  pattern: 'is a pattern; make uses it to build what a target needs',
  eval: 'targets that make generates are not known; add them if this mission needs them',
  'unknown-target': 'is not known',
  'too-large':
    'has too many prerequisites with those before it, so what it needs is not known; make builds it nevertheless',
  'target-from-function': 'the name of the target is computed; add it if this mission needs it',
};

/** Reads a Makefile of GNU make. */
export function readMakeTargets(file: SourceFile): Reading {
  const makefile = readMakefile(file.text);
  const name = file.path.split(/[\\/]/).at(-1) ?? file.path;
  const { folder, isOutside } = folderOfFile(file.path);
  const command = USUAL_NAMES.includes(name) ? 'make' : `make -f ${quoteWord(name)}`;
  const drafted = draftUnits({
    file: file.path,
    word: 'target',
    lock: 'make',
    units: targetUnits(makefile, { file: file.path, folder, command }),
  });
  const draft: Draft = {
    file: file.path,
    name: `Targets of ${name}`,
    before: drafted.before,
    entries: drafted.entries,
    services: [],
    notes: [...fileNotes(file.path, makefile, isOutside), ...drafted.notes],
  };
  return { type: 'read', draft };
}

function fileNotes(file: string, makefile: Makefile, isOutside: boolean): readonly Note[] {
  const note = (line: number, construct: string, text: string, kind: Note['kind']): Note => ({
    place: { file, line },
    construct: oneLine(construct),
    text,
    kind,
  });
  const implicit = filesWithoutRecipe(makefile);
  const files = implicit.map(({ name }) => `\`${name}\``).join(', ');
  return [
    ...(isOutside ? [outsideNote(file)] : []),
    ...(makefile.isSerial
      ? [
          note(
            1,
            '.NOTPARALLEL',
            'asks for one target after the other, so all entries share the lock `make`',
            'changed',
          ),
        ]
      : []),
    ...makefile.remarks.map(({ line, construct, type }) =>
      note(line, construct, REMARKS[type], type === 'pattern' ? 'changed' : 'left-out'),
    ),
    ...(implicit.length === 0
      ? []
      : [
          note(
            implicit[0]?.line ?? 1,
            implicit[0]?.rule ?? '',
            `make builds ${files} itself when a target needs it`,
            'changed',
          ),
        ]),
  ];
}
