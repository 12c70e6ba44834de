// Reads the list of events once, so that the first visitor does not wait until the service has loaded it.
const response = await fetch(`${process.env.BASE_URL}/api/events`);
if (!response.ok) throw new Error(`expected the list of events, found status ${response.status}`);
console.log(`${(await response.json()).length ?? 'some'} events are loaded`);
