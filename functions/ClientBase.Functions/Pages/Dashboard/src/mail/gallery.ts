import { language } from "../state";
import { button, chip, divider, footer, heading, image, mail, offers, products, promo, text } from "./blocks";

/** A mail to begin with. */
export interface Sample {
    id: string;
    name: string;
    subject: string;
    preheader: string;
    html: string;
}

const hello = (ru: string, en: string): string => text(`${chip("name | greeting", say("Здравствуйте, Анна", "Hello, Anna"))}! ${say(ru, en)}`);

const say = (ru: string, en: string): string => (language.value === "ru" ? ru : en);

/** Mails to begin with, in the reader's language. */
export const gallery = (): Sample[] => [
    {
        id: "empty",
        name: say("Пустое", "Empty"),
        subject: say("Тема письма", "Subject of the mail"),
        preheader: "",
        html: mail(heading(say("Заголовок", "Heading")), text(say("Напишите здесь своё.", "Write yours here.")), footer()),
    },
    {
        id: "welcome",
        name: say("Знакомство", "Welcome"),
        subject: say("Рады знакомству", "Good to meet you"),
        preheader: say("Что у нас есть и чего ждать от писем", "What we have, and what our mails are about"),
        html: mail(
            heading(say("Рады знакомству", "Good to meet you")),
            hello("Спасибо, что подписались. Пишем раз в неделю: новинки, советы и то, что подешевело.", "Thank you for subscribing. We write once a week: what is new, how to use it, and what got cheaper."),
            promo(),
            button(say("Посмотреть товары", "See what we have")),
            footer(),
        ),
    },
    {
        id: "cart",
        name: say("Брошенная корзина", "Abandoned cart"),
        subject: say("Вы не закончили заказ", "You left something behind"),
        preheader: say("Корзина ждёт, ничего собирать заново не нужно", "Your cart is as you left it"),
        html: mail(
            heading(say("Корзина ждёт", "Your cart waits")),
            hello("Вы выбрали товары и не закончили заказ. Мы ничего не убрали.", "You chose something and did not order yet. It is all still there."),
            products(),
            button(say("Вернуться к заказу", "Back to the order")),
            footer(),
        ),
    },
    {
        id: "promo",
        name: say("Скидка", "Offer"),
        subject: say("Скидка до воскресенья", "Less until Sunday"),
        preheader: say("Промокод внутри", "The code is inside"),
        html: mail(
            image(),
            heading(say("Скидка до воскресенья", "Less until Sunday")),
            hello("Назовите промокод при заказе.", "Give this code with your order."),
            promo(),
            products(),
            button(say("Выбрать", "Choose")),
            footer(),
        ),
    },
    {
        id: "birthday",
        name: say("День рождения", "Birthday"),
        subject: say("С днём рождения", "Happy birthday"),
        preheader: say("Подарок внутри", "A gift is inside"),
        html: mail(
            heading(say("С днём рождения", "Happy birthday")),
            hello("Пусть будет хороший год. Подарок от нас — к любому заказу в эти две недели.", "May it be a good year. Our gift goes with any order within two weeks."),
            promo(),
            button(say("Взять подарок", "Take the gift")),
            footer(),
        ),
    },
    {
        id: "review",
        name: say("Отзыв", "Review"),
        subject: say("Как вам покупка?", "How do you like it?"),
        preheader: say("Два предложения помогут другим выбрать", "Two sentences help others to choose"),
        html: mail(
            heading(say("Как вам покупка?", "How do you like it?")),
            hello("Расскажите, что понравилось и чего не хватило. Это займёт минуту.", "Tell us what is good and what is missing. It takes a minute."),
            button(say("Оставить отзыв", "Write a review")),
            divider(),
            offers(),
            footer(),
        ),
    },
    {
        id: "digest",
        name: say("Новости недели", "News of the week"),
        subject: say("Что нового за неделю", "What is new this week"),
        preheader: say("Новинки, совет и одна скидка", "What came in, how to use it, and one offer"),
        html: mail(
            heading(say("Что нового", "What is new")),
            hello("Вот что появилось за неделю.", "Here is what came in."),
            products(),
            divider(),
            text(`<b>${say("Совет", "How to")}</b><br>${say("Напишите здесь, как пользоваться новинкой.", "Write here how to use what is new.")}`),
            offers(),
            button(say("Все новинки", "All that is new")),
            footer(),
        ),
    },
];
