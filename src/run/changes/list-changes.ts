import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Git, GitAnswer } from './git-command.ts';

/**
 * Submodules count whatever `ignore` in their settings says, with what is not committed in them. A renamed file counts
 * under both names.
 */
const DIFF = ['diff', '--raw', '-z', '--no-renames', '--no-ext-diff', '--ignore-submodules=none'] as const;
const UNTRACKED = ['ls-files', '-z', '--others', '--exclude-standard'] as const;

/** Modes of what git names by one path, although files may lie below it: submodules and links. */
const OPAQUE_MODES = ['160000', '120000'];

export type ChangeList =
  /** Paths from the top of the repository, sorted. One that ends with `/` stands for all that may lie in that folder. */
  { readonly type: 'listed'; readonly files: readonly string[] } | { readonly type: 'failed'; readonly why: string };

/** What a comparison reads besides HEAD. */
export interface WorkTree {
  readonly git: Git;
  /** Absolute folder. */
  readonly top: string;
  /** Whether files count that differ from HEAD but are not committed. */
  readonly uncommitted: boolean;
  /** Whether files count that git does not know. */
  readonly untracked: boolean;
  /** A path from the top that does not count: the history, to which each run adds lines. */
  readonly ignored?: string;
}

/** What differs from this commit. */
export async function changesSince(tree: WorkTree, commit: string): Promise<ChangeList> {
  const { git, uncommitted } = tree;
  const diff = await (uncommitted ? git(...DIFF, commit, '--') : git(...DIFF, commit, 'HEAD', '--'));
  return gathered([diff], readDiff, tree);
}

/** Every file: there is no commit yet to compare with. */
export async function allFiles(tree: WorkTree): Promise<ChangeList> {
  return gathered([await tree.git('ls-files', '-z', '--cached')], paths, tree);
}

async function gathered(
  tracked: readonly GitAnswer[],
  read: (text: string) => readonly string[],
  { git, top, untracked, ignored }: WorkTree,
): Promise<ChangeList> {
  const others = untracked ? await git(...UNTRACKED) : undefined;
  const files = new Set<string>();
  for (const answer of others === undefined ? tracked : [...tracked, others]) {
    if (answer.type === 'failed') return answer;
    const found = answer === others ? paths(answer.text).map((path) => withSlash(top, path)) : read(answer.text);
    for (const path of found) if (path !== ignored) files.add(path);
  }
  return { type: 'listed', files: [...files].sort() };
}

/** Of `git diff --raw -z`: `:MODE MODE ID ID STATUS`, and in the next field the path. */
function readDiff(text: string): readonly string[] {
  const fields = text.split('\0');
  const files: string[] = [];
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const [before = '', after = ''] = (fields[index] ?? '').slice(1).split(' ');
    const path = fields[index + 1] ?? '';
    files.push(OPAQUE_MODES.includes(before) || OPAQUE_MODES.includes(after) ? `${path}/` : path);
  }
  return files;
}

function paths(text: string): readonly string[] {
  return text.split('\0').filter((path) => path !== '');
}

/** Git itself adds the slash to a repository within this one, but not to a link. */
function withSlash(top: string, path: string): string {
  return lstatSync(join(top, path), { throwIfNoEntry: false })?.isSymbolicLink() === true ? `${path}/` : path;
}
