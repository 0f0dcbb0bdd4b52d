// The hosted form works without this. With it, a browser does the proof of work where the form asks for one, and a form in a frame tells
// the page around it how tall it is.
(() => {
  "use strict";

  // SHA-256 without Web Crypto, which pages without https do not have, and which is slow for many short texts.
  const fraction = (x) => ((x - Math.floor(x)) * 4294967296) | 0;
  const [roots, words] = [[], []];
  for (let n = 2; words.length < 64; n++) {
    if (![...Array(n).keys()].slice(2).some((d) => n % d === 0)) {
      roots.push(fraction(Math.sqrt(n)));
      words.push(fraction(Math.cbrt(n)));
    }
  }
  const turn = (x, n) => (x >>> n) | (x << (32 - n));
  const w = new Int32Array(64);
  function sha256(text) {
    const size = ((text.length + 8) >> 6) + 1;
    const m = new Int32Array(size * 16);
    for (let i = 0; i < text.length; i++) m[i >> 2] |= text.charCodeAt(i) << (24 - (i % 4) * 8);
    m[text.length >> 2] |= 0x80 << (24 - (text.length % 4) * 8);
    m[size * 16 - 1] = text.length * 8;
    const h = roots.slice(0, 8);
    for (let block = 0; block < m.length; block += 16) {
      let [a, b, c, d, e, f, g, k] = h;
      for (let i = 0; i < 64; i++) {
        if (i < 16) w[i] = m[block + i];
        else {
          const [p, q] = [w[i - 15], w[i - 2]];
          w[i] = (w[i - 16] + (turn(p, 7) ^ turn(p, 18) ^ (p >>> 3)) + w[i - 7] + (turn(q, 17) ^ turn(q, 19) ^ (q >>> 10))) | 0;
        }
        const t = (k + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + words[i] + w[i]) | 0;
        const u = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        [k, g, f, e, d, c, b, a] = [g, f, e, (d + t) | 0, c, b, a, (t + u) | 0];
      }
      [a, b, c, d, e, f, g, k].forEach((x, i) => { h[i] = (h[i] + x) | 0; });
    }
    return h.map((x) => (x >>> 0).toString(16).padStart(8, "0")).join("");
  }

  const pause = () => new Promise((done) => setTimeout(done, 0));

  async function solve(url) {
    const asked = await (await fetch(url)).json();
    for (let number = 0; number <= asked.maxnumber; number++) {
      if (sha256(asked.salt + number) === asked.challenge) {
        const { algorithm, challenge, salt, signature } = asked;
        return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
      }
      if (number % 5000 === 4999) await pause(); // The page stays usable meanwhile.
    }
    throw new Error("The challenge has no solution.");
  }

  const form = document.querySelector("form[data-work]");
  if (form) {
    let solution = null;
    const begin = () => { solution ??= solve(form.dataset.work).catch(() => { solution = null; }); };
    form.addEventListener("focusin", begin, { once: true });
    form.addEventListener("submit", async (event) => {
      if (form.elements.altcha) return;
      event.preventDefault();
      const button = form.querySelector("button[type=submit]");
      const says = button.textContent;
      button.setAttribute("aria-disabled", "true");
      button.textContent = form.dataset.working;
      begin();
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = "altcha";
      field.value = (await solution) ?? "";
      form.append(field);
      form.submit();
      setTimeout(() => { field.remove(); solution = null; button.textContent = says; button.removeAttribute("aria-disabled"); }, 4000);
    });
  }

  if (window.parent !== window) {
    const tell = () => window.parent.postMessage({ clientbase: "height", height: document.documentElement.scrollHeight }, "*");
    new ResizeObserver(tell).observe(document.body);
    tell();
  }
})();
