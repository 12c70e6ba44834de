import { join } from 'node:path';
import { lookAt } from '../../files/look-at.ts';
import type { Git, GitAnswer } from './git-command.ts';

/**
 * Submodules and uncommitted changes in them count, even if their settings say `ignore`. A renamed file counts under both
 * names.
 */
const DIFF = ['diff', '--raw', '-z', '--no-renames', '--no-ext-diff', '--ignore-submodules=none'] as const;
const UNTRACKED = ['ls-files', '-z', '--others', '--exclude-standard'] as const;

/** Modes of submodules and links: git prints one path for them, although they may contain files. */
const OPAQUE_MODES = ['160000', '120000'];

export type ChangeList =
  /** Paths from the top of the repository, sorted. A path that ends with `/` stands for every file that the folder may contain. */
  { readonly type: 'listed'; readonly files: readonly string[] } | { readonly type: 'failed'; readonly why: string };

/** A repository, and which of its files count besides those of HEAD. */
export interface WorkTree {
  readonly git: Git;
  /** Absolute path of the top folder. */
  readonly top: string;
  /** True if uncommitted changes count. */
  readonly uncommitted: boolean;
  /** True if untracked files count. */
  readonly untracked: boolean;
  /** Path of the history file from the top. It does not count, because each run adds lines to it. */
  readonly ignored?: string;
}

/** The files that differ from this commit. */
export async function changesSince(tree: WorkTree, commit: string): Promise<ChangeList> {
  const { git, uncommitted } = tree;
  const diff = await (uncommitted ? git(...DIFF, commit, '--') : git(...DIFF, commit, 'HEAD', '--'));
  return gathered([diff], readDiff, tree);
}

/** All files, for a repository without a commit. */
export async function allFiles(tree: WorkTree): Promise<ChangeList> {
  return gathered([await tree.git('ls-files', '-z', '--cached')], paths, tree);
}

async function gathered(
  tracked: readonly GitAnswer[],
  read: (text: string) => readonly string[],
  { git, top, untracked, ignored }: WorkTree,
): Promise<ChangeList> {
  const listed = untracked ? await git(...UNTRACKED) : undefined;
  const files = new Set<string>();
  for (const answer of listed === undefined ? tracked : [...tracked, listed]) {
    if (answer.type === 'failed') return answer;
    const found = answer === listed ? paths(answer.text).map((path) => withSlash(top, path)) : read(answer.text);
    for (const path of found) if (path !== ignored) files.add(path);
  }
  return { type: 'listed', files: [...files].sort() };
}

/** Parses `git diff --raw -z`: `:MODE MODE ID ID STATUS`, followed by the path in the next field. */
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

/** Git adds a slash to a nested repository, but not to a link. */
function withSlash(top: string, path: string): string {
  return lookAt(join(top, path))?.isSymbolicLink() === true ? `${path}/` : path;
}
