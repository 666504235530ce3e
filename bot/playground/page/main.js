// Begins the page.

import { ChatList } from "./list.js";
import { Panel } from "./panel.js";
import { Store } from "./store.js";
import { Thread } from "./thread.js";
import { toast } from "./dialogs.js";
import { restoreTheme, toggleTheme } from "./theme.js";
import { say } from "./words.js";

async function begin() {
  restoreTheme();
  const store = new Store();
  let lost = false;
  store.on("trouble", ({ words }) => toast(words, "trouble"));
  store.on("connection", (event) => {
    if (event.lost && !lost) toast(say("lost"), "trouble");
    lost = event.lost;
  });
  await store.begin();
  const panel = new Panel(document.getElementById("panel"), store);
  new Thread(document.getElementById("thread"), store);
  new ChatList(document.getElementById("list"), store, { togglePanel: () => panel.toggle(), toggleTheme });
  document.documentElement.dataset.ready = "true";
}

begin().catch((error) => toast(error.message, "trouble"));
