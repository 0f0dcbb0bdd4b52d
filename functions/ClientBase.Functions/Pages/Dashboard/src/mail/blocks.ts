import { language } from "../state";

const INK = "#16181d";
const QUIET = "#5f646d";
const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Arial,sans-serif";

const say = (ru: string, en: string): string => (language.value === "ru" ? ru : en);

// A picture that stands where the shop's own will be.
const picture = (width: number, height: number): string =>
    `data:image/svg+xml,${encodeURIComponent(
        `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#ebecf0"/><path d="M${width / 2 - 18} ${height / 2 + 12}l12-16 8 10 6-7 10 13z" fill="#b4b9c4"/></svg>`,
    )}`;

/** A row of a mail: as wide as the mail, its content within. */
const row = (content: string, style = "padding:8px 32px"): string =>
    `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tbody><tr><td style="${style}">${content}</td></tr></tbody></table>`;

export const chip = (path: string, shown: string): string => `<span data-liquid="${path}">${shown}</span>`;

export const heading = (text: string): string =>
    row(`<h1 style="margin:0;${FONT};font-size:26px;line-height:34px;color:${INK}">${text}</h1>`, "padding:24px 32px 8px");

export const text = (html: string): string =>
    row(`<p style="margin:0;${FONT};font-size:16px;line-height:25px;color:${INK}">${html}</p>`);

export const button = (label: string, href = "https://shop.example/"): string =>
    row(
        `<a href="${href}" style="display:inline-block;${FONT};font-size:16px;line-height:24px;font-weight:600;padding:11px 24px;border-radius:6px;background:${INK};color:#ffffff;text-decoration:none">${label}</a>`,
        "padding:12px 32px 20px",
    );

export const divider = (): string => row(`<div style="border-top:1px solid #e3e3dd;font-size:0;line-height:0">&nbsp;</div>`, "padding:16px 32px");

export const image = (): string =>
    row(`<img src="${picture(560, 240)}" alt="" width="560" style="display:block;width:100%;height:auto;border:0;border-radius:6px">`);

export const columns = (): string => {
    const cell = `<td width="50%" valign="top" style="padding:8px 8px 8px 0;${FONT};font-size:16px;line-height:25px;color:${INK}">${say("Текст колонки", "Text of the column")}</td>`;
    return row(
        `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tbody><tr>${cell}${cell}</tr></tbody></table>`,
    );
};

/** Articles of the campaign, each with its picture, price and link. */
export const products = (): string => {
    const name = `<b>${chip("product.title", say("Название товара", "Name of the product"))}</b>`;
    const price = chip("product.price | money: product.currency", "1 290 ₽");
    const link = `<a data-href="{{ product.url }}" href="#" style="color:#2447c6">${say("Посмотреть", "Have a look")}</a>`;
    return `<div data-if="products.size &gt; 0"><div data-each="product in products">${row(
        `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tbody><tr><td width="1" valign="top" style="padding:8px 0"><img data-if="product.image" data-src="{{ product.image }}" src="${picture(96, 96)}" alt="" width="96" style="display:block;width:96px;height:auto;margin-right:16px;border:0;border-radius:6px"></td><td valign="top" style="padding:8px 0;${FONT};font-size:16px;line-height:25px;color:${INK}">${name}<br>${price}<br>${link}</td></tr></tbody></table>`,
    )}</div></div>`;
};

/** What this person is likely to want next. */
export const offers = (): string =>
    `<div data-if="offers.size &gt; 0">${text(`<b>${say("Подойдёт к тому, что вы брали", "Goes with what you have bought")}</b>`)}<div data-each="offer in offers limit: 3">${text(
        `• ${chip("offer.title", say("Название товара", "Name of the product"))}`,
    )}</div></div>`;

/** The promo code of the campaign or the automation. */
export const promo = (): string => {
    const name = `<p style="margin:0;${FONT};font-size:14px;line-height:22px;color:${QUIET}">${say("Промокод", "Promo code")}</p>`;
    const code = `<p style="margin:4px 0 0;${FONT};font-size:24px;line-height:32px;font-weight:700;letter-spacing:2px;color:${INK}">${chip("promo.code", "SPRING-10")}</p>`;
    const box = `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tbody><tr><td style="padding:16px 20px;background:#f4f4f1;border-radius:6px">${name}${code}</td></tr></tbody></table>`;
    return `<div data-if="promo.code">${row(box, "padding:12px 32px")}</div>`;
};

export const footer = (): string =>
    row(
        `<p style="margin:0;${FONT};font-size:13px;line-height:20px;color:${QUIET}">${say(
            `Вы получили это письмо, потому что подписались на новости магазина.<br><a data-href="{{ preferencesUrl }}" href="#" style="color:${QUIET}">Реже или о другом</a> · <a data-href="{{ unsubscribeUrl }}" href="#" style="color:${QUIET}">Отписаться</a>`,
            `You get this because you subscribed to the shop's news.<br><a data-href="{{ preferencesUrl }}" href="#" style="color:${QUIET}">Less often, or about other things</a> · <a data-href="{{ unsubscribeUrl }}" href="#" style="color:${QUIET}">Unsubscribe</a>`,
        )}</p>`,
        "padding:24px 32px 32px",
    );

/** A whole mail of rows: 600 pixels wide, narrower where the screen is. */
export const mail = (...rows: string[]): string =>
    `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f4f4f1"><tbody><tr><td align="center" style="padding:24px 8px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;background:#ffffff;border-radius:8px"><tbody><tr><td data-rows="1">${rows.join("")}</td></tr></tbody></table></td></tr></tbody></table>`;

/** What can be dragged into a mail. */
export const blocks = (): { id: string; label: string; content: string }[] => [
    { id: "heading", label: say("Заголовок", "Heading"), content: heading(say("Заголовок", "Heading")) },
    { id: "text", label: say("Текст", "Text"), content: text(say("Напишите здесь своё.", "Write yours here.")) },
    { id: "image", label: say("Картинка", "Picture"), content: image() },
    { id: "button", label: say("Кнопка", "Button"), content: button(say("В магазин", "To the shop")) },
    { id: "columns", label: say("Две колонки", "Two columns"), content: columns() },
    { id: "divider", label: say("Черта", "Line"), content: divider() },
    { id: "products", label: say("Товары", "Products"), content: products() },
    { id: "offers", label: say("Что предложить", "Next offers"), content: offers() },
    { id: "promo", label: say("Промокод", "Promo code"), content: promo() },
    { id: "footer", label: say("Подвал", "Footer"), content: footer() },
];

/** What a mail can say about its reader, by name. */
export const variables = (): [path: string, name: string][] => [
    ["name.first", say("имя", "first name")],
    ["name | greeting", say("обращение", "greeting")],
    ["fields.city", say("город", "city")],
    ["orders.count", say("число заказов", "number of orders")],
    ["orders.lastAt | day", say("день последнего заказа", "day of the last order")],
    ["orders.total | money: orders.currency", say("сумма заказов", "sum of orders")],
    ["loyalty.points", say("баллы", "points")],
    ["loyalty.tier", say("уровень", "tier")],
    ["promo.code", say("промокод", "promo code")],
    ["referral.code", say("код для друга", "code for a friend")],
];
