window.controlCenter ??= {};

/** Fetches from the API with the key; `method` is GET by default. */
controlCenter.load = async (path, key, method = 'GET') => {
  const response = await fetch(path, { method, headers: { 'x-api-key': key } });
  return response.json();
};

/** Runs the work that fills the page. */
controlCenter.whileLoading = async (work) => {
  await work();
};
