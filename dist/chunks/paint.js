// src/terminal/paint.ts
const CODES = {
	strong: 1,
	dim: 2,
	red: 31,
	green: 32,
	yellow: 33,
	cyan: 36
};
function paint(text, tone) {
	return text === "" ? "" : `\u001b[${CODES[tone]}m${text}\u001b[0m`;
}

export { paint as t };