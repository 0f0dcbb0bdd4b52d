import { useEffect, useRef, useState } from "preact/hooks";
import { type Problem, send, useGet } from "../api";
import { say, words } from "../state";
import type { Contact, Page } from "../types";
import { said } from "./words";

interface Preview {
    contact: string;
    to: string | null;
    subject: string;
    html: string | null;
    text: string | null;
    missing: string[];
    reasons: string[];
}

const Dialog = (props: { title: string; close: () => void; children: preact.ComponentChildren; isWide?: boolean }) => {
    const dialog = useRef<HTMLDialogElement>(null);
    useEffect(() => dialog.current!.showModal(), []);
    return (
        <dialog ref={dialog} class={props.isWide ? "sheetlike wide" : "sheetlike"} aria-label={props.title} onClose={props.close}>
            <div class="head">
                <h2>{props.title}</h2>
                <button class="btn s" onClick={() => dialog.current!.close()}>
                    {said.value.close}
                </button>
            </div>
            {props.children}
        </dialog>
    );
};

/** The mail as somebody gets it, on a screen and on a phone. */
export const PreviewDialog = ({ path, close }: { path: string; close: () => void }) => {
    const [typed, type] = useState("");
    const [contact, choose] = useState<Contact | null>(null);
    const found = useGet<Page<Contact>>(typed.trim().length > 1 ? `contacts?take=6&q=${encodeURIComponent(typed.trim())}` : "contacts?take=6");
    const preview = useGet<Preview>(contact && path + contact.id);
    const nameOf = (one: Contact): string => one.name.full || one.emails[0] || one.phones[0] || one.id;
    return (
        <Dialog title={contact ? said.value.asThis(nameOf(contact)) : said.value.previewAs} close={close} isWide>
            <div class="fld">
                <label for="as">{said.value.previewAs}</label>
                <input class="inp" id="as" type="search" value={typed} onInput={(event) => type(event.currentTarget.value)} />
                <span class="hint">{said.value.previewHint}</span>
            </div>
            <p class="row chips">
                {found.value?.items.map((one) => (
                    <button key={one.id} class="btn s ghost" aria-pressed={one.id === contact?.id} onClick={() => choose(one)}>
                        {nameOf(one)}
                    </button>
                ))}
            </p>
            {preview.problem && <p class="errbox">{preview.problem.message}</p>}
            {preview.value && <Both preview={preview.value} />}
        </Dialog>
    );
};

const Both = ({ preview }: { preview: Preview }) => (
    <>
        <p>
            <b>{preview.subject}</b> <span class="m2">{preview.to}</span>
        </p>
        {preview.missing.length > 0 && <p class="note">{said.value.missing(preview.missing.join(", "))}</p>}
        {preview.reasons.length > 0 && <p class="note">{said.value.wouldNot(preview.reasons.join(", "))}</p>}
        <div class="screens">
            <figure>
                <figcaption class="m2 sm">{said.value.desktop}</figcaption>
                <iframe class="desk" sandbox="" title={said.value.desktop} srcdoc={preview.html ?? preview.text ?? ""} />
            </figure>
            <figure>
                <figcaption class="m2 sm">{said.value.phone}</figcaption>
                <iframe class="phone" sandbox="" title={said.value.phone} srcdoc={preview.html ?? preview.text ?? ""} />
            </figure>
        </div>
    </>
);

/** Sends the mail to one address. */
export const TestDialog = ({ path, close }: { path: string; close: () => void }) => {
    const [refused, refuse] = useState("");
    const test = (event: Event): void => {
        event.preventDefault();
        const to = String(new FormData(event.currentTarget as HTMLFormElement).get("to"));
        send("POST", path, { to }).then(
            () => {
                say(said.value.tested);
                close();
            },
            (problem: Problem) => refuse(problem.message || words.value.state.failed),
        );
    };
    return (
        <Dialog title={said.value.test} close={close}>
            <form onSubmit={test}>
                <div class={refused ? "fld err" : "fld"}>
                    <label for="to">{said.value.testTo}</label>
                    <input class="inp" id="to" name="to" type="email" required />
                    {refused && <span class="why-not">{refused}</span>}
                </div>
                <button class="btn go">{said.value.send}</button>
            </form>
        </Dialog>
    );
};

/** Mails to begin with. */
export const GalleryDialog = (props: { of: { id: string; name: string; html: string }[]; take: (id: string) => void; close: () => void }) => (
    <Dialog title={said.value.gallery} close={props.close} isWide>
        <p class="note">{said.value.galleryHint}</p>
        <div class="gallery">
            {props.of.map((sample) => (
                <button key={sample.id} class="sample" onClick={() => props.take(sample.id)}>
                    <iframe sandbox="" tabIndex={-1} aria-hidden="true" title={sample.name} srcdoc={sample.html} />
                    <b>{sample.name}</b>
                </button>
            ))}
        </div>
    </Dialog>
);
