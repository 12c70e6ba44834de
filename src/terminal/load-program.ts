import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { codeFolder } from './code-folder.ts';
import { keepCode, readKeptCode } from './kept-code.ts';

/** The chunk of the bundle with everything that a run needs, relative to the entry. */
const PROGRAM = 'chunks/mission.js';

/** The build puts the digest of that chunk here. V8 compares only the length of the code, which two versions can share. */
const DIGEST = '(digest)';

/** As Node wraps every CommonJS module. */
const [HEAD, TAIL] = ['(function (exports, require, module, __filename, __dirname) { ', '\n})'];

type Wrapped = (exports: object, require: NodeJS.Require, module: NodeJS.Module, file: string, folder: string) => void;

/**
 * Loads the largest chunk of the bundle with the functions that an earlier start of the same command called, already compiled; later
 * `require` calls find it loaded. It is half of the time of a start otherwise: V8 would parse 1.6 MB and compile these functions each time.
 * Node's own cache holds only what is compiled when a module is loaded, before anything is called.
 *
 * Without kept code this does nothing but note what to keep, and Node loads the chunk as usual.
 * This file is part of the entry, so it and what it imports import no module of the chunk.
 *
 * @param command the first argument of the command line
 */
export function loadProgram(command: string | undefined): void {
  const folder = codeFolder(process.env, process.platform);
  if (folder === undefined) return;
  const path = join(import.meta.dirname, PROGRAM);
  const name = `${/^[a-z]+$/.test(command ?? '') ? command : 'help'}-${DIGEST}-${process.version}-${process.arch}${flagsTag()}`;
  const cachedData = readKeptCode(join(folder, name));
  const script = new Script(readWrapped(path), { filename: path, ...(cachedData && { cachedData }) });
  const program = new (module.constructor as new (id: string, parent: NodeJS.Module) => NodeJS.Module)(path, module);
  program.filename = path;
  require.cache[path] = program;
  const wrapped: Wrapped = script.runInThisContext();
  // Paths in the chunk are relative to its folder.
  const requireBeside = (id: string): unknown => require(id.startsWith('.') ? join(dirname(path), id) : id);
  wrapped(program.exports, Object.assign(requireBeside, require), program, path, dirname(path));
  program.loaded = true;
  if (cachedData === undefined || script.cachedDataRejected === true) keepAtExit(script, folder, name);
}

function keepAtExit(script: Script, folder: string, name: string): void {
  const { cachedDataVersionTag, setFlagsFromString } = v8();
  const tag = cachedDataVersionTag();
  // V8 drops what was not called for some time, in a long run the code of its start.
  setFlagsFromString('--no-flush-bytecode');
  process.once('exit', (code) => {
    setFlagsFromString('--flush-bytecode');
    // A command that was refused called few functions. Code that was compiled with other flags would be rejected each time.
    if (code > 1 || cachedDataVersionTag() !== tag) return;
    keepCode(folder, name, script.createCachedData(), Date.now());
  });
}

/** Distinguishes the flags of Node: V8 accepts only code that was compiled with the same ones. */
function flagsTag(): string {
  return process.execArgv.length === 0 && !process.env.NODE_OPTIONS ? '' : `-${v8().cachedDataVersionTag()}`;
}

/** Loaded only where it is needed, because it loads all kinds of streams. */
function v8(): typeof import('node:v8') {
  return require('node:v8');
}

/** The build writes ASCII only, so each byte is a character, and V8 needs no copy with two bytes for each. */
function readWrapped(path: string): string {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const text = Buffer.allocUnsafeSlow(HEAD.length + size + TAIL.length);
    text.write(HEAD, 'latin1');
    const read = readSync(file, text, HEAD.length, size, 0);
    if (read !== size)
      throw new Error(`expected ${size} bytes in ${basename(path)}, read ${read}; install Mission Runner again`);
    text.write(TAIL, HEAD.length + size, 'latin1');
    return text.toString('latin1');
  } finally {
    closeSync(file);
  }
}
