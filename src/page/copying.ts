import { byId } from './parts/element.ts';

/** The button beside the diff. Without access to the clipboard, as outside of a secure context, it selects the diff. */
export function watchCopy(): void {
  if (document.getElementById('copy') === null) return;
  const button = byId('copy', HTMLButtonElement);
  const patch = byId('patch', HTMLElement);
  const said = byId('copied', HTMLElement);
  const select = (): void => {
    getSelection()?.selectAllChildren(patch);
    said.textContent = 'The diff is selected: copy it with Ctrl+C or Cmd+C.';
  };
  button.hidden = false;
  button.addEventListener('click', () => {
    // Browsers that forbid it have no such property, whatever the type says.
    const clipboard: Clipboard | undefined = navigator.clipboard;
    if (clipboard === undefined) return select();
    clipboard.writeText(patch.textContent).then(() => {
      said.textContent = 'Copied.';
    }, select);
  });
}
