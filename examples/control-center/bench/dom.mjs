const VOID = new Set(['area', 'base', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr']);
const TOKEN = /<!--[\s\S]*?-->|<!doctype[^>]*>|<(\/?)([a-z][a-z0-9-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>|[^<]+|</gi;
const ATTRIBUTE = /([^\s=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s]+)))?/g;

/** A minimal DOM: enough to run the scripts of the front end and to check their effect. */
export class Element {
  parent;
  /** Elements and texts. */
  children = [];
  value = '';
  #attributes = new Map();
  #listeners = [];

  constructor(tag) {
    this.tag = tag;
  }

  getAttribute(name) {
    return this.#attributes.get(name) ?? null;
  }
  setAttribute(name, value) {
    this.#attributes.set(name, String(value));
  }
  removeAttribute(name) {
    this.#attributes.delete(name);
  }
  attributeNames() {
    return [...this.#attributes.keys()];
  }

  get id() {
    return this.getAttribute('id') ?? '';
  }
  set className(value) {
    this.setAttribute('class', value);
  }
  get hidden() {
    return this.#attributes.has('hidden');
  }
  set hidden(value) {
    if (value) this.setAttribute('hidden', '');
    else this.removeAttribute('hidden');
  }

  get textContent() {
    return this.children.map((child) => (typeof child === 'string' ? child : child.textContent)).join('');
  }
  set textContent(text) {
    this.children = [String(text)];
  }
  set innerHTML(markup) {
    this.children = [];
    parseInto(this, String(markup));
  }
  append(...children) {
    for (const child of children) if (typeof child !== 'string') child.parent = this;
    this.children.push(...children);
  }
  replaceChildren(...children) {
    this.children = [];
    this.append(...children);
  }

  addEventListener(type, listener) {
    this.#listeners.push({ type, listener });
  }
  /** Calls the listeners of this element and of its ancestors. */
  dispatch(type) {
    const event = { type, target: this, preventDefault: () => undefined };
    for (let element = this; element !== undefined; element = element.parent) {
      for (const entry of element.#listeners) if (entry.type === type) entry.listener(event);
    }
  }

  /** All elements below this one for which the predicate is true, in document order. */
  all(holds) {
    return this.children
      .filter((child) => typeof child !== 'string')
      .flatMap((child) => [...(holds(child) ? [child] : []), ...child.all(holds)]);
  }
  byTag(...tags) {
    return this.all((element) => tags.includes(element.tag));
  }
}

/** The `document` of a script. */
export function parseDocument(html) {
  const root = new Element('#document');
  parseInto(root, html);
  return {
    root,
    body: root.byTag('body')[0],
    getElementById: (id) => root.all((element) => element.id === id)[0] ?? null,
    createElement: (tag) => new Element(tag),
  };
}

function parseInto(root, html) {
  let open = root;
  for (const [token, closing, name, attributes] of html.matchAll(TOKEN)) {
    const tag = name?.toLowerCase();
    if (tag === undefined) {
      if (!/^<[!]/.test(token)) open.append(token);
    } else if (closing === '/') {
      let match = open;
      while (match !== root && match.tag !== tag) match = match.parent;
      if (match !== root) open = match.parent;
    } else {
      const element = new Element(tag);
      for (const [, attribute, double, single, bare] of attributes.matchAll(ATTRIBUTE)) {
        element.setAttribute(attribute.toLowerCase(), double ?? single ?? bare ?? '');
      }
      open.append(element);
      if (!VOID.has(tag) && !attributes.endsWith('/')) open = element;
    }
  }
}
