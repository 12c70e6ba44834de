import { C as printUntrusted, ni as progressLines } from "./mission.js";

// src/terminal/panel/json-display.ts
/** Events as lines of JSON, for other programs: nothing is drawn, cut or coloured. */
function createJsonDisplay() {
	return {
		listen: (event, report) => printUntrusted(eventLine(event, report)),
		sampled: () => {},
		stop: () => {}
	};
}
/** The event as in the journal, and as `text` the progress lines that other displays would print for it; absent if there is none. */
function eventLine(event, report) {
	const text = progressLines(event, report).map((line) => line.trim());
	return `${JSON.stringify(text.length === 0 ? event : {
		...event,
		text
	})}\n`;
}

export { createJsonDisplay };