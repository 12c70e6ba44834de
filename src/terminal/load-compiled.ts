import { setFlagsFromString } from 'node:v8';

/**
 * The modules of Node that the program imports at its start, without `node:`. They are loaded before the flag is set: Node has compiled them
 * ahead, which counts only with its usual flags. A test compares the list with the bundle.
 */
const MODULES_OF_NODE =
  'child_process dns/promises events fs fs/promises net os path timers/promises url util vm'.split(' ');

/**
 * Imports modules so that all of their functions are compiled at once. Node keeps what is compiled when a module is loaded, and by default
 * that is no function: each start compiled those that it called, a quarter of its CPU time. Compiling everything takes 0.2 s and is done once,
 * so it is only worth it where compiled code is kept.
 */
export async function loadCompiled<Module>(load: () => Promise<Module>): Promise<Module> {
  for (const name of MODULES_OF_NODE) await import(`node:${name}`);
  setFlagsFromString('--no-lazy');
  try {
    return await load();
  } finally {
    setFlagsFromString('--lazy');
  }
}
