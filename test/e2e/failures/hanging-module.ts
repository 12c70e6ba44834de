/**
 * Source of a script for `--require`: in the chunk that exports a function of this name, the function waits for something that does not keep the
 * process alive.
 */
export function hangingModule(name: string): string {
  return `const modules = require('node:module');
const load = modules._load;
modules._load = (...given) => {
  const loaded = load(...given);
  return typeof loaded?.${name} === 'function' ? { ${name}: () => new Promise(() => {}) } : loaded;
};
`;
}
