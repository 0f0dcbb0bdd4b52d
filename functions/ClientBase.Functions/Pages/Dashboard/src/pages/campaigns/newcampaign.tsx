import { useState } from "preact/hooks";
import { type Problem, send, useGet } from "../../api";
import { number } from "../../format";
import { latinId } from "../../ids";
import { EMPTY } from "../../mail/place";
import { segmentName } from "../../names";
import { inBoth } from "../../parts/sayings";
import { Await, Head, Section } from "../../parts/sheet";
import { place, words } from "../../state";
import type { Page, Segment } from "../../types";

const said = inBoth(
    {
        title: "New campaign",
        ask: "What is it, and to whom?",
        name: "What do you call it?",
        segment: "To whom?",
        exclude: "Not to",
        nobody: "nobody is left out",
        holdout: "Left without it, to see whether it helps",
        holdoutHint: "Without them nobody can say what the mail has earned. From about 2,000 people on a tenth is usual.",
        none: "nobody",
        next: "To its mail",
        note: "A draft: nothing leaves before you look at the plan and press “Send”.",
    },
    {
        title: "Новая кампания",
        ask: "Что это и кому?",
        name: "Как она называется?",
        segment: "Кому?",
        exclude: "Кроме",
        nobody: "никого не исключать",
        holdout: "Оставить без письма, чтобы увидеть, помогает ли оно",
        holdoutHint: "Без них не узнать, что заработало письмо. Обычно десятая часть, примерно от 2 000 человек.",
        none: "никого",
        next: "К письму",
        note: "Это черновик: ничего не уйдёт, пока вы не посмотрите план и не нажмёте «Отправить».",
    },
);

/** A campaign to be: its name, its people; then its mail. */
export const NewCampaign = () => {
    const segments = useGet<Page<Segment>>("segments?take=1000");
    const [refused, refuse] = useState("");
    const make = (event: Event): void => {
        event.preventDefault();
        const form = new FormData(event.currentTarget as HTMLFormElement);
        const name = String(form.get("name"));
        const exclude = String(form.get("exclude"));
        const id = `${latinId(name)}-${Date.now().toString(36)}`;
        send("PUT", `campaigns/${id}`, {
            name,
            segment: String(form.get("segment")),
            ...(exclude && { exclude: [exclude] }),
            holdout: Number(form.get("holdout")),
            template: { subject: name, html: EMPTY },
        }).then(
            () => location.assign(`/api/dashboard/mail#/campaigns/${id}`),
            (problem: Problem) => refuse(problem.message || words.value.state.failed),
        );
    };
    const options = (all: Segment[]) =>
        [...all]
            .sort((a, b) => Number(a.builtIn) - Number(b.builtIn) || b.count - a.count)
            .map((one) => (
                <option key={one.id} value={one.id} selected={one.id === place.value.query.get("segment")}>
                    {`${segmentName(one.id, one.name)}, ${number(one.count)}`}
                </option>
            ));
    return (
        <>
            <Head title={said.value.title} crumb={<a href="#/campaigns">{words.value.campaigns.title}</a>} />
            <Section ask={said.value.ask}>
                <Await of={segments}>
                    {(page) => (
                        <form class="narrow" onSubmit={make}>
                            <p class="note">{said.value.note}</p>
                            <div class="fld">
                                <label for="name">{said.value.name}</label>
                                <input class="inp" id="name" name="name" required />
                            </div>
                            <div class="fld">
                                <label for="segment">{said.value.segment}</label>
                                <select class="inp" id="segment" name="segment" required>
                                    {options(page.items)}
                                </select>
                            </div>
                            <div class="fld">
                                <label for="exclude">{said.value.exclude}</label>
                                <select class="inp" id="exclude" name="exclude">
                                    <option value="" selected>
                                        {said.value.nobody}
                                    </option>
                                    {page.items.map((one) => (
                                        <option key={one.id} value={one.id}>
                                            {segmentName(one.id, one.name)}
                                        </option>
                                    ))}
                                </select>
                            </div>
                            <div class="fld">
                                <label for="holdout">{said.value.holdout}</label>
                                <select class="inp" id="holdout" name="holdout">
                                    <option value="0">{said.value.none}</option>
                                    <option value="0.05">5 %</option>
                                    <option value="0.1">10 %</option>
                                    <option value="0.2">20 %</option>
                                </select>
                                <span class="hint">{said.value.holdoutHint}</span>
                            </div>
                            {refused && <p class="errbox">{refused}</p>}
                            <button class="btn go">{said.value.next}</button>
                        </form>
                    )}
                </Await>
            </Section>
        </>
    );
};
