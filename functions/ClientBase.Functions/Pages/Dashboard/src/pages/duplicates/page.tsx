import { useState } from "preact/hooks";
import { useGet } from "../../api";
import { LocalFile } from "../../parts/report";
import { Await, Empty, Head, Section } from "../../parts/sheet";
import { words } from "../../state";
import type { Duplicate, Page } from "../../types";
import { Pair } from "./pair";
import { said } from "./words";

const STEP = 5;

/** Pairs that look like one person, side by side with the reasons. */
export const DuplicatesPage = () => {
    const [take, setTake] = useState(STEP);
    const pairs = useGet<Page<Duplicate>>("duplicates?take=100");
    return (
        <>
            <Head title={said.value.title} />
            <Await of={pairs}>
                {(page) =>
                    page.items.length === 0 ? (
                        <Section ask={said.value.ask}>
                            <Empty text={said.value.none} hint={said.value.noneHint} />
                        </Section>
                    ) : (
                        <>
                            <p class="ans">{said.value.lead(page.items.length, page.continuation !== null)}</p>
                            <p class="row note">
                                {said.value.bits}
                                <LocalFile
                                    name="duplicates.csv"
                                    head={["a", "b", "score", "evidence"]}
                                    rows={page.items.map((pair) => [
                                        pair.a,
                                        pair.b,
                                        pair.score,
                                        pair.explanation
                                            .map((one) => `${one.field}: ${one.agreement} (${one.weight})`)
                                            .join("; "),
                                    ])}
                                />
                            </p>
                            {page.items.slice(0, take).map((pair) => (
                                <Pair key={pair.id} pair={pair} again={pairs.again} />
                            ))}
                            {page.items.length > take && (
                                <p class="mt2">
                                    <button class="btn" onClick={() => setTake(take + STEP)}>
                                        {words.value.state.more}
                                    </button>
                                </p>
                            )}
                        </>
                    )
                }
            </Await>
        </>
    );
};
