import type { Note } from '../draft.ts';
import { childOf, entriesOf, itemsOf, type Located, textOf } from '../located.ts';
import { noteOn } from './notes.ts';

/**
 * Variables of the workflow that have the name of a secret or a configuration variable, and another value. A mission reads secrets from the
 * environment, where such a variable hides them.
 *
 * @param names of secrets and configuration variables that the workflow reads
 */
export function hiddenNames(root: Located, names: ReadonlySet<string>): readonly Note[] {
  const jobs = entriesOf(childOf(root, 'jobs')).map(([, job]) => job);
  const owners = [root, ...jobs.flatMap((job) => [job, ...itemsOf(childOf(job, 'steps'))])];
  const variables = owners.flatMap((owner) => entriesOf(childOf(owner, 'env')));
  const hidden = variables.filter(([name, node]) => {
    if (!names.has(name)) return false;
    const value = textOf(node) ?? '';
    if (name === 'GITHUB_TOKEN' && /\bgithub\.token\b/i.test(value)) return false;
    const read = new RegExp(`\\b(secrets|vars|env)(\\.|\\[')${name.replace(/\W/g, '\\$&')}(?![\\w-])`, 'i');
    return !read.test(value);
  });
  const text =
    'a secret or a configuration variable has this name too, and where this variable is set its value is read instead: rename one of them';
  return hidden.map(([, node]) => noteOn(node, text));
}
