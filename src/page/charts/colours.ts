const probe = document.createElement('span');
probe.hidden = true;

/** A colour of the style sheet for a canvas, in the current colour scheme. */
export function colourOf(name: string): string {
  if (!probe.isConnected) document.body.append(probe);
  probe.style.color = `var(--${name})`;
  return getComputedStyle(probe).color;
}
