// src/github/service/within-limit.ts
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

Object.defineProperty(exports, "withinLimit", {
  enumerable: true,
  get: function () {
    return withinLimit;
  }
});