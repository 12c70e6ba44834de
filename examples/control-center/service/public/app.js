window.controlCenter ??= {};

/** Fills the page with what the key gives access to. */
controlCenter.signIn = () => {
  const key = document.getElementById('key').value;
  return controlCenter.whileLoading(async () => {
    controlCenter.renderDevices(await controlCenter.load('/api/devices', key));
    const { events } = await controlCenter.load('/api/events?limit=20', key);
    controlCenter.renderEvents(events.slice(0, 20));
    await controlCenter.follow(key);
  });
};
document.getElementById('retry').addEventListener('click', () => controlCenter.signIn());
