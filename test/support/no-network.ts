// Setup file of every test: the global fetch reaches this machine and nothing else.
const local = new Set(['127.0.0.1', 'localhost', '[::1]']);
const realFetch = globalThis.fetch;

globalThis.fetch = async (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  if (!local.has(url.hostname)) throw new Error(`a test asked ${url.host}; tests never touch the network`);
  return await realFetch(input, init);
};
