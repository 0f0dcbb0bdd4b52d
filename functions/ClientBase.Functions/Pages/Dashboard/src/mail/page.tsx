import { useEffect, useRef, useState } from "preact/hooks";
import type { Problem } from "../api";
import { keys } from "../api";
import { place, say, words } from "../state";
import { variables } from "./blocks";
import type { Canvas } from "./canvas";
import { gallery } from "./gallery";
import { EMPTY, type MailPlace, placeOf, type Warning } from "./place";
import { GalleryDialog, PreviewDialog, TestDialog } from "./preview";
import { said } from "./words";

type Fault = { position: number; message: string; suggestion: string | null };

/** The mail of a campaign or of a step of an automation. */
export const MailPage = () => {
    const [at, set] = useState<MailPlace | null>(null);
    const [missing, miss] = useState("");
    const current = keys.value;
    useEffect(() => {
        placeOf(place.value.path).then(
            (found) => (found ? set(found) : miss(said.value.missingPlace)),
            (problem: Problem) => miss(problem.message || words.value.state.failed),
        );
    }, [current]);
    useEffect(() => {
        document.title = `${at?.name ?? said.value.title} · ClientBase`;
    }, [at]);
    return at ? (
        <MailEditor of={at} />
    ) : (
        <main class="gate">
            <h1>{said.value.title}</h1>
            <p class="note">{missing || words.value.state.loading}</p>
        </main>
    );
};

const MailEditor = ({ of }: { of: MailPlace }) => {
    const [subject, setSubject] = useState(of.template.subject);
    const [preheader, setPreheader] = useState(of.template.preheader ?? "");
    const [isChanged, change] = useState(false);
    const [faults, fail] = useState<[string, Fault][]>([]);
    const [warnings, warn] = useState<Warning[]>([]);
    const [open, setOpen] = useState<"gallery" | "preview" | "test" | null>(of.template.html === EMPTY ? "gallery" : null);
    const [isReady, setReady] = useState(false);
    const canvas = useRef<Canvas | null>(null);
    const line = useRef<HTMLInputElement | null>(null);

    const save = async (): Promise<boolean> => {
        const mail = { subject, preheader: preheader || null, html: canvas.current!.html(), text: null, design: canvas.current!.design() };
        try {
            warn(await of.save(mail));
            fail([]);
            change(false);
            say(words.value.saved);
            return true;
        } catch (refused) {
            fail(faultsOf(refused as Problem));
            return false;
        }
    };
    const openSaved = (what: "preview" | "test") => async (): Promise<void> => {
        if (of.isOver || !isChanged || (await save())) setOpen(what);
    };
    const take = (id: string): void => {
        const sample = gallery().find((one) => one.id === id)!;
        canvas.current!.show(sample.html);
        if (!subject.trim() || gallery().some((one) => one.subject === subject)) setSubject(sample.subject);
        if (!preheader.trim()) setPreheader(sample.preheader);
        change(true);
        setOpen(null);
    };
    const insert = (path: string, shown: string): void => {
        if (line.current) putInto(line.current, `{{ ${path} }}`);
        else canvas.current!.insert(path, shown);
    };
    const edited = (setter: (text: string) => void) => (event: { currentTarget: HTMLInputElement }) => {
        setter(event.currentTarget.value);
        change(true);
    };
    return (
        <div class="mailer">
            <header class="bar-top">
                <a href={of.back}>{of.test ? said.value.back : said.value.backToSteps}</a>
                <h1>{of.name}</h1>
                <span class="m2 sm" role="status">
                    {of.isOver ? said.value.started : isChanged ? said.value.notSaved : ""}
                </span>
                <div class="acts">
                    <button class="btn" onClick={() => setOpen("gallery")}>
                        {said.value.gallery}
                    </button>
                    <button class="btn" onClick={openSaved("preview")}>
                        {said.value.preview}
                    </button>
                    {of.test && (
                        <button class="btn" onClick={openSaved("test")}>
                            {said.value.test}
                        </button>
                    )}
                    <button class="btn go" disabled={of.isOver || !isReady} onClick={save}>
                        {words.value.save}
                    </button>
                </div>
            </header>
            <div class="lines">
                <label>
                    <span>{said.value.subject}</span>
                    <input
                        class="inp"
                        value={subject}
                        onInput={edited(setSubject)}
                        onFocus={(event) => {
                            line.current = event.currentTarget;
                        }}
                    />
                </label>
                <label>
                    <span>{said.value.preheader}</span>
                    <input
                        class="inp"
                        value={preheader}
                        onInput={edited(setPreheader)}
                        onFocus={(event) => {
                            line.current = event.currentTarget;
                        }}
                    />
                </label>
            </div>
            <Findings faults={faults} warnings={warnings} />
            <Workbench
                of={of}
                ready={(made) => {
                    canvas.current = made;
                    setReady(true);
                }}
                changed={() => {
                    line.current = null;
                    change(true);
                }}
                insert={insert}
                left={() => {
                    line.current = null;
                }}
            />
            {open === "gallery" && isReady && <GalleryDialog of={gallery()} take={take} close={() => setOpen(null)} />}
            {open === "preview" && <PreviewDialog path={of.preview} close={() => setOpen(null)} />}
            {open === "test" && <TestDialog path={of.test!} close={() => setOpen(null)} />}
        </div>
    );
};

