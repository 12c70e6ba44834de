/** What a task takes of each pool, such as `browsers` or `browsers (2 places)`. Empty for nothing. */
export function poolTexts(pools: Readonly<Record<string, number>> | undefined): readonly string[] {
  return Object.entries(pools ?? {}).map(([name, places]) => (places === 1 ? name : `${name} (${places} places)`));
}
