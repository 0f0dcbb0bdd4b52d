import { useEffect, useRef } from "preact/hooks";
import { type Problem, send } from "../../api";
import { say, words } from "../../state";

export const Writing = ({ contact, kind, done }: { contact: string; kind: "note" | "call" | "task"; done: () => void }) => {
    const said = words.value.card;
    const first = useRef<HTMLTextAreaElement>(null);
    useEffect(() => first.current!.focus(), [kind]);
    const write = (event: Event): void => {
        event.preventDefault();
        const form = new FormData(event.currentTarget as HTMLFormElement);
        const text = (name: string): string | undefined => String(form.get(name) ?? "").trim() || undefined;
        const due = text("due");
        const sent =
            kind === "task"
                ? send("POST", `contacts/${contact}/tasks`, {
                      title: text("text"),
                      dueAt: due ? new Date(due).toISOString() : undefined,
                  })
                : send("POST", `contacts/${contact}/interactions`, {
                      kind,
                      text: text("text"),
                      ...(kind === "call" && { result: text("result"), direction: "out" }),
                  });
        sent.then(
            () => {
                say(words.value.saved);
                done();
            },
            (problem: Problem) => say(problem.message),
        );
    };
    return (
        <form class="narrow" onSubmit={write}>
            <div class="fld">
                <label for="text">{kind === "task" ? said.title : said.text}</label>
                <textarea ref={first} class="inp" id="text" name="text" rows={2} required />
            </div>
            {kind === "call" && (
                <div class="fld">
                    <label for="result">{said.result}</label>
                    <input class="inp" id="result" name="result" />
                </div>
            )}
            {kind === "task" && (
                <div class="fld">
                    <label for="due">{said.due}</label>
                    <input class="inp" id="due" name="due" type="datetime-local" required />
                </div>
            )}
            <button class="btn go">{said.write}</button>
        </form>
    );
};
