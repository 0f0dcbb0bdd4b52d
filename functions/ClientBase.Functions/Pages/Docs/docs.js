// The shell holds no data: it asks the interface for its description, with the keys of whoever looks.
(() => {
    "use strict";
    const gate = document.getElementById("gate");

    // The reference is made of parts that make styles as they go: each is marked as the page's policy wants it. No script is.
    const nonce = document.querySelector("meta[property=csp-nonce]").content;
    const create = document.createElement.bind(document);
    document.createElement = (name, ...options) => {
        const element = create(name, ...options);
        if (String(name).toLowerCase() === "style") element.nonce = nonce;
        return element;
    };

    // The dashboard's own places: kept for this tab alone, and sent in headers alone.
    const places = { key: "clientbase.key", staff: "clientbase.staff" };
    const read = (name) => {
        try {
            return sessionStorage.getItem(places[name]) ?? "";
        } catch {
            return "";
        }
    };
    const keep = (name, value) => {
        try {
            sessionStorage.setItem(places[name], value);
        } catch {
            /* Lasts as long as the page. */
        }
    };

    const show = (description, key, staff) => {
        gate.hidden = true;
        window.Scalar.createApiReference("#app", {
            content: description,
            authentication: {
                preferredSecurityScheme: staff ? ["functionKey", "staffKey"] : "functionKey",
                securitySchemes: { functionKey: { value: key }, staffKey: { token: staff } },
            },
            // Nothing is asked of, or told to, another host.
            withDefaultFonts: false,
            telemetry: false,
            persistAuth: false,
            hideClientButton: true,
            showDeveloperTools: "never",
            agent: { disabled: true },
            mcp: { disabled: true },
        });
    };

    const open = async (key, staff) => {
        const headers = {
            ...(key && { "x-functions-key": key }),
            ...(staff && { authorization: `Bearer ${staff}` }),
        };
        const answer = await fetch("/api/openapi.json", { headers }).catch(() => null);
        if (answer?.ok) {
            show(await answer.json(), key, staff);
            return;
        }

        const problem = await answer?.json().catch(() => null);
        gate.hidden = false;
        if (problem?.detail && (key || staff)) document.getElementById("why").textContent = problem.detail;
        document.getElementById("key").focus();
    };

    gate.addEventListener("submit", (event) => {
        event.preventDefault();
        const typed = new FormData(gate);
        const [key, staff] = [String(typed.get("key")).trim(), String(typed.get("staff")).trim()];
        keep("key", key);
        keep("staff", staff);
        void open(key, staff);
    });
    document.addEventListener("DOMContentLoaded", () => void open(read("key"), read("staff")));
})();
