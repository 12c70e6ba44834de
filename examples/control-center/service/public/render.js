window.controlCenter ??= {};

/** Shows the devices as rows of the table. */
controlCenter.renderDevices = (devices) => {
  document.getElementById('devices').innerHTML = devices
    .map((device) => `<tr><td>${device.name}</td><td>${device.place}</td><td>${device.state}</td></tr>`)
    .join('');
};

/** Shows the events as a list, alerts marked. */
controlCenter.renderEvents = (events) => {
  document.getElementById('events').innerHTML = events
    .map((event) => `<li class="${event.alert ? 'alert' : ''}">${event.device}: ${event.note}</li>`)
    .join('');
};
