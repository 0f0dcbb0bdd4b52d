// What the canvas shows of Liquid, written as Liquid: a chip, a picture whose address is only known when a mail is written,
// and what is repeated or left out.
const liquid = (body: HTMLElement): void => {
    for (const chip of body.querySelectorAll<HTMLElement>("[data-liquid]")) chip.replaceWith(`{{ ${chip.dataset.liquid} }}`);
    for (const one of body.querySelectorAll<HTMLElement>("[data-src]")) move(one, "data-src", "src");
    for (const one of body.querySelectorAll<HTMLElement>("[data-href]")) move(one, "data-href", "href");
    for (const one of body.querySelectorAll<HTMLElement>("[data-each]")) wrap(one, "data-each", "for", "endfor");
    for (const one of body.querySelectorAll<HTMLElement>("[data-if]")) wrap(one, "data-if", "if", "endif");
};

const move = (element: HTMLElement, from: string, to: string): void => {
    element.setAttribute(to, element.getAttribute(from)!);
    element.removeAttribute(from);
};

const wrap = (element: HTMLElement, attribute: string, tag: string, end: string): void => {
    element.before(`{% ${tag} ${element.getAttribute(attribute)} %}`);
    element.after(`{% ${end} %}`);
    element.removeAttribute(attribute);
};

// A browser writes "<" and "&" of texts as entities; within Liquid they are meant as they stand.
const plain = (html: string): string =>
    html.replace(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, (tag) =>
        tag.replaceAll("&gt;", ">").replaceAll("&lt;", "<").replaceAll("&amp;", "&").replaceAll("&nbsp;", " "),
    );

/** A mail as it is sent, of what the editor holds. */
export const mailOf = (html: string, css: string, language: "ru" | "en"): string => {
    const page = new DOMParser().parseFromString(html, "text/html");
    liquid(page.body);
    for (const one of page.body.querySelectorAll("[data-gjs-type], [draggable], [contenteditable], [data-rows]")) {
        for (const name of ["data-gjs-type", "draggable", "contenteditable", "data-rows"]) one.removeAttribute(name);
    }
    const style = css.trim() ? `<style>${css}</style>` : "";
    const attributes = [...page.body.attributes].map((one) => ` ${one.name}="${one.value.replaceAll('"', "&quot;")}"`).join("");
    return (
        `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
        `<meta name="viewport" content="width=device-width">${style}</head>` +
        `<body${attributes}>${plain(page.body.innerHTML)}</body></html>`
    );
};
