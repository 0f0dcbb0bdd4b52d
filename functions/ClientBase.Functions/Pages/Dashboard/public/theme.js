// Before the first paint: the theme somebody chose, else the system's.
(() => {
  let chosen = null;
  try { chosen = localStorage.getItem("clientbase.theme"); } catch { /* Storage may be forbidden. */ }
  const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
