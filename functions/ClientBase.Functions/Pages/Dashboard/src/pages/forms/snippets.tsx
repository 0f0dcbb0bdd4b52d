import { useState } from "preact/hooks";
import { say } from "../../state";
import type { Form } from "../../types";
import { type Draft, type Kinds, plainHtml } from "./draft";
import { said } from "./words";

type Way = "script" | "html" | "link";

/** What to put on the site, to be copied. */
export const Snippets = ({ form, draft, kinds, texts }: { form: Form; draft: Draft; kinds: Kinds; texts: string }) => {
    const [way, choose] = useState<Way>("script");
    const consents = {
        processing: String(draft.consentText?.[texts] ?? said.value.processingUsual),
        marketing: said.value.marketingUsual,
    };
    const snippets: Record<Way, string> = {
        script: form.embed ?? "",
        html: plainHtml(form.page.replace(/\/page$/, ""), draft, kinds, texts, consents),
        link: form.page,
    };
    const copy = (): void => {
        navigator.clipboard.writeText(snippets[way]).then(
            () => say(said.value.copied),
            () => undefined, // The text can be selected by hand.
        );
    };
    return (
        <>
            <p class="note">{said.value.putLead}</p>
            <p class="row chips mt2" role="group" aria-label={said.value.put}>
                {(Object.keys(snippets) as Way[]).map((one) => (
                    <button key={one} type="button" class="btn s ghost" aria-pressed={one === way} onClick={() => choose(one)}>
                        {said.value.ways[one]}
                    </button>
                ))}
            </p>
            <pre class="snip mono" tabIndex={0} aria-label={said.value.ways[way]}>
                {snippets[way]}
            </pre>
            <p class="row">
                <button type="button" class="btn s" onClick={copy}>
                    {said.value.copy}
                </button>
                <span class="m2 sm">{said.value.hints[way]}</span>
            </p>
        </>
    );
};
