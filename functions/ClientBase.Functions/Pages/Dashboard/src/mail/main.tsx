import { render } from "preact";
import "../styles/tokens.css";
import "../styles/app.css";
import "./mail.css";
import { needsKey } from "../api";
import { Toast } from "../parts/toast";
import { KeyGate } from "../parts/keygate";
import { MailPage } from "./page";

const App = () => (
    <>
        {needsKey.value ? (
            <main class="gate">
                <KeyGate />
            </main>
        ) : (
            <MailPage />
        )}
        <Toast />
    </>
);

render(<App />, document.getElementById("app")!);
