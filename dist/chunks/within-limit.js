// src/github/service/within-limit.ts
/**
* Settles as the work does, rejects after `limit` milliseconds, or resolves with `undefined` when the signal is aborted.
*
* Also rejects on an exception outside the promise of the work: the artifact client throws one if it cannot read a file, and
* its promise then never settles. Abandoned work may do so later, so the listener stays until the process exits in that case.
*/
function withinLimit(work, limit, signal) {
	return new Promise((resolve, reject) => {
		const settle = (finish) => {
			clearTimeout(timer);
			signal.removeEventListener("abort", cut);
			finish();
		};
		const cut = () => settle(() => resolve(void 0));
		const guard = (error) => settle(() => reject(error));
		const timer = setTimeout(() => settle(() => reject(/* @__PURE__ */ new Error(`not finished within ${limit / 1e3} s`))), limit);
		signal.addEventListener("abort", cut, { once: true });
		process.on("uncaughtException", guard);
		const release = () => process.off("uncaughtException", guard);
		work().then((value) => settle(() => {
			release();
			resolve(value);
		}), (error) => settle(() => {
			release();
			reject(error);
		}));
	});
}

export { withinLimit as t };