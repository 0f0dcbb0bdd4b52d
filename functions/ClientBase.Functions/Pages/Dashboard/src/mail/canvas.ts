import grapesjs, { type Component, type Editor } from "grapesjs";
import "grapesjs/dist/css/grapes.min.css";
import { language } from "../state";
import { blocks, chip } from "./blocks";
import { mailOf } from "./export";
import { said } from "./words";

/** The mail on the screen. */
export interface Canvas {
    html: () => string;
    design: () => unknown;
    show: (html: string) => void;
    insert: (path: string, shown: string) => void;
    device: (name: "desktop" | "phone") => void;
    undo: () => void;
    redo: () => void;
    stop: () => void;
}

interface Given {
    container: HTMLElement;
    blocks: HTMLElement;
    looks: HTMLElement;
    traits: HTMLElement;
    html: string;
    design: unknown;
    changed: () => void;
}

// Only the editor shows these: what is filled in for each reader, and what is repeated or left out.
const marks = `
    body { margin: 0; background: #f4f4f1; }
    [data-liquid] { background: #e9edfb; color: #2447c6; border-radius: 3px; padding: 0 3px; }
    [data-each], [data-if] { outline: 1px dashed #b9bdc4; outline-offset: -1px; }
`;

const looksOf = () => {
    const words = said.value;
    const sides = ["left", "center", "right"] as const;
    return [
        {
            id: "looks",
            name: words.looks,
            open: true,
            properties: [
                { property: "color", type: "color", label: words.colour },
                { property: "background-color", type: "color", label: words.ground },
                { property: "font-size", type: "integer", units: ["px"], label: words.size, min: 10, max: 60 },
                {
                    property: "font-weight",
                    type: "select",
                    label: words.weight,
                    options: [{ id: "400" }, { id: "600" }, { id: "700" }],
                },
                {
                    property: "text-align",
                    type: "select",
                    label: words.align,
                    options: sides.map((id) => ({ id, label: words[id] })),
                },
                { property: "padding", type: "base", label: words.space },
                { property: "border-radius", type: "integer", units: ["px"], label: words.corners, min: 0, max: 40 },
            ],
        },
    ];
};

const defineTypes = (editor: Editor): void => {
    editor.Components.addType("chip", {
        isComponent: (element) => (element.dataset?.liquid ? { type: "chip" } : undefined),
        extend: "text",
        model: { defaults: { editable: false, droppable: false, traits: [], textable: 1 } },
    });
    for (const type of ["text", "default", "cell", "row", "table", "tbody"]) {
        editor.Components.addType(type, { model: { defaults: { traits: [] } } });
    }
    editor.Components.addType("link", {
        isComponent: (element) => (element.tagName === "A" ? { type: "link" } : undefined),
        model: { defaults: { traits: [{ name: "href", label: said.value.link }] } },
    });
    editor.Components.addType("image", {
        isComponent: (element) => (element.tagName === "IMG" ? { type: "image" } : undefined),
        model: {
            defaults: {
                resizable: false,
                traits: [
                    { name: "src", label: said.value.source },
                    { name: "alt", label: said.value.alt },
                ],
            },
        },
    });
};

// By keyboard or touch: a block goes behind what is selected, else before the footer.
const append = (editor: Editor, content: string): void => {
    const rows = editor.getWrapper()!.find("[data-rows]")[0] ?? editor.getWrapper()!;
    let selected: Component | undefined = editor.getSelected();
    while (selected && selected.parent() !== rows) selected = selected.parent();
    const at = selected ? selected.index() + 1 : Math.max(0, rows.components().length - 1);
    const [added] = rows.append(content, { at });
    editor.select(added);
};

const init = (given: Given): Editor =>
    grapesjs.init({
        container: given.container,
        height: "100%",
        width: "auto",
        fromElement: false,
        storageManager: false,
        telemetry: false,
        cssIcons: "",
        noticeOnUnload: false,
        avoidInlineStyle: false,
        nativeDnD: false,
        panels: { defaults: [] },
        layerManager: { custom: true },
        selectorManager: { custom: true },
        assetManager: { custom: true },
        canvas: { styles: [], scripts: [] },
        canvasCss: marks,
        parser: { optionsHtml: { allowScripts: false } },
        blockManager: {
            appendTo: given.blocks,
            blocks: blocks().map((block) => ({
                ...block,
                select: true,
                attributes: { role: "button", tabindex: "0" },
                onClick: (_: unknown, editor: Editor) => append(editor, block.content),
            })),
        },
        deviceManager: {
            default: "desktop",
            devices: [
                { id: "desktop", name: "desktop", width: "" },
                { id: "phone", name: "phone", width: "360px", widthMedia: "600px" },
            ],
        },
        styleManager: { appendTo: given.looks, sectors: looksOf() },
        traitManager: { appendTo: given.traits },
        i18n: { locale: "en", detectLocale: false, messages: { en: { traitManager: { empty: said.value.nothing, label: "" }, styleManager: { empty: "" } } } },
    });

// GrapesJS writes a name beside each of its fields, but does not say that it is the field's.
const nameFields = (panel: HTMLElement): void => {
    const name = (): void => {
        for (const field of panel.querySelectorAll<HTMLElement>("input:not([aria-label]), select:not([aria-label])")) {
            const label = field.closest(".gjs-sm-property, .gjs-trt-trait")?.querySelector(".gjs-sm-label, .gjs-label-wrp")?.textContent?.trim();
            if (label) field.setAttribute("aria-label", label);
        }
    };
    name();
    new MutationObserver(name).observe(panel, { childList: true, subtree: true });
};

/** Puts the editor into its place. */
export const open = (given: Given): Canvas => {
    const editor = init(given);
    defineTypes(editor);
    editor.onReady(() => {
        if (given.design) editor.loadProjectData(given.design as never);
        else editor.setComponents(bodyOf(given.html));
        editor.UndoManager.clear();
        editor.on("update", given.changed);
        nameFields(given.looks);
        nameFields(given.traits);
    });
    given.blocks.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        (event.target as HTMLElement).click();
    });
    return {
        html: () => mailOf(editor.getHtml({ cleanId: true }), editor.getCss({ avoidProtected: true }) ?? "", language.value),
        design: () => editor.getProjectData(),
        show: (html) => {
            editor.setStyle("");
            editor.setComponents(html);
        },
        insert: (path, shown) => insert(editor, path, shown),
        device: (name) => editor.setDevice(name),
        undo: () => editor.UndoManager.undo(),
        redo: () => editor.UndoManager.redo(),
        stop: () => editor.destroy(),
    };
};

const insert = (editor: Editor, path: string, shown: string): void => {
    const editing = editor.getEditing();
    if (editing) {
        const page = editor.Canvas.getDocument()!;
        page.execCommand("insertHTML", false, `${chip(path, shown)}&nbsp;`);
    } else {
        const selected = editor.getSelected();
        if (selected?.is("text")) selected.append(` ${chip(path, shown)}`);
    }
};

// Of a whole page, as somebody's code may be, the body.
const bodyOf = (html: string): string => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const styles = [...page.querySelectorAll("style")].map((one) => one.outerHTML).join("");
    return styles + page.body.innerHTML;
};
