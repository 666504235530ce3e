// Light or dark: as the system has it until the reader chooses, which this browser remembers where it may.

const KEY = "theme";

export function restoreTheme() {
  try {
    const kept = localStorage.getItem(KEY);
    if (["light", "dark"].includes(kept)) document.documentElement.dataset.theme = kept;
  } catch { /* a private window: then nothing is remembered */ }
}

export function toggleTheme() {
  const shown = document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const theme = shown === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  try { localStorage.setItem(KEY, theme); } catch { /* the same */ }
}
