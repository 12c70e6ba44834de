/** A row of a Mermaid gantt chart; `tags` such as `crit, `. Times in milliseconds since the run's start. */
export function mermaidBar(label: string, tags: string, from: number, to: number): string {
  return `  ${label} :${tags}${moment(from)}, ${Math.max(1, Math.round(to - from))}ms`;
}

/** A moment in January 2000, whose first midnight is the start. Written without Date, so that no time zone moves it. */
function moment(at: number): string {
  const whole = Math.max(0, Math.round(at));
  const day = Math.min(31, 1 + Math.floor(whole / 86_400_000));
  const clock = [whole / 3_600_000, whole / 60_000, whole / 1000].map(Math.floor);
  const [hours = 0, minutes = 0, seconds = 0] = clock;
  const digits = (value: number, length: number) => String(value).padStart(length, '0');
  const time = [hours % 24, minutes % 60, seconds % 60].map((value) => digits(value, 2)).join(':');
  return `2000-01-${digits(day, 2)}T${time}.${digits(whole % 1000, 3)}`;
}
