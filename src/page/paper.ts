/** Tells when the page goes to paper and when it is back, whoever asks for it: a person, or a tool that only sets the medium. */
export function watchPaper(change: (onPaper: boolean) => void): void {
  const medium = matchMedia('print');
  let onPaper = false;
  let opened: readonly HTMLDetailsElement[] = [];
  const set = (next: boolean): void => {
    if (next === onPaper) return;
    if (next) opened = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
    // Nobody can open them on paper.
    for (const closed of opened) closed.open = next;
    onPaper = next;
    // The style sheet takes the light colours then; canvases are drawn after it.
    document.documentElement.classList.toggle('paper', next);
    change(next);
  };
  addEventListener('beforeprint', () => set(true));
  addEventListener('afterprint', () => set(false));
  medium.addEventListener('change', ({ matches }) => set(matches));
  if (medium.matches) set(true);
}
