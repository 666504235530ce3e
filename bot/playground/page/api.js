// Talks to the server: JSON one way and back, events as they happen.

async function ask(path, options) {
  const response = await fetch(path, options);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error || response.statusText);
  return answer;
}

const JSON_HEADERS = { "Content-Type": "application/json" };

export const get = (path) => ask(`/api/${path}`);

export const post = (path, body) => ask(`/api/${path}`, { method: "POST", headers: JSON_HEADERS, body: JSON.stringify(body) });

export const remove = (path) => ask(`/api/${path}`, { method: "DELETE", headers: JSON_HEADERS });

export function listen(query, kinds, { heard, lost, found }) {
  const source = new EventSource(`/api/events?${new URLSearchParams(query)}`);
  for (const kind of kinds) source.addEventListener(kind, (event) => heard(kind, JSON.parse(event.data), Number(event.lastEventId)));
  source.addEventListener("error", () => lost?.());
  source.addEventListener("open", () => found?.());
  return source;
}
