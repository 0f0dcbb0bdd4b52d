import { number } from "../format";
import { words } from "../state";

const rungs: Record<string, string> = {
    white: "--l-white",
    grey: "--l-grey",
    green: "--l-green",
    yellow: "--l-yellow",
    "green-gold": "--l-gold",
    gold: "--l-gold",
    platinum: "--l-platinum",
    "red-green": "--l-green",
    "red-gold": "--l-gold",
    "red-platinum": "--l-platinum",
    red: "--l-red",
    crimson: "--l-crimson",
};

export const colourOf = (colour: string): string => `var(${rungs[colour] ?? "--l-white"})`;

/** A rung of a ladder: its colour, always with its word. */
export const Swatch = ({ colour, alone }: { colour: string; alone?: boolean }) => {
    const kind = colour.startsWith("red-") ? "sw half" : colour === "green-gold" ? "sw two" : "sw";
    return (
        <span class="nb">
            <i class={kind} style={{ "--c": colourOf(colour) }} aria-hidden="true" />
            {alone ? (
                <span class="sr">{words.value.colours[colour] ?? colour}</span>
            ) : (
                ` ${words.value.colours[colour] ?? colour}`
            )}
        </span>
    );
};

/** Where somebody stands on both ladders: the funnel above, loyalty below. */
export const Pair = ({ colours }: { colours: { funnel: string | null; loyalty: string | null } | null }) => (
    <span class="stands">
        {colours?.funnel && <Swatch colour={colours.funnel} />}
        {colours?.loyalty && <Swatch colour={colours.loyalty} />}
    </span>
);

/** A rung of a ladder, and the colour of those who fell from it. */
export interface Rung {
    colour: string;
    fallen?: string;
}

/** People by rung: the higher the column the more stand there; the fallen hang below the line. */
export const Ladder = (props: { name: string; rungs: Rung[]; of: (id: string) => number; notes: Record<string, string> }) => {
    const count = (colour: string): number => props.of(`${props.name}-${colour}`);
    const most = Math.max(1, ...props.rungs.flatMap((rung) => [count(rung.colour), rung.fallen ? count(rung.fallen) : 0]));
    return (
        <ul class="ladder">
            {props.rungs.map((rung) => (
                <li key={rung.colour}>
                    <Step
                        name={props.name}
                        colour={rung.colour}
                        count={count(rung.colour)}
                        share={count(rung.colour) / most}
                        note={props.notes[rung.colour]}
                    />
                    {rung.fallen && (
                        <Step
                            name={props.name}
                            colour={rung.fallen}
                            count={count(rung.fallen)}
                            share={count(rung.fallen) / most}
                            note={props.notes[rung.fallen]}
                            isFallen
                        />
                    )}
                </li>
            ))}
        </ul>
    );
};

const Step = (props: { name: string; colour: string; count: number; share: number; note?: string; isFallen?: boolean }) => (
    <a class={props.isFallen ? "step fallen" : "step"} href={`#/segments/${props.name}-${props.colour}`}>
        <span class="num up-by">
            <b>{number(props.count)}</b>
            <i
                class={props.colour.startsWith("red-") ? "rung half" : props.colour === "green-gold" ? "rung two" : "rung"}
                style={{ "--c": colourOf(props.colour), height: `${Math.max(2, props.share * 112)}px` }}
                aria-hidden="true"
            />
        </span>
        <span class="t">{words.value.colours[props.colour] ?? props.colour}</span>
        <small>{props.note}</small>
    </a>
);
