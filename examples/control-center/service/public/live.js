window.controlCenter ??= {};

/** Follows the live feed with the key. */
controlCenter.follow = async (key) => {
  const live = document.getElementById('live');
  const { ticket } = await controlCenter.load('/api/tickets', key, 'POST');
  const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/live?ticket=${ticket}`);
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    live.textContent = message.type === 'update' ? `Alerts: ${message.alerts}` : 'Connected';
  };
};
