const probe = document.createElement('span');
probe.hidden = true;

/** A colour of the style sheet as a canvas takes it, in the scheme that holds now. */
export function colourOf(name: string): string {
  if (!probe.isConnected) document.body.append(probe);
  probe.style.color = `var(--${name})`;
  return getComputedStyle(probe).color;
}
