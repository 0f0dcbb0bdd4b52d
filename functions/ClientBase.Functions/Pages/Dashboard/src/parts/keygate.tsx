import { keys, useKeys } from "../api";
import { words } from "../state";
import { Head } from "./sheet";

/** Asks for the keys when the base wants to see them. */
export const KeyGate = () => {
    const { key } = words.value;
    const open = (event: Event): void => {
        event.preventDefault();
        const form = new FormData(event.currentTarget as HTMLFormElement);
        useKeys(String(form.get("key")), String(form.get("staff")));
    };
    return (
        <>
            <Head title={key.title} />
            <form class="narrow" onSubmit={open}>
                <p class="note">{key.text}</p>
                <div class="fld">
                    <label for="key">{key.key}</label>
                    <input class="inp" id="key" name="key" type="password" autocomplete="off" defaultValue={keys.value.key} />
                </div>
                <div class="fld">
                    <label for="staff">
                        {key.staff} {key.optional}
                    </label>
                    <input
                        class="inp"
                        id="staff"
                        name="staff"
                        type="password"
                        autocomplete="off"
                        defaultValue={keys.value.staff}
                    />
                </div>
                <button class="btn go">{key.open}</button>
            </form>
        </>
    );
};
