/*
 * This folder reads a justfile: its recipes become tasks and tests that run `just NAME`.
 *
 * `dump.ts` reads what `just --dump --dump-format json` writes. The command that converts runs just and passes its output under
 * `dumpPath`. `recipe-units.ts` makes a unit of each recipe. What is taken, and in which order, is decided in `units`.
 *
 * Invariants:
 * - A recipe runs once. What it depends on is an entry of its own, and `just --no-deps` leaves it out.
 * - just still fills in variables and chooses the shell.
 * - Each recipe is an entry or is named by a note.
 *
 * Not here: the grammar of justfiles, and the recipes of modules.
 */
import type { Draft, Note, Reading, SourceFile } from '../draft.ts';
import { quoteWord } from '../shell/quote.ts';
import { draftUnits } from '../units/draft-units.ts';
import { folderOfFile, outsideNote } from '../units/place.ts';
import { unreadable } from '../units/unreadable.ts';
import { dumpPath, readDump } from './dump.ts';
import { linesOfNames, recipeUnits } from './recipe-units.ts';

/** Names that just finds by itself, in any case. */
const USUAL_NAMES = /^\.?justfile$/i;

/**
 * Reads a justfile.
 *
 * @param others with the output of just under `dumpPath`
 */
export function readJustfile(file: SourceFile, others: ReadonlyMap<string, string>): Reading {
  const output = others.get(dumpPath(file.path)) ?? '';
  const dump = readDump(output);
  if (dump === undefined) return unreadable(file, problemOf(output));
  const name = file.path.split(/[\\/]/).at(-1) ?? file.path;
  const { folder, isOutside } = folderOfFile(file.path);
  const command = USUAL_NAMES.test(name) ? 'just' : `just --justfile ${quoteWord(name)}`;
  const units = recipeUnits(dump, { file, folder, command });
  const drafted = draftUnits({ file: file.path, word: 'recipe', lock: 'just', units });
  const places = linesOfNames(file.text, 'mod');
  const modules = dump.modules.map(
    (module): Note => ({
      place: { file: file.path, line: places.get(module) ?? 1 },
      construct: `mod ${module}`,
      text: 'recipes of a module are not taken; give its file too if this mission needs them',
      kind: 'left-out',
    }),
  );
  const draft: Draft = {
    file: file.path,
    name: `Recipes of ${name}`,
    before: drafted.before,
    entries: drafted.entries,
    services: [],
    notes: [...(isOutside ? [outsideNote(file.path)] : []), ...modules, ...drafted.notes],
  };
  return { type: 'read', draft };
}

/** Why there is no dump: just is missing, or it refuses the file. */
function problemOf(output: string): { line: number; column: number; message: string; hint?: string } {
  const [, line, column] = /——▶ .*?:(\d+):(\d+)$/m.exec(output) ?? [];
  const reason = /^error: (.*)$/m.exec(output)?.[1];
  if (reason !== undefined) {
    return { line: Number(line ?? 1), column: Number(column ?? 1), message: `just refuses the file: ${reason}` };
  }
  const message = 'expected the program `just`, which reads justfiles, found none that can be run';
  const hint =
    'install just (`pipx install rust-just`, `brew install just`); `just --list` shows whether it reads the file';
  return { line: 1, column: 1, message, hint };
}