const Findings = ({ faults, warnings }: { faults: [string, Fault][]; warnings: Warning[] }) => (
    <div role="status">
        {faults.map(([field, fault], index) => (
            <p key={index} class="errbox">
                <span class="why-not">
                    {field}: {fault.message}
                    {fault.suggestion && ` → ${fault.suggestion}`}
                </span>
            </p>
        ))}
        {warnings.map((warning) => (
            <p key={warning.code + warning.message} class="warnbox">
                {warning.message}
            </p>
        ))}
    </div>
);

const Workbench = (props: {
    of: MailPlace;
    ready: (canvas: Canvas | null) => void;
    changed: () => void;
    insert: (path: string, shown: string) => void;
    left: () => void;
}) => {
    const [device, setDevice] = useState<"desktop" | "phone">("desktop");
    const [container, blocks, looks, traits] = [useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null)];
    const canvas = useRef<Canvas | null>(null);
    useEffect(() => {
        let isOver = false;
        import("./canvas").then(({ open }) => {
            if (isOver) return;
            canvas.current = open({
                container: container.current!,
                blocks: blocks.current!,
                looks: looks.current!,
                traits: traits.current!,
                html: props.of.template.html ?? "",
                design: props.of.template.design,
                changed: props.changed,
            });
            props.ready(canvas.current);
        });
        return () => {
            isOver = true;
            canvas.current?.stop();
        };
    }, []);
    const as = (name: "desktop" | "phone") => (): void => {
        setDevice(name);
        canvas.current?.device(name);
    };
    return (
        <div class="bench">
            <section class="side" aria-label={said.value.blocks}>
                <h2>{said.value.blocks}</h2>
                <p class="m2 sm">{said.value.blocksHint}</p>
                <div ref={blocks} class="gjs-blocks" />
                <h2>{said.value.reader}</h2>
                <p class="m2 sm">{said.value.readerHint}</p>
                <p class="row variables">
                    {variables().map(([path, name]) => (
                        <button
                            key={path}
                            class="varchip"
                            title={`{{ ${path} }}`}
                            onMouseDown={(event) => event.preventDefault()}
                            onClick={() => props.insert(path, name)}
                        >
                            {name}
                        </button>
                    ))}
                </p>
            </section>
            <div class="stage" onPointerEnter={props.left}>
                <p class="row devices">
                    {(["desktop", "phone"] as const).map((name) => (
                        <button key={name} class="btn s ghost" aria-pressed={device === name} onClick={as(name)}>
                            {said.value[name]}
                        </button>
                    ))}
                    <button class="btn s ghost" onClick={() => canvas.current?.undo()}>
                        {said.value.undoStep}
                    </button>
                    <button class="btn s ghost" onClick={() => canvas.current?.redo()}>
                        {said.value.redoStep}
                    </button>
                </p>
                <div ref={container} class="canvas" />
            </div>
            <section class="side" aria-label={said.value.looks}>
                <h2>{said.value.looks}</h2>
                <div ref={traits} />
                <div ref={looks} />
            </section>
        </div>
    );
};

const faultsOf = (problem: Problem): [string, Fault][] => {
    const found = Object.entries(problem.errors).flatMap(([field, errors]) =>
        (Array.isArray(errors) ? errors : [errors]).map((error): [string, Fault] => [
            field,
            typeof error === "string" ? { position: 0, message: error, suggestion: null } : (error as Fault),
        ]),
    );
    return found.length > 0 ? found : [["", { position: 0, message: problem.message, suggestion: null }]];
};

const putInto = (input: HTMLInputElement, text: string): void => {
    input.setRangeText(text, input.selectionStart ?? input.value.length, input.selectionEnd ?? input.value.length, "end");
    input.dispatchEvent(new Event("input", { bubbles: true }));
};

