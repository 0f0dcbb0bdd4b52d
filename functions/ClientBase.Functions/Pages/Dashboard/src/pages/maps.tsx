import { number } from "../format";
import { words } from "../state";

export const rooms = [
    "cant_lose",
    "loyal_customers",
    "champions",
    "at_risk",
    "need_attention",
    "potential_loyalists",
    "hibernating",
    "about_to_sleep",
    "promising",
    "new_customers",
];

// Ten rooms on the plan of recency and frequency; the shade says how many live there, the words what to do.
export const Plan = ({ of }: { of: (id: string) => number }) => {
    const said = words.value.base;
    const most = Math.max(1, ...rooms.map((room) => of(`rfm-${room}`)));
    const shade = (count: number): number => (count === 0 ? 0 : Math.max(1, Math.ceil((count / most) * 5)));
    return (
        <>
            <div class="plan">
                {rooms.map((room) => {
                    const count = of(`rfm-${room}`);
                    return (
                        <a
                            key={room}
                            class={`room ${room.replaceAll("_", "-")}`}
                            data-shade={shade(count)}
                            href={`#/segments/rfm-${room}`}
                        >
                            <b>{words.value.rfm[room]}</b>
                            <span class="num">{number(count)}</span>
                            <small>{said.rooms[room as keyof typeof said.rooms]}</small>
                        </a>
                    );
                })}
            </div>
            <p class="note sm mt2">{said.planAxes}</p>
        </>
    );
};

export const Cells = ({ of }: { of: (id: string) => number }) => (
    <table class="tb cells">
        <thead>
            <tr>
                <td />
                <th scope="col">X</th>
                <th scope="col">Y</th>
                <th scope="col">Z</th>
            </tr>
        </thead>
        <tbody>
            {["a", "b", "c"].map((abc) => (
                <tr key={abc}>
                    <th scope="row">{abc.toUpperCase()}</th>
                    {["x", "y", "z"].map((xyz) => (
                        <td key={xyz}>
                            <a class="num" href={`#/segments/abc-xyz-${abc}${xyz}`}>
                                <b>{number(of(`abc-xyz-${abc}${xyz}`))}</b>
                            </a>
                            <br />
                            <span class="sm m1">{words.value.advice[`${abc}${xyz}` as keyof typeof words.value.advice]}</span>
                        </td>
                    ))}
                </tr>
            ))}
        </tbody>
    </table>
);
