import { useGet } from "../../api";
import { number } from "../../format";
import { segmentName } from "../../names";
import { lazy } from "../../parts/lazy";
import { Await, Head, Section, Table } from "../../parts/sheet";
import { language, place, words } from "../../state";
import type { Page, Segment } from "../../types";
import { SegmentShown } from "./shown";

const SegmentEditor = lazy(() => import("./editor").then((page) => page.SegmentEditor));

export const SegmentsPage = () => {
    const said = words.value.segments;
    const segments = useGet<Page<Segment>>("segments?take=1000");
    return (
        <>
            <Head
                title={said.title}
                actions={
                    <a class="btn go" href="#/segments/+">
                        {said.fresh}
                    </a>
                }
            />
            <Await of={segments}>
                {(all) => {
                    const mine = all.items.filter((segment) => !segment.builtIn);
                    return (
                        <>
                            <Section ask={said.ask.mine}>
                                {mine.length ? <Rows of={mine} /> : <p class="note">{said.none}</p>}
                            </Section>
                            <Section ask={said.ask.builtIn}>
                                <Rows of={all.items.filter((segment) => segment.builtIn)} />
                            </Section>
                        </>
                    );
                }}
            </Await>
        </>
    );
};

const Rows = ({ of }: { of: Segment[] }) => {
    const said = words.value.segments;
    return (
        <Table
            rows={[...of].sort((a, b) => b.count - a.count)}
            columns={[
                {
                    name: said.name,
                    of: (one) => <a href={`#/segments/${encodeURIComponent(one.id)}`}>{segmentName(one.id, one.name)}</a>,
                },
                { name: said.rule, of: (one) => <span class="m1">{one.words?.[language.value] ?? one.rule}</span> },
                { name: said.people, isNumber: true, of: (one) => number(one.count) },
            ]}
        />
    );
};

export const SegmentPage = ({ id }: { id: string }) =>
    id === "+" || place.value.path[2] === "edit" ? <SegmentEditor id={id} /> : <SegmentShown id={id} />;
