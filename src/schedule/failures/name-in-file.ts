/**
 * The name of a test case without the group in front of it, if that only repeats the file beside which the name is shown: `cart > adds` instead of
 * `src/cart.test.ts > cart > adds`, and the same for a module of Python and a package of Go.
 *
 * @param file where the test is, relative to the root; undefined if it is not known
 */
export function nameInFile(name: string, file: string | undefined): string {
  const end = name.indexOf(' > ');
  if (file === undefined || end < 0) return name;
  const group = name.slice(0, end);
  const isRepeated =
    endsAlike(file, group) ||
    endsAlike(file.replace(/\.py$/, ''), group.replaceAll('.', '/')) ||
    (file.endsWith('.go') && endsAlike(group, file.slice(0, Math.max(0, file.lastIndexOf('/')))));
  return isRepeated ? name.slice(end + 3) : name;
}

function endsAlike(path: string, end: string): boolean {
  return end !== '' && (path === end || path.endsWith(`/${end}`));
}
