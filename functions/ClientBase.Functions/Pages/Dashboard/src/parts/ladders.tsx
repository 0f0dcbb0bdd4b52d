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

/** Where somebody stands on both ladders: the funnel left, loyalty right. */
export const Pair = ({ colours }: { colours: { funnel: string | null; loyalty: string | null } | null }) => {
    if (!colours) return null;
    const named = [colours.funnel, colours.loyalty].map((colour) => words.value.colours[colour ?? ""] ?? colour).join(", ");
    return (
        <span class="nb" title={named}>
            <span class="pair" aria-hidden="true">
                <i style={{ "--c": colourOf(colours.funnel ?? "white") }} />
                <i style={{ "--c": colourOf(colours.loyalty ?? "white") }} />
            </span>
            <span class="sr">{named}</span>
        </span>
    );
};
