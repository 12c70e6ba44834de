// src/mission/needs-graph.ts
/** Every node after all that it needs; nodes of a cycle, and what waits for them, are left out. */
function inNeedsOrder({ needs }) {
	const dependents = needs.map(() => []);
	const open = needs.map((list) => list.length);
	for (const [node, list] of needs.entries()) for (const need of list) dependents[need]?.push(node);
	const order = [...needs.keys()].filter((node) => open[node] === 0);
	for (const node of order) for (const dependent of dependents[node] ?? []) {
		const left = (open[dependent] ?? 0) - 1;
		open[dependent] = left;
		if (left === 0) order.push(dependent);
	}
	return order;
}
/** One shortest cycle out of every knot of cycles: nodes in the order of "needs", the first one not repeated. */
function findCycles(graph) {
	return knots(graph).map((knot) => shortestCycle(graph, knot));
}
/** Strongly connected components of more than one node (Tarjan), iterative: a chain may be 10,000 long. */
function knots({ needs }) {
	const found = [];
	const order = new Int32Array(needs.length).fill(-1);
	const lowest = new Int32Array(needs.length);
	const onStack = new Uint8Array(needs.length);
	const stack = [];
	let next = 0;
	const enter = (node, path) => {
		order[node] = next;
		lowest[node] = next;
		next += 1;
		stack.push(node);
		onStack[node] = 1;
		path.push({
			node,
			edge: 0
		});
	};
	const lower = (node, to) => {
		lowest[node] = Math.min(lowest[node] ?? 0, to ?? 0);
	};
	for (const root of needs.keys()) {
		if (order[root] !== -1) continue;
		const path = [];
		enter(root, path);
		for (let top = path.at(-1); top !== void 0; top = path.at(-1)) {
			const { node } = top;
			const need = needs[node]?.[top.edge];
			top.edge += 1;
			if (need !== void 0) {
				if (order[need] === -1) enter(need, path);
				else if (onStack[need] === 1) lower(node, order[need]);
				continue;
			}
			path.pop();
			const above = path.at(-1);
			if (above !== void 0) lower(above.node, lowest[node]);
			if (lowest[node] !== order[node]) continue;
			const knot = stack.splice(stack.lastIndexOf(node));
			for (const member of knot) onStack[member] = 0;
			if (knot.length > 1) found.push(knot);
		}
	}
	return found;
}
/** Breadth first from the knot's first node in the file until it is met again. */
function shortestCycle({ needs, count }, knot) {
	const members = new Set(knot);
	const start = knot.reduce((first, node) => Math.min(first, node), count);
	const reachedFrom = /* @__PURE__ */ new Map();
	const queue = [start];
	for (const node of queue) for (const need of needs[node] ?? []) {
		if (need === start) return pathTo(node, start, reachedFrom);
		if (!members.has(need) || reachedFrom.has(need)) continue;
		reachedFrom.set(need, node);
		queue.push(need);
	}
	return knot;
}
function pathTo(end, start, reachedFrom) {
	const path = [end];
	for (let node = end; node !== start;) {
		node = reachedFrom.get(node) ?? start;
		path.push(node);
	}
	return path.reverse();
}

export { inNeedsOrder as n, findCycles as t };