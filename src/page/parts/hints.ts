/** The content of a tooltip for one piece of the timeline. */
export interface Hint {
  readonly title: string;
  readonly text: string;
}

/** Made only when the pointer is over it. */
const hints = new WeakMap<Element, () => Hint>();

export function noteHint(piece: Element, make: () => Hint): void {
  hints.set(piece, make);
}

export function hintOf(piece: Element): Hint | undefined {
  return hints.get(piece)?.();
}
