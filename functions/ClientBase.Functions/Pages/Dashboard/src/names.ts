import { words } from "./state";

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A segment in the reader's language; a marketer's own keeps the name it was given. */
export const segmentName = (id: string, given?: string): string => {
    const { types, rfm, colours, segments } = words.value;
    const [family, ...rest] = id.split("-");
    const of = rest.join("-");
    if (id in types) return capital(types[id]);
    if (family === "rfm" && of in rfm) return rfm[of];
    if ((family === "funnel" || family === "loyalty") && of in colours) return segments.rung(family, colours[of]);
    if (family === "rating" && /^[a-e]$/.test(of)) return segments.rating(of.toUpperCase());
    if (id.startsWith("abc-xyz-")) return id.slice("abc-xyz-".length).toUpperCase();
    return segments.others[id] ?? given ?? id;
};

/** What a consent is to, and by which way. */
export const consentName = ({ purpose, channel }: { purpose: string; channel: string }): string => {
    const { purposes, channels } = words.value.card;
    return [purposes[purpose] ?? purpose, channel === "any" ? "" : (channels[channel] ?? channel)].filter(Boolean).join(", ");
};
