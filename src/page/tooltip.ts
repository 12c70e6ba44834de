import { element } from './parts/element.ts';
import type { Hint } from './parts/hints.ts';

/** Pixels between the pointer and the tooltip. */
const distance = 14;

/** The tooltip at the pointer. Only visual: the details of the row have the same content. */
export function createTooltip(): { show(hint: Hint, x: number, y: number): void; hide(): void } {
  const tip = element('div', 'tooltip');
  const title = element('b');
  const text = element('span');
  tip.hidden = true;
  tip.ariaHidden = 'true';
  tip.append(title, text);
  document.body.append(tip);
  return {
    show: (hint, x, y) => {
      title.textContent = hint.title;
      text.textContent = hint.text;
      tip.hidden = false;
      const { offsetWidth, offsetHeight } = tip;
      const fitsRight = x + distance + offsetWidth < document.documentElement.clientWidth;
      const fitsBelow = y + distance + offsetHeight < document.documentElement.clientHeight;
      tip.style.left = `${Math.max(4, fitsRight ? x + distance : x - distance - offsetWidth)}px`;
      tip.style.top = `${Math.max(4, fitsBelow ? y + distance : y - distance - offsetHeight)}px`;
    },
    hide: () => {
      tip.hidden = true;
    },
  };
}
