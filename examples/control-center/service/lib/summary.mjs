const KINDS = ['temperature', 'pressure', 'vibration', 'power'];

/** For every device and kind: how many events, their average, highest and latest value, and how many are alerts. */
export function summarize(devices, events) {
  return devices.flatMap((device) =>
    KINDS.map((kind) => {
      const mine = (event) => event.device === device.id && event.kind === kind;
      return {
        device: device.id,
        kind,
        count: events.filter(mine).length,
        average: events.filter(mine).reduce((sum, event) => sum + event.value, 0) / (events.filter(mine).length || 1),
        highest: events.filter(mine).reduce((highest, event) => Math.max(highest, event.value), 0),
        latest: events.filter(mine).at(-1)?.value ?? 0,
        alerts: events.filter(mine).filter((event) => event.alert).length,
      };
    }),
  );
}
