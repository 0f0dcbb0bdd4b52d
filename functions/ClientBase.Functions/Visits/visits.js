// Tells ClientBase what a visitor does on this site. No cookies, no fingerprint: a random id that the browser keeps, and nothing before
// consent where the site waits for it.
//
//   <script async src="https://BASE/api/visits.js" data-consent="wait"></script>
//
//   clientbase.consent(true)              agreed (false: refused, and the id is forgotten)
//   clientbase.product("42", { price })   a product was seen
//   clientbase.cart([{ productId, quantity, price }], { total, currency })
//   clientbase.search("red shoes")
//   clientbase.identify("myshop", "77")   a customer of a shop has logged in
//   clientbase.push()                     asks whether notifications may be shown; to be called by a click, needs /clientbase-push.js there
//   clientbase.stopPush()                 no notifications any more
(() => {
  "use strict";
  const script = document.currentScript;
  if (!script || window.clientbase) return;

  const endpoint = script.src.replace(/visits\.js([?#].*)?$/, "visits");
  const forms = endpoint.replace(/visits$/, "forms/");
  const pushes = endpoint.replace(/visits$/, "push");
  const waits = script.dataset.consent ? script.dataset.consent === "wait" : "{waits}";
  const VISITOR = "clientbase.visitor";
  const CONSENT = "clientbase.consent";
  const MOST = 50;
  const KEPT = 200;
  const DELAY = 1000;

  // A browser may forbid storage: then the id lasts as long as the page.
  const kept = {
    get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* As above. */ } },
    drop: (key) => { try { localStorage.removeItem(key); } catch { /* As above. */ } },
  };

  const random = () => {
    if (crypto.randomUUID) return crypto.randomUUID();
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  let isAllowed = kept.get(CONSENT) === "yes" || (!waits && kept.get(CONSENT) !== "no");
  let visitorId = null;
  let queue = [];
  let identity = null;
  let timer = 0;
  let lastPage = null;

  const visitor = () => {
    if (!isAllowed) return null;
    visitorId ??= kept.get(VISITOR);
    if (!visitorId) {
      visitorId = random();
      kept.set(VISITOR, visitorId);
    }
    return visitorId;
  };

  const putBack = (events, who) => {
    queue = events.concat(queue).slice(0, KEPT);
    identity ??= who;
  };

  const send = (isClosing) => {
    clearTimeout(timer);
    timer = 0;
    if (!isAllowed || (queue.length === 0 && !identity)) return;
    const events = queue.splice(0, MOST);
    const who = identity;
    identity = null;
    const body = JSON.stringify({ visitorId: visitor(), events, ...(who && { identify: who }) });
    if (isClosing && navigator.sendBeacon) {
      if (!navigator.sendBeacon(endpoint, new Blob([body], { type: "text/plain" }))) putBack(events, who);
    } else {
      // text/plain: the browser asks no permission first. An id in each event makes a second try harmless.
      fetch(endpoint, { method: "POST", body, headers: { "Content-Type": "text/plain" }, keepalive: true, credentials: "omit" })
        .then((response) => { if (response.status === 429 || response.status >= 500) putBack(events, who); })
        .catch(() => putBack(events, who));
    }
    if (queue.length > 0) soon();
  };

  const soon = () => { timer ||= setTimeout(send, DELAY); };

  const add = (kind, data) => {
    if (!isAllowed) return;
    queue.push({ id: random(), at: new Date().toISOString(), kind, url: location.href, ...data });
    if (queue.length >= MOST) send(); else soon();
  };

  // A site that never loads a second page changes its address instead.
  const page = () => {
    const address = location.href.split("#")[0];
    if (address === lastPage || !isAllowed) return;
    const referrer = lastPage ?? document.referrer;
    lastPage = address;
    add("page", { title: document.title, ...(referrer && { referrer }) });
    const product = document.querySelector("[data-clientbase-product]")?.dataset.clientbaseProduct;
    if (product) add("product", { productId: product });
  };

  const isOurs = (form) => form.hasAttribute("data-clientbase") || (form.action || "").toString().startsWith(forms);

  // A form to ClientBase says which browser it was filled in with: so the visits before it find their person.
  const mark = (form) => {
    if (!isAllowed || !isOurs(form)) return;
    let field = form.querySelector('input[name="visitorId"]');
    if (!field) {
      field = document.createElement("input");
      field.type = "hidden";
      field.name = "visitorId";
      form.append(field);
    }
    field.value = visitor();
  };

  const markAll = () => document.querySelectorAll("form").forEach(mark);

  // A link in a mail says whose browser this is. It leaves the address at once, so that nobody passes it on with the page.
  const arrive = () => {
    const address = new URL(location.href);
    const pass = address.searchParams.get("_cb");
    if (!pass) return;
    address.searchParams.delete("_cb");
    history.replaceState(history.state, "", address);
    identity ??= { mail: pass };
  };

  const tellPush = async (subscription, granted) => {
    const { endpoint: address, keys } = subscription.toJSON();
    const body = JSON.stringify({
      visitorId: visitor(), endpoint: address, keys, granted, page: location.href.slice(0, 500), id: random(),
    });
    const response = await fetch(pushes, { method: "POST", body, headers: { "Content-Type": "text/plain" }, credentials: "omit" });
    return response.ok;
  };

  // What the browser asks for needs a click, so its question comes first; everything else follows the answer.
  const push = async (worker = "/clientbase-push.js") => {
    if (!isAllowed) return "no-consent";
    if (!("serviceWorker" in navigator && "PushManager" in window)) return "not-supported";
    if (await Notification.requestPermission() !== "granted") return "refused";
    const { publicKey } = await (await fetch(pushes, { credentials: "omit" })).json();
    if (!publicKey) return "not-set-up";
    await navigator.serviceWorker.register(worker);
    const { pushManager } = await navigator.serviceWorker.ready;
    const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
    return await tellPush(subscription, true) ? "subscribed" : "failed";
  };

  const stopPush = async () => {
    const registration = await navigator.serviceWorker?.getRegistration();
    const subscription = await registration?.pushManager?.getSubscription();
    if (!subscription) return;
    if (isAllowed) await tellPush(subscription, false);
    await subscription.unsubscribe();
  };

  const begin = () => {
    arrive();
    if (!isAllowed) return;
    if (identity) soon();
    page();
    markAll();
  };

  for (const name of ["pushState", "replaceState"]) {
    const before = history[name];
    history[name] = function (...args) {
      const result = before.apply(this, args);
      setTimeout(page);
      return result;
    };
  }

  addEventListener("popstate", () => setTimeout(page));
  addEventListener("pagehide", () => send(true));
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") send(true); });
  document.addEventListener("submit", (event) => mark(event.target), true);
  new MutationObserver(markAll).observe(document.documentElement, { childList: true, subtree: true });

  window.clientbase = {
    get visitorId() { return visitor(); },
    page,
    product: (productId, data) => add("product", { productId: String(productId), ...data }),
    cart: (items, data) => add("cart", { items, ...data }),
    push,
    stopPush,
    search: (query) => add("search", { query: String(query) }),
    identify: (shop, id) => {
      identity = { shop: String(shop), id: String(id) };
      if (isAllowed) soon();
    },
    consent: (agreed) => {
      kept.set(CONSENT, agreed ? "yes" : "no");
      isAllowed = Boolean(agreed);
      if (isAllowed) {
        begin();
        if (identity) soon();
        return;
      }
      queue = [];
      identity = visitorId = lastPage = null;
      kept.drop(VISITOR);
      document.querySelectorAll('input[type="hidden"][name="visitorId"]').forEach((field) => field.remove());
    },
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin); else begin();
})();
