import { byId } from './element.ts';

/** The button beside the diff. Where the clipboard is out of reach, as it is without a secure context, it is selected instead. */
export function watchCopy(): void {
  if (document.getElementById('copy') === null) return;
  const button = byId('copy', HTMLButtonElement);
  const patch = byId('patch', HTMLElement);
  const said = byId('copied', HTMLElement);
  const select = (): void => {
    getSelection()?.selectAllChildren(patch);
    said.textContent = 'It is selected: copy it with Ctrl+C or Cmd+C.';
  };
  button.hidden = false;
  button.addEventListener('click', () => {
    // Browsers leave it out where they forbid it, whatever its type says.
    const clipboard: Clipboard | undefined = navigator.clipboard;
    if (clipboard === undefined) return select();
    clipboard.writeText(patch.textContent).then(() => {
      said.textContent = 'Copied.';
    }, select);
  });
}
