/** Reports when the page is printed and when that is over, also if a tool only sets the medium. */
export function watchPaper(change: (onPaper: boolean) => void): void {
  const medium = matchMedia('print');
  let onPaper = false;
  let opened: readonly HTMLDetailsElement[] = [];
  const set = (next: boolean): void => {
    if (next === onPaper) return;
    if (next) opened = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
    // On paper they cannot be opened.
    for (const closed of opened) closed.open = next;
    onPaper = next;
    // The style sheet uses the light colours then, and canvases follow it.
    document.documentElement.classList.toggle('paper', next);
    change(next);
  };
  addEventListener('beforeprint', () => set(true));
  addEventListener('afterprint', () => set(false));
  medium.addEventListener('change', ({ matches }) => set(matches));
  if (medium.matches) set(true);
}
