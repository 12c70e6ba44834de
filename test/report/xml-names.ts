/** The element names of an XML document in order. Throws if it is not well-formed. */
export function xmlNames(xml: string): string[] {
  const names: string[] = [];
  const open: string[] = [];
  const token =
    /<\?xml [^<>]*\?>|<(\/?)([a-z][a-z-]*)((?: [a-z]+="[^<>"&]*(?:&(?:amp|lt|gt|quot|apos);[^<>"&]*)*")*)(\/?)>|([^<>&]|&(?:amp|lt|gt|quot|apos);)+/y;
  for (let at = 0; at < xml.length; at = token.lastIndex) {
    token.lastIndex = at;
    const match = token.exec(xml);
    if (match === null) throw new Error(`not well formed at ${JSON.stringify(xml.slice(at, at + 80))}`);
    const [, closing, name, , empty] = match;
    if (name === undefined) continue;
    if (closing === '/') {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing`);
      continue;
    }
    names.push(name);
    if (empty !== '/') open.push(name);
  }
  if (open.length > 0) throw new Error(`not closed: ${open.join(', ')}`);
  return names;
}
