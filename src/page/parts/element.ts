/** A new element with its classes and text. Only text, so that nothing untrusted is ever parsed as markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  classes = '',
  text = '',
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (classes !== '') made.className = classes;
  if (text !== '') made.textContent = text;
  return made;
}

/** The element of the page's markup with this id. */
export function byId<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`expected #${id} in the page, found ${found?.tagName ?? 'nothing'}`);
  return found;
}
