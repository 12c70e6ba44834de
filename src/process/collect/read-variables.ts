import { rmSync, unlinkSync } from 'node:fs';
import { errorCode } from '../../base/error-code.ts';
import { readFilePart } from '../../files/read-part.ts';
import type { StepVariables } from '../../schedule/events/step.ts';
import type { TaskFiles } from '../contract/task-files.ts';
import { decodeText } from './decode-text.ts';
import { readOutputs } from './read-outputs.ts';

/** What a step handed to later steps. */
export type ReadVariables =
  | { readonly variables?: StepVariables }
  /** The step fails with this message, as on the runner of GitHub. */
  | { readonly variablesRejected: string };

/** Bytes of MISSION_PATH. */
const largest = 64 * 1024;

/**
 * Names that a step cannot set. NODE_OPTIONS as on the runner of GitHub: with it, a step could change what the programs of later steps do
 * before their first line. The others are facts that Mission Runner or the runner of GitHub sets.
 */
const forbidden = /^(?:NODE_OPTIONS|MISSION_.*|GITHUB_.*|RUNNER_.*)$/i;

/**
 * Reads the MISSION_ENV and MISSION_PATH files of a step that has ended, and removes them: a process that is left over must not hand
 * anything to a later step. Never throws.
 *
 * @param redactText for what a message quotes
 */
export function readVariables(files: TaskFiles, redactText: (text: string) => string): ReadVariables {
  try {
    const env = readEnv(files.env, redactText);
    if (typeof env === 'string') return { variablesRejected: env };
    const path = readFolders(files.path);
    if (typeof path === 'string') return { variablesRejected: path };
    return Object.keys(env).length === 0 && path.length === 0 ? {} : { variables: { env, path } };
  } finally {
    for (const file of [files.env, files.path]) remove(file);
  }
}

/** The variables, or why they are rejected. */
function readEnv(path: string, redactText: (text: string) => string): Readonly<Record<string, string>> | string {
  const read = readOutputs(path, redactText, 'MISSION_ENV');
  if (read.type === 'rejected') return read.message;
  if (read.type === 'none') return {};
  for (const [name, value] of Object.entries(read.values)) {
    if (forbidden.test(name)) {
      return `MISSION_ENV was rejected: ${name} cannot be set for later steps; write it in the \`env\` of the task or of the step`;
    }
    if (value.includes('\0')) return `MISSION_ENV was rejected: the value of ${name} holds a NUL character`;
  }
  return read.values;
}

/** The folders, that of the last line first, or why they are rejected. */
function readFolders(path: string): readonly string[] | string {
  const part = readFilePart(path, 'start', largest);
  switch (part.type) {
    case 'absent':
      return [];
    case 'unreadable':
      return `MISSION_PATH was rejected: the file could not be read: ${part.message}`;
    case 'read': {
      if (part.size > largest)
        return `MISSION_PATH was rejected: expected at most ${largest} bytes, found ${part.size}`;
      const decoded = decodeText(part.bytes);
      if (decoded.type === 'rejected') return `MISSION_PATH was rejected: ${decoded.message}`;
      if (decoded.text.includes('\0')) return 'MISSION_PATH was rejected: it holds a NUL character';
      return [...new Set(decoded.text.split(/\r?\n/).filter((line) => line.trim() !== ''))].reverse();
    }
  }
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    try {
      // A task may have put a folder there.
      rmSync(path, { recursive: true, force: true });
    } catch {
      // The next step begins with an empty file, or cannot start.
    }
  }
}
