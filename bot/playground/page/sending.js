// What is sent besides texts: long texts in parts, recordings, stickers, places.

import { toast } from "./dialogs.js";
import { say } from "./words.js";

const MOST = 4096;
const PLACES = [["Riyadh", 24.7136, 46.6753], ["Geneva", 46.2044, 6.1432], ["Astana", 51.1694, 71.4491]];
const STICKERS = ["👋", "👍", "🙏", "🤔", "🎉", "📰"];
const SECONDS = 60;
const RATE = 8000;

// As Telegram's own programs do: at the last line end, else at the last space, else in the middle of a word.
export function parts(text) {
  const found = [];
  let rest = text;
  while (rest.length > MOST) {
    const head = rest.slice(0, MOST + 1);
    const cut = [head.lastIndexOf("\n"), head.lastIndexOf(" ")].find((at) => at > MOST / 2) ?? whole(rest, MOST);
    found.push(rest.slice(0, cut));
    rest = rest.slice(cut).replace(/^\s/, "");
  }
  return [...found, rest].filter((part) => part.trim());
}

function whole(text, at) {
  const code = text.charCodeAt(at - 1);
  return code >= 0xd800 && code < 0xdc00 ? at - 1 : at;
}

export function base64(bytes) {
  let raw = "";
  for (let at = 0; at < bytes.length; at += 32768) raw += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return btoa(raw);
}

export function places(store) {
  return PLACES.map(([name, latitude, longitude]) => ({ label: say("place", name), note: `${latitude}, ${longitude}`, act: () => store.act("locate", { latitude, longitude }) }));
}

export function stickers(store) {
  return STICKERS.map((emoji) => ({ label: emoji, note: say("sticker"), act: () => sticker(store, emoji) }));
}

async function sticker(store, emoji) {
  const canvas = Object.assign(document.createElement("canvas"), { width: 512, height: 512 });
  const pen = canvas.getContext("2d");
  Object.assign(pen, { font: "400px sans-serif", textAlign: "center", textBaseline: "middle" });
  pen.fillText(emoji, 256, 276);
  const blob = await new Promise((done) => { canvas.toBlob(done, "image/webp"); });
  return store.act("send", { file_name: "sticker.webp", file: base64(new Uint8Array(await blob.arrayBuffer())), kind: "sticker", text: emoji });
}

// Records until it is stopped. Where there is no microphone, a second of silence stands for the recording.
export class Recorder {
  constructor(store) {
    Object.assign(this, { store, running: null });
  }

  async start() {
    const stream = await navigator.mediaDevices?.getUserMedia({ audio: true }).catch(() => null);
    if (!stream || !globalThis.MediaRecorder) {
      toast(say("noMicrophone"));
      await this.#send("voice.wav", silence(), 1);
      return false;
    }
    const began = Date.now();
    const chunks = [];
    this.running = new MediaRecorder(stream);
    this.running.addEventListener("dataavailable", (event) => chunks.push(event.data));
    this.running.addEventListener("stop", async () => {
      stream.getTracks().forEach((track) => track.stop());
      const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer());
      await this.#send("voice.ogg", bytes, Math.max(1, Math.round((Date.now() - began) / 1000)));
    });
    this.running.start();
    setTimeout(() => this.stop(), SECONDS * 1000);
    return true;
  }

  stop() {
    const { running } = this;
    this.running = null;
    if (running?.state === "recording") running.stop();
  }

  #send(name, bytes, duration) {
    return this.store.act("send", { file_name: name, file: base64(bytes), kind: "voice", duration });
  }
}

function silence() {
  const view = new DataView(new ArrayBuffer(44 + RATE));
  [...("RIFF")].forEach((letter, at) => view.setUint8(at, letter.charCodeAt(0)));
  [..."WAVEfmt "].forEach((letter, at) => view.setUint8(8 + at, letter.charCodeAt(0)));
  [..."data"].forEach((letter, at) => view.setUint8(36 + at, letter.charCodeAt(0)));
  const numbers = [[4, 36 + RATE], [16, 16], [24, RATE], [28, RATE], [40, RATE]];
  for (const [at, value] of numbers) view.setUint32(at, value, true);
  for (const [at, value] of [[20, 1], [22, 1], [32, 1], [34, 8]]) view.setUint16(at, value, true);
  for (let at = 44; at < view.byteLength; at += 1) view.setUint8(at, 128);
  return new Uint8Array(view.buffer);
}
