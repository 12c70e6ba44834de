const require_mission = require("./mission.js");

// src/terminal/panel/json-display.ts
function createJsonDisplay() {
	return {
		listen: (event, report) => require_mission.printUntrusted(eventLine(event, report)),
		sampled: () => {},
		stop: () => {}
	};
}
function eventLine(event, report) {
	const text = require_mission.progressLines(event, report).map((line) => line.trim());
	return `${JSON.stringify(text.length === 0 ? event : {
		...event,
		text
	})}\n`;
}

exports.createJsonDisplay = createJsonDisplay;