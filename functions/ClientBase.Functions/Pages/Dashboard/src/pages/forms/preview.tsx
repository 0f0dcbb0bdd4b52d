import { useEffect, useRef, useState } from "preact/hooks";
import { call, Problem } from "../../api";
import { definitionOf, type Draft } from "./draft";
import { said } from "./words";

interface Shown {
    html: string;
    css: string;
}

const STYLE = /<style>([^<]*)<\/style>/;

// The policy of this page holds in the frame too, and would refuse what the form's page brings along: its style is put in as a sheet, its
// script and foreign pictures are left out.
const taken = (page: string): Shown => {
    const css = STYLE.exec(page)?.[1] ?? "";
    const parsed = new DOMParser().parseFromString(page.replace(STYLE, ""), "text/html");
    for (const one of parsed.querySelectorAll("script, noscript, link")) one.remove();
    for (const picture of parsed.querySelectorAll("img")) picture.removeAttribute("src");
    return { html: `<!doctype html>${parsed.documentElement.outerHTML}`, css };
};

/** The page the form would have, a moment after each change; what needs mending is told instead. */
export const Preview = (props: { id: string; draft: Draft; language: string; told: (problem: Problem | null) => void }) => {
    const frame = useRef<HTMLIFrameElement>(null);
    const [shown, show] = useState<Shown | null>(null);
    const [isPhone, setPhone] = useState(false);
    const definition = JSON.stringify(definitionOf(props.draft));
    useEffect(() => {
        let isOver = false;
        const timer = setTimeout(() => {
            call("POST", `forms/${encodeURIComponent(props.id || "new")}/preview?lang=${props.language}`, JSON.parse(definition))
                .then((response) => response.text())
                .then(
                    (page) => {
                        if (isOver) return;
                        show(taken(page));
                        props.told(null);
                    },
                    (problem: Problem) => !isOver && props.told(problem),
                );
        }, 300);
        return () => {
            isOver = true;
            clearTimeout(timer);
        };
    }, [definition, props.language, props.id]);
    const dress = (): void => {
        const inside = frame.current?.contentWindow as (Window & typeof globalThis) | null;
        if (!inside || !shown) return;
        const sheet = new inside.CSSStyleSheet();
        sheet.replaceSync(shown.css);
        inside.document.adoptedStyleSheets = [sheet];
        inside.document.addEventListener("submit", (event) => event.preventDefault()); // It is looked at, not sent.
        frame.current!.style.height = `${Math.max(240, inside.document.documentElement.scrollHeight)}px`;
    };
    return (
        <div class="seen">
            <p class="row">
                <span class="lab">{said.value.seen}</span>
                <span class="tg" role="group" aria-label={said.value.width}>
                    <button type="button" aria-pressed={!isPhone} onClick={() => setPhone(false)}>
                        {said.value.desk}
                    </button>
                    <button type="button" aria-pressed={isPhone} onClick={() => setPhone(true)}>
                        {said.value.phone}
                    </button>
                </span>
            </p>
            {shown && (
                <iframe
                    ref={frame}
                    class={isPhone ? "pageview thin" : "pageview"}
                    title={said.value.seen}
                    srcdoc={shown.html}
                    onLoad={dress}
                />
            )}
        </div>
    );
};
