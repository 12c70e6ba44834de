import { readFileSync, realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { errorCode, errorText } from '../../base/error-code.ts';
import type { Variables } from '../../base/variables.ts';
import { isInside } from '../../files/inside-root.ts';
import type { EnvFileReading } from '../../mission/checks/env-files.ts';
import type { EnvFile } from '../../mission/model/mission.ts';
import { NOT_READABLE } from './included-files.ts';

/** Bytes: more than any environment can hold. */
const LARGEST = 1024 ** 2;

/** What an `env-file` contains. */
export interface EnvFileContent {
  readonly variables: Variables;
  /** 32 bits, in hexadecimal: enough to notice a change, too few to find out a value. */
  readonly digest: string;
}

export type EnvFiles = ReadonlyMap<string, EnvFileContent>;

/** Reads env files below the root, each once. */
export interface EnvFileReader {
  readonly read: EnvFileReading;
  /** By path as the mission file writes it: all that were read so far. */
  readonly contents: EnvFiles;
}

/** @param root absolute */
export function envFileReader(root: string): EnvFileReader {
  const contents = new Map<string, EnvFileContent>();
  const read = (path: string): string | undefined => {
    if (contents.has(path)) return undefined;
    try {
      const content = readEnvFile(root, path);
      if (typeof content === 'string') return content;
      contents.set(path, content);
      return undefined;
    } catch (error) {
      return NOT_READABLE[errorCode(error) ?? ''] ?? errorText(error);
    }
  };
  return { read, contents };
}

/** What the file contains, or what was found instead. */
function readEnvFile(root: string, path: string): EnvFileContent | string {
  const file = realpathSync.native(resolve(root, path));
  if (!isInside(realpathSync.native(root), file)) return 'a file outside of the root of the mission';
  const stat = statSync(file);
  if (!stat.isFile()) return 'a folder, or something else that is no file';
  if (stat.size > LARGEST) return `a file of ${stat.size} bytes, more than the ${LARGEST} that are read`;
  if (typeof parseEnv !== 'function') return `Node.js ${process.versions.node}: \`env-file\` needs 20.12 or later`;
  const bytes = readFileSync(file);
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (text.includes('\0')) return 'a file with a NUL character';
  const parsed = Object.entries(parseEnv(text)).flatMap(([name, value]) =>
    value === undefined || name === '' || name.includes('=') ? [] : [[name, value] as const],
  );
  return { variables: Object.fromEntries(parsed), digest: digestOf(bytes) };
}

/** FNV-1a. A cryptographic hash would load node:crypto at every start. */
function digestOf(bytes: Uint8Array): string {
  let value = 0x811c9dc5;
  for (const byte of bytes) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value.toString(16).padStart(8, '0');
}

/**
 * The variables that files give a task or service: of several files the nearest wins, and the caller's environment wins over all of them.
 *
 * @param ignoreCase true on Windows, where names of variables are not case-sensitive
 */
export function fileVariables(
  { envFiles = [] }: { readonly envFiles?: readonly EnvFile[] },
  contents: EnvFiles | undefined,
  caller: Variables,
  ignoreCase: boolean,
): Variables {
  if (envFiles.length === 0 || contents === undefined) return NONE;
  const fold = (name: string): string => (ignoreCase ? name.toUpperCase() : name);
  const given = new Set(Object.keys(caller).map(fold));
  const all = Object.assign({}, ...envFiles.map(({ path }) => contents.get(path)?.variables ?? {})) as Variables;
  return Object.fromEntries(Object.entries(all).filter(([name]) => !given.has(fold(name))));
}

const NONE: Variables = {};

/** The same entry with the digest of each of its files, for the journal. */
export function withDigests<Owner extends { readonly envFiles?: readonly EnvFile[] }>(
  owner: Owner,
  contents: EnvFiles,
): Owner {
  if (owner.envFiles === undefined) return owner;
  const envFiles = owner.envFiles.map(({ path }) => {
    const digest = contents.get(path)?.digest;
    return { path, ...(digest === undefined ? {} : { digest }) };
  });
  return { ...owner, envFiles };
}
