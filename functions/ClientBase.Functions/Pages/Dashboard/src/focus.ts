// Whoever works by keyboard stays where a row was that is done: the browser would send them back to the top of the page.
const reachable = "a[href], button:not([disabled]), input, select, textarea, summary, [tabindex='0']";

let order: HTMLElement[] = [];
let last: HTMLElement | null = null;

const main = (): HTMLElement | null => document.getElementById("main");

addEventListener("focusin", (event) => {
    const target = event.target as HTMLElement;
    last = main()?.contains(target) ? target : null;
    order = last ? [...main()!.querySelectorAll<HTMLElement>(reachable)] : [];
});

new MutationObserver(() => {
    if (!last || last.isConnected || document.activeElement !== document.body) return;
    const at = order.indexOf(last);
    const next = order.slice(at + 1).find((one) => one.isConnected) ?? order.slice(0, at).findLast((one) => one.isConnected);
    last = null;
    (next ?? main())?.focus({ preventScroll: true });
}).observe(document.body, { childList: true, subtree: true });
