using ClientBase.Functions.Imports;
using ClientBase.Functions.Imports.Reading;

namespace ClientBase.Functions.Tests.Imports;

/// <summary>Headings as the programs really write them.</summary>
public sealed class HeadingsTests
{
    [Theory]
    [InlineData( // Microsoft Access, table Contacts of its template.
        "ID|Company|Last Name|First Name|E-mail Address|Job Title|Business Phone|Home Phone|Mobile Phone|Fax Number|Address"
        + "|City|State/Province"
        + "|ZIP/Postal Code|Country/Region|Web Page|Notes",
        "|company|lastName|firstName|email|jobTitle|phone|phone|phone||address|city|region||country||message")]
    [InlineData( // Google Contacts.
        "First Name|Middle Name|Last Name|Organization Name|Organization Title|Birthday|Notes|E-mail 1 - Label"
        + "|E-mail 1 - Value|Phone 1 - Label"
        + "|Phone 1 - Value|Address 1 - City",
        "firstName|patronymic|lastName|company|jobTitle|birthDate|message||email||phone|city")]
    [InlineData( // Bitrix24.
        "ID|Обращение|Имя|Отчество|Фамилия|Дата рождения|Улица, номер дома|Населенный пункт|Регион|Страна|Рабочий телефон|Мобильный телефон"
        + "|Номер факса|Рабочий e-mail|Частный e-mail|Компания|Должность|Тип контакта|Комментарий|Ответственный",
        "||firstName|patronymic|lastName|birthDate|address|city|region|country|phone|phone||email|email|company|jobTitle||message|")]
    [InlineData( // RetailCRM.
        "ID|Фамилия|Имя|Отчество|Телефон|E-mail|Город|Регион|Адрес|Пол|День рождения|Дата регистрации",
        "|lastName|firstName|patronymic|phone|email|city|region|address|sex|birthDate|at")]
    [InlineData( // Mailchimp.
        "Email Address|First Name|Last Name|Address|Phone Number|Birthday|MEMBER_RATING|OPTIN_TIME|OPTIN_IP|CONFIRM_TIME"
        + "|CONFIRM_IP|CC|REGION"
        + "|LAST_CHANGED|LEID|EUID|NOTES|TAGS",
        "email|firstName|lastName|address|phone|birthDate||consentAt||consentAt||country|region|updatedAt|||message|")]
    [InlineData( // Klaviyo.
        "Email|Klaviyo ID|First Name|Last Name|Organization|Title|Phone Number|Address|City|State / Region|Country|Zip Code"
        + "|Profile Created On"
        + "|Email Marketing Consent|Email Marketing Consent Timestamp|SMS Marketing Consent",
        "email||firstName|lastName|company|jobTitle|phone|address|city|region|country||at|consent_email|consentAt|consent_sms")]
    [InlineData( // Shopify, customers.
        "Customer ID|First Name|Last Name|Email|Accepts Email Marketing|Default Address Company|Default Address Address1"
        + "|Default Address City"
        + "|Default Address Province Code|Default Address Country Code|Default Address Zip|Default Address Phone|Phone"
        + "|Accepts SMS Marketing"
        + "|Total Spent|Total Orders|Note|Tax Exempt|Tags",
        "|firstName|lastName|email|consent_email|company|address|city|region|country||phone|phone|consent_sms|||message||")]
    [InlineData( // Excel and Google sheets, as people write them.
        "ФИО|тел.|Эл. почта|Д.Р.|Согласие на рассылку|Населённый пункт",
        "name|phone|email|birthDate|consent_marketing|city")]
    [InlineData( // The whole name under the one heading there is.
        "Имя|Телефон|Почта",
        "name|phone|email")]
    public void People(string headings, string fields) => Assert.Equal(fields, Guess(headings, ImportKind.Contacts));

    [Theory]
    [InlineData( // Shopify.
        "Name|Email|Financial Status|Paid at|Fulfillment Status|Accepts Marketing|Currency|Subtotal|Shipping|Taxes|Total"
        + "|Discount Code|Created at"
        + "|Lineitem quantity|Lineitem name|Lineitem price|Lineitem sku|Billing Name|Billing City|Billing Country"
        + "|Billing Phone|Cancelled at"
        + "|Refunded Amount|Id|Phone",
        "number|email|status|paidAt||consent_marketing|currency||||total|promoCode|at|quantity|title|price|sku|name|city"
        + "|country|phone|cancelledAt"
        + "|refunded|id|phone")]
    [InlineData( // RetailCRM.
        "Номер заказа|Дата оформления|ФИО|Телефон|E-mail|Сумма заказа|Статус|Артикул|Товар|Количество|Цена",
        "id|at|name|phone|email|total|status|sku|title|quantity|price")]
    [InlineData( // The contract's own.
        "id|email|at|total|currency|status|productId|sku|title|quantity|price",
        "id|email|at|total|currency|status|productId|sku|title|quantity|price")]
    public void Orders(string headings, string fields) => Assert.Equal(fields, Guess(headings, ImportKind.Orders));

    [Fact]
    public void A_customers_number_is_a_key_only_where_the_caller_says_whose_it_is()
    {
        Assert.Equal([null, "email"], Headings.Guess(["Customer ID", "Email"], ImportKind.Contacts, hasShop: false));
        Assert.Equal(["externalId", "email"], Headings.Guess(["Customer ID", "Email"], ImportKind.Contacts, hasShop: true));
    }

    private static string Guess(string headings, ImportKind kind) =>
        string.Join('|', Headings.Guess(headings.Split('|'), kind, hasShop: false));
}
