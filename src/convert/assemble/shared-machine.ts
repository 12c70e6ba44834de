import { append } from '../../base/multimap.ts';
import type { DraftEntry, DraftStep, Note } from '../draft.ts';
import { EntryOrder } from '../reach.ts';

/**
 * On GitHub, each job and each combination of a matrix begins on a new machine with an empty folder. In a mission they share both. What
 * is recognized gets a comment: commands that change the machine, and places at which several entries write. Package managers of the
 * system, of which only one runs at a time, get a lock.
 */

/** Commands that change the machine for everything else on it. */
const CHANGES_MACHINE =
  /^(sudo\b|npm config (-g |--global )?set\b|(npm|pnpm|yarn) (-g|--global|global|i -g|install -g|install --global)\b|git config (--global|--system)\b|rustup (default \S|override (set|unset)\b|toolchain (install|uninstall|link)\b|update\b))/;

/** Package managers of the system. */
const SYSTEM_PACKAGES = /^(?:sudo (?:-\S+ )*)?(?:\w+=\S+ )*(apt-get|apt|brew|dnf|yum|apk|pacman|zypper)\b/;

/** Commands that fail, or mix their files, if something else writes at the same place. */
const WRITERS: readonly RegExp[] = [
  /^mkdir (?!.*(?:-\w*p|--parents))(?:-\S+ )*(\S+)$/,
  /^curl\b.*\s(?:-\w*o|--output)[ =]([\w./-]+)(?:\s|$)/,
  /^wget\b.*\s(?:-\w*O|--output-document)[ =]([\w./-]+)(?:\s|$)/,
  /^(?:curl\b.*\s-\w*O\b|wget\b(?!.*\s-\w*O)).*\/([\w.-]+)["']?$/,
  /^tar\b.*\s(?:-C|--directory)[ =](\S+)/,
  /^unzip\b.*\s-d ?(\S+)/,
  /^git clone\b.*\s([\w./-]+)$/,
  /^(?:python3? -m venv|virtualenv|uv venv) ([\w./-]+)$/,
  /^(?:echo|printf|cat)\b.*[^>]> ?([\w./-]+)$/,
];

/** Of many entries that write at one place, so many are named. */
const MOST_SHOWN = 10;

/** Adds the locks and the comments to entries of workflows. */
export function shareMachine(
  entries: readonly DraftEntry[],
  isOfWorkflow: (entry: DraftEntry) => boolean,
): readonly DraftEntry[] {
  const jobs = entries.filter((entry) => isOfWorkflow(entry));
  const order = new EntryOrder(entries);
  const used = new Map(jobs.map((entry) => [entry, usesOf(entry)] as const));
  const managed = new Map<string, DraftEntry[]>();
  const written = new Map<string, DraftEntry[]>();
  for (const [entry, { managers, places }] of used) {
    for (const manager of managers) append(managed, manager, entry);
    for (const place of places.keys()) append(written, place, entry);
  }
  return entries.map((entry) => {
    const own = used.get(entry);
    if (own === undefined) return entry;
    const notes: Note[] = own.changes.map((command) => noteOn(entry, command, CHANGE_TEXT));
    const locks: string[] = [];
    for (const manager of own.managers) {
      const isAlone = (managed.get(manager) ?? []).every(
        (other) => other === entry || order.orderedWith(entry.id).has(other.id),
      );
      if (entry.matrix !== undefined || !isAlone) locks.push(manager);
    }
    if (locks.length > 0) notes.push(noteOn(entry, `locks: ${locks.join(', ')}`, LOCK_TEXT));
    for (const [place, command] of own.places) {
      const all = written.get(place) ?? [];
      const writers = all.slice(0, MOST_SHOWN + 1).filter((other) => other !== entry);
      const shown = [
        ...(entry.matrix === undefined ? [] : ['other combinations']),
        ...writers.slice(0, MOST_SHOWN).map(({ id }) => id),
        ...(all.length > MOST_SHOWN + 1 ? [`${all.length - MOST_SHOWN - 1} more`] : []),
      ];
      if (shown.length > 0) notes.push(noteOn(entry, command, placeText(shown)));
    }
    if (notes.length === 0) return entry;
    return {
      ...entry,
      notes: [...entry.notes, ...notes],
      ...(locks.length === 0 ? {} : { locks: [...new Set([...(entry.locks ?? []), ...locks])] }),
    };
  });
}

const CHANGE_TEXT =
  'in a workflow the machine is new for each job; here it changes this one for all tasks, and after the mission too';

const LOCK_TEXT =
  'only one of them can run at a time on a machine, and the lock keeps the entries apart; install once before the mission to run them at the same time';

function placeText(writers: readonly string[]): string {
  return `${writers.join(' and ')} may write there too, and all tasks share one folder: use another place in each, or write \`locks\``;
}

function noteOn({ place }: DraftEntry, construct: string, text: string): Note {
  return { place, construct: shortened(construct), text, kind: 'changed' };
}

function shortened(command: string): string {
  return command.length > 100 ? `${command.slice(0, 100)} …` : command;
}

interface Uses {
  readonly changes: readonly string[];
  readonly managers: ReadonlySet<string>;
  /** Places that are the same in all combinations, with the command that writes there. */
  readonly places: ReadonlyMap<string, string>;
}

function usesOf(entry: DraftEntry): Uses {
  const [changes, managers, places] = [new Map<string, string>(), new Set<string>(), new Map<string, string>()];
  for (const step of entry.steps) {
    for (const { command, folder } of commandsOf(step, entry)) {
      const [, manager] = SYSTEM_PACKAGES.exec(command) ?? [];
      if (manager !== undefined) managers.add(manager === 'apt' ? 'apt-get' : manager);
      const [change] = CHANGES_MACHINE.exec(command) ?? [];
      // One comment for all packages that an entry installs.
      if (change !== undefined && !changes.has(manager ?? change)) changes.set(manager ?? change, command);
      if (entry.ownWorkspace === true) continue;
      const place = WRITERS.map((pattern) => pattern.exec(command)?.[1]).find((found) => found !== undefined);
      // A variable may be different in each entry.
      if (place === undefined || place.includes('$') || /^(-$|\/dev\/)/.test(place)) continue;
      const bare = place.replace(/^(["'])(.*)\1$/, '$2');
      if (bare.startsWith('/')) places.set(bare, command);
      else if (folder !== undefined) places.set(plain(`${folder}/${bare}`), command);
    }
  }
  return { changes: [...changes.values()], managers, places };
}

/** A simple command of a script. */
interface Command {
  readonly command: string;
  /** Undefined behind a `cd` to a folder that is computed. */
  readonly folder: string | undefined;
}

function commandsOf(step: DraftStep, entry: DraftEntry): readonly Command[] {
  let folder: string | undefined = step.workingDirectory ?? entry.workingDirectory ?? '';
  // A here-document is text, not commands.
  const script = step.run.replace(/<<-?\s*(["']?)(\w+)\1[\s\S]*?\n\s*\2(?=\n|$)/g, '').replaceAll('\\\n', ' ');
  return script.split(/\n|&&|\|\||;/).flatMap((part) => {
    const command = part.trim().replace(/\s+/g, ' ');
    if (/^\(?\s*(cd|pushd|popd)\b/.test(command)) folder = folderAfter(command, folder);
    return command === '' || command.startsWith('#') ? [] : [{ command, folder }];
  });
}

function folderAfter(command: string, folder: string | undefined): string | undefined {
  const [, path] = /^(?:cd|pushd) ((?!-)[\w./-]+)$/.exec(command) ?? [];
  if (path === undefined || path.split('/').includes('..')) return undefined;
  return path.startsWith('/') ? path : folder === undefined ? undefined : `${folder}/${path}`;
}

function plain(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return `${path.startsWith('/') ? '/' : ''}${parts.join('/')}`;
}
