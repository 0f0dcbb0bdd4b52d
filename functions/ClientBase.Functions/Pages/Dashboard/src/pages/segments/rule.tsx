import { useEffect, useRef, useState } from "preact/hooks";
import { type Problem, send, useGet } from "../../api";
import { language } from "../../state";
import type { Contact, Page, Segment } from "../../types";
import type { RuleWords } from "./language";
import type { RuleError, RuleField } from "./rulefield";
import { said } from "./words";

/** A part of a rule, and what it does to the count. */
export interface Clause {
    canonical: string;
    text: string;
    words: { ru: string; en: string };
    left: number;
    without: number;
}

/** What a rule comes to. */
export interface Preview {
    count: number;
    of: number;
    canonical: string;
    words: { ru: string; en: string };
    sample: Contact[];
    clauses: Clause[];
}

/** A rule while it is written. */
export interface Trial {
    preview: Preview | null;
    errors: RuleError[];
    isCounting: boolean;
}

/** Counts a rule, 300 ms after it was last changed. */
export const useTrial = (rule: string): Trial => {
    const [trial, set] = useState<Trial>({ preview: null, errors: [], isCounting: false });
    useEffect(() => {
        if (!rule.trim()) {
            set({ preview: null, errors: [], isCounting: false });
            return;
        }
        let isOver = false;
        set((before) => ({ ...before, isCounting: true }));
        const timer = setTimeout(() => {
            send<Preview>("POST", "segments/preview", { rule }).then(
                (preview) => !isOver && set({ preview, errors: [], isCounting: false }),
                (problem: Problem) => !isOver && set((before) => ({ ...before, errors: errorsOf(problem), isCounting: false })),
            );
        }, 300);
        return () => {
            isOver = true;
            clearTimeout(timer);
        };
    }, [rule, language.value]);
    return trial;
};

export const errorsOf = (problem: Problem): RuleError[] => {
    const found = problem.errors.rule;
    if (!Array.isArray(found)) return [{ position: 0, message: problem.message, suggestion: null }];
    return found.map((error) =>
        typeof error === "string" ? { position: 0, message: error, suggestion: null } : (error as RuleError),
    );
};

/** The word at the place of an error gives way to what may have been meant. */
export const mended = (rule: string, error: RuleError): string =>
    rule.slice(0, error.position) + rule.slice(error.position).replace(/^("[^"]*"|[\p{L}\d_.\-]+)/u, error.suggestion!);

/** Where a rule is written: coloured, completed, its errors in their places. */
export const RuleBox = (props: {
    rule: string;
    /** A text that did not come from the field itself. */
    put: { text: string } | null;
    errors: RuleError[];
    write: (rule: string) => void;
}) => {
    const host = useRef<HTMLDivElement>(null);
    const field = useRef<RuleField | null>(null);
    const [isOpen, setOpen] = useState(false);
    const words = useGet<RuleWords>("rules");
    const segments = useGet<Page<Segment>>("segments?take=1000");
    const write = useRef(props.write);
    write.current = props.write;
    useEffect(() => {
        if (!words.value || !segments.value) return;
        let isOver = false;
        import("./rulefield").then(({ open }) => {
            if (isOver) return;
            field.current = open(host.current!, {
                text: props.rule,
                label: said.value.rule,
                words: words.value!,
                segments: segments.value!.items,
                language: language.value,
                write: (text) => write.current(text),
                replace: said.value.replace,
            });
            setOpen(true);
        });
        return () => {
            isOver = true;
            field.current?.stop();
            field.current = null;
        };
    }, [words.value, segments.value, language.value]);
    useEffect(() => {
        if (props.put) field.current?.show(props.put.text);
    }, [props.put]);
    useEffect(() => field.current?.mark(props.errors), [props.errors, isOpen]);
    return <div ref={host} class={isOpen ? "rulebox" : "rulebox skel"} />;
};
