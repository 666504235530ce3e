// Asks the desk's server. What is refused throws a Refusal; a lost connection is told, and asked again.

export class Refusal extends Error {
  constructor(status, body) {
    super(body.error ?? String(status));
    this.status = status;
    this.body = body;
  }
}

const listeners = [];
export const onConnection = (listener) => listeners.push(listener);
const tell = (state) => listeners.forEach((listener) => listener(state));

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    tell("lost");
    throw new Refusal(0, { error: "lost" });
  }
  const body = await response.json().catch(() => ({}));
  tell(response.status === 403 ? "refused" : "fine");
  if (!response.ok) throw new Refusal(response.status, body);
  return body;
}

export const get = (path, query = {}) => ask(`/api/${path}?${new URLSearchParams(query)}`);
export const post = (path, body = {}) => ask(`/api/${path}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
