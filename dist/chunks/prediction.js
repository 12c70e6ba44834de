import { n as inNeedsOrder } from "./needs-graph.js";

// src/report/title-of.ts
/** Id and name, as plain text, or the id alone where the name says the same. */
function titleOf({ id, name }) {
	return name === id ? id : `${id} ${name}`;
}

// src/simulate/baselines.ts
/** `spans` must not hold a cycle; needs that are not among them are ignored. */
function baselines(spans, dynamic) {
	const staged = spans.reduce((end, span) => span.level === 2 ? Math.max(end, endOf(span)) : end, 0) + spans.filter((span) => span.level === 3).reduce((sum, span) => sum + duration(span), 0);
	const path = criticalPath(spans);
	return {
		dynamic,
		staged,
		serial: spans.reduce((sum, span) => sum + duration(span), 0),
		criticalPath: path.length,
		criticalTasks: path.ids,
		saved: staged === 0 ? 0 : 100 * (staged - dynamic) / staged
	};
}
/** A task that was skipped has an end, but never ran. */
function endOf(span) {
	return span.started === void 0 ? 0 : span.ended ?? 0;
}
function duration(span) {
	return span.started === void 0 || span.ended === void 0 ? 0 : span.ended - span.started;
}
function criticalPath(spans) {
	const best = /* @__PURE__ */ new Map();
	for (const span of needsOrder(spans)) {
		let length = 0;
		let previous;
		for (const need of span.needs) {
			const through = best.get(need);
			if (through !== void 0 && through.length > length) {
				length = through.length;
				previous = need;
			}
		}
		best.set(span.id, {
			length: length + duration(span),
			...previous === void 0 ? {} : { previous }
		});
	}
	let last;
	let length = 0;
	for (const [id, path] of best) if (path.length > length) {
		length = path.length;
		last = id;
	}
	const ids = [];
	for (let id = last; id !== void 0; id = best.get(id)?.previous) ids.push(id);
	return {
		length,
		ids: ids.reverse()
	};
}
function needsOrder(spans) {
	const positions = new Map(spans.map(({ id }, position) => [id, position]));
	const needs = spans.map((span) => span.needs.flatMap((need) => positions.get(need) ?? []));
	return inNeedsOrder({
		count: spans.length,
		needs
	}).flatMap((position) => spans[position] ?? []);
}

// src/schedule/prediction.ts
/** Ids may be words that every object knows, such as `constructor`. */
function predictionOf(predictions, id) {
	return predictions !== void 0 && Object.hasOwn(predictions, id) ? predictions[id] : void 0;
}

export { baselines as n, titleOf as r, predictionOf as t };