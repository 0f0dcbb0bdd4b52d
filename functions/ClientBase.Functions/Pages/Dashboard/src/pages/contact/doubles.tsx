import { useState } from "preact/hooks";
import { useGet } from "../../api";
import { Await, Section } from "../../parts/sheet";
import type { Duplicate, Page } from "../../types";
import { Pair } from "../duplicates/pair";
import { said } from "./words";

/** Whether somebody looks like this person: searched for on a press, since every pair is compared anew. */
export const Doubles = ({ contact, again }: { contact: string; again: () => void }) => {
    const [isAsked, ask] = useState(false);
    const pairs = useGet<Page<Duplicate>>(isAsked ? "duplicates?take=200" : null);
    if (!isAsked)
        return (
            <Section id="doubles" ask={said.value.doubles}>
                <button class="btn s" onClick={() => ask(true)}>
                    {said.value.look}
                </button>
            </Section>
        );
    return (
        <Await of={pairs}>
            {(page) => {
                const own = page.items.filter((pair) => pair.a === contact || pair.b === contact);
                return own.length === 0 ? (
                    <Section id="doubles" ask={said.value.doubles} answer={said.value.noDoubles} />
                ) : (
                    <>
                        {own.map((pair) => (
                            <Pair
                                key={pair.id}
                                pair={pair}
                                again={() => {
                                    pairs.again();
                                    again();
                                }}
                            />
                        ))}
                    </>
                );
            }}
        </Await>
    );
};
