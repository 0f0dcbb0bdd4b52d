// Puts a form where this script stands: <script src="https://.../api/forms/ID/embed.js" async></script>
// data-lang="ru|en" sets the language; data-product, data-visitor and data-referral are passed on; data-target="#id" names another place.
(() => {
  "use strict";
  const settings = /*SETTINGS*/{};
  const script = document.currentScript;
  if (!script || script.dataset.clientbase) return;
  script.dataset.clientbase = "shown";

  const language = (script.dataset.lang || document.documentElement.lang || navigator.language || "en").slice(0, 2) === "ru" ? "ru" : "en";
  const page = new URL(script.src.replace(/\/embed\.js.*$/, "/page"));
  page.searchParams.set("embedded", "1");
  page.searchParams.set("lang", language);
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (/^utm_(source|medium|campaign|content|term)$/.test(name)) page.searchParams.set(name, value.slice(0, 200));
  }
  // The script of visits, where the page has it before this one, knows the visitor (and nobody before consent).
  const visitorId = script.dataset.visitor || window.clientbase?.visitorId;
  const passed = { productId: script.dataset.product, visitorId, referralCode: script.dataset.referral };
  for (const [name, value] of Object.entries(passed)) if (value) page.searchParams.set(name, value);
  page.searchParams.set("page", (location.origin + location.pathname).slice(0, 400));

  const frame = document.createElement("iframe");
  frame.src = page;
  frame.title = settings.title[language];
  frame.loading = settings.popup ? "eager" : "lazy";
  frame.setAttribute("style", "width:100%;border:0;display:block;min-height:220px;color-scheme:normal");
  window.addEventListener("message", (event) => {
    if (event.source === frame.contentWindow && event.origin === page.origin && event.data?.clientbase === "height") {
      frame.style.height = Math.min(Math.max(event.data.height, 120), 4000) + "px";
    }
  });

  if (!settings.popup) {
    const place = script.dataset.target && document.querySelector(script.dataset.target);
    if (place) place.replaceChildren(frame);
    else script.after(frame);
    return;
  }

  // Once a visit, when the pointer leaves the page at the top, or after the reader goes back up on a phone.
  const key = "clientbase-popup-" + settings.form;
  const seen = () => { try { return sessionStorage.getItem(key); } catch { return null; } };
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-label", settings.title[language]);
  dialog.setAttribute("style", "border:0;border-radius:10px;padding:40px 20px 12px;width:min(480px,calc(100vw - 32px));box-shadow:0 24px 64px rgb(0 0 0/.24)");
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "✕";
  close.setAttribute("aria-label", language === "ru" ? "Закрыть" : "Close");
  close.setAttribute("style", "position:absolute;top:4px;right:4px;width:44px;height:44px;border:0;background:none;font-size:16px;cursor:pointer");
  close.addEventListener("click", () => dialog.close());
  dialog.append(close, frame);
  const open = () => {
    if (seen()) return;
    try { sessionStorage.setItem(key, "1"); } catch { /* Then it may be shown again on the next page. */ }
    document.body.append(dialog);
    dialog.showModal();
  };
  document.documentElement.addEventListener("mouseleave", (event) => { if (event.clientY <= 0) open(); });
  let deepest = 0;
  window.addEventListener("scroll", () => {
    deepest = Math.max(deepest, scrollY);
    if (matchMedia("(pointer: coarse)").matches && deepest > 1200 && deepest - scrollY > 600) open();
  }, { passive: true });
})();
