import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { codeFolder } from './code-folder.ts';
import { keepCode, readKeptCode } from './kept-code.ts';

/** The chunks of the bundle with everything that a run needs: until its first task has started, and after that. */
const PROGRAM = 'mission.js';
const CHUNKS: readonly string[] = [PROGRAM, 'documents.js'];

/** The build puts the digest of these chunks here. V8 compares only the length of the code, which two versions can share. */
const DIGEST = '(digest)';

/** As Node wraps every CommonJS module. */
const [HEAD, TAIL] = ['(function (exports, require, module, __filename, __dirname) { ', '\n})'];

type Wrapped = (exports: object, require: NodeJS.Require, module: NodeJS.Module, file: string, folder: string) => void;

/**
 * Loads the largest chunk of the bundle with the functions that an earlier start of the same command called, already compiled; later
 * `require` calls find it loaded. It is half of the time of a start otherwise: V8 would parse 1.6 MB and compile these functions each time.
 * Node's own cache holds only what is compiled when a module is loaded, before anything is called.
 *
 * Without a folder this does nothing, and Node loads the chunks as usual.
 * This file is part of the entry, so it and what it imports import no module of the chunks.
 *
 * @param args the arguments of the command line
 */
export function loadProgram(args: readonly string[]): void {
  // Sources that are run directly have no chunks.
  if (typeof require === 'undefined') return;
  const folder = codeFolder(process.env, process.platform);
  if (folder === undefined) return;
  const [command = ''] = args;
  const prefix = `${/^[a-z]+$/.test(command) ? command : 'help'}${namesLargeMission(args) ? '-large' : ''}`;
  const suffix = `${DIGEST}-${process.version}-${process.arch}${flagsTag()}`;
  const keep = createKeeper(folder);
  loadChunk(PROGRAM, (chunk) => ({ path: join(folder, `${prefix}-${chunk}-${suffix}`), keep }));
}

/** Bytes. About 50 tasks, from which on a run calls other functions. */
const LARGE_MISSION = 4_000;

/**
 * Code that a small run has kept lacks what only a large one calls: with 1,000 tasks, compiling that took 40 ms of CPU in each run. Code of both for both would
 * be more to read for small ones.
 */
function namesLargeMission(args: readonly string[]): boolean {
  const file = args.find((each) => /\.ya?ml$/.test(each));
  try {
    return file !== undefined && (statSync(file, { throwIfNoEntry: false })?.size ?? 0) >= LARGE_MISSION;
  } catch {
    return false;
  }
}

interface Kept {
  readonly path: string;
  readonly keep: (script: Script, path: string) => void;
}

function loadChunk(chunk: string, keptOf: (chunk: string) => Kept): void {
  const file = join(import.meta.dirname, 'chunks', chunk);
  const { path, keep } = keptOf(chunk);
  const { source, space } = readWrapped(file);
  const cachedData = readKeptCode(path, space);
  const script = new Script(source, { filename: file, ...(cachedData && { cachedData }) });
  const loaded = new (module.constructor as new (id: string, parent: NodeJS.Module) => NodeJS.Module)(file, module);
  loaded.filename = file;
  require.cache[file] = loaded;
  const wrapped: Wrapped = script.runInThisContext();
  const requireBeside = (id: string): unknown => {
    if (!id.startsWith('.')) return require(id);
    // Paths in a chunk are relative to its folder.
    const beside = join(dirname(file), id);
    if (CHUNKS.includes(basename(beside)) && require.cache[beside] === undefined) loadChunk(basename(beside), keptOf);
    return require(beside);
  };
  wrapped(loaded.exports, Object.assign(requireBeside, require), loaded, file, dirname(file));
  loaded.loaded = true;
  if (cachedData === undefined || script.cachedDataRejected === true) keep(script, path);
}

/** Keeps the compiled code of scripts when the process ends. */
function createKeeper(folder: string): Kept['keep'] {
  const scripts = new Map<string, Script>();
  return (script, path) => {
    scripts.set(path, script);
    if (scripts.size > 1) return;
    const { cachedDataVersionTag, setFlagsFromString } = v8();
    const tag = cachedDataVersionTag();
    // V8 drops what was not called for some time, in a long run the code of its start.
    setFlagsFromString('--no-flush-bytecode');
    process.once('exit', (code) => {
      setFlagsFromString('--flush-bytecode');
      // A command that was refused called few functions. Code that was compiled with other flags would be rejected each time.
      if (code > 1 || cachedDataVersionTag() !== tag) return;
      for (const [kept, compiled] of scripts) keepCode(folder, basename(kept), compiled.createCachedData(), Date.now());
    });
  };
}

/** Distinguishes the flags of Node: V8 accepts only code that was compiled with the same ones. */
function flagsTag(): string {
  return process.execArgv.length === 0 && !process.env.NODE_OPTIONS ? '' : `-${v8().cachedDataVersionTag()}`;
}

/** Loaded only where it is needed, because it loads all kinds of streams. */
function v8(): typeof import('node:v8') {
  return require('node:v8');
}

/**
 * The build writes ASCII only, so each byte is a character, and V8 needs no copy with two bytes for each.
 *
 * @returns the source, and memory that is no longer needed, as large as compiled code usually is
 */
function readWrapped(path: string): { readonly source: string; readonly space: Buffer } {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const length = HEAD.length + size + TAIL.length;
    const space = Buffer.allocUnsafeSlow(2 * length);
    space.write(HEAD, 'latin1');
    const read = readSync(file, space, HEAD.length, size, 0);
    if (read !== size)
      throw new Error(`expected ${size} bytes in ${basename(path)}, read ${read}; install Mission Runner again`);
    space.write(TAIL, HEAD.length + size, 'latin1');
    return { source: space.toString('latin1', 0, length), space };
  } finally {
    closeSync(file);
  }
}
