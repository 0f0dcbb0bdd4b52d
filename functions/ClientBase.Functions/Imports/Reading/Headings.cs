using System.Collections.Frozen;
using ClientBase.Domain.Contacts;

namespace ClientBase.Functions.Imports.Reading;

/// <summary>
/// What headings mean: those of Excel and Google sheets as people write them, Access, Outlook, Google Contacts, Bitrix24, RetailCRM,
/// Mailchimp, Klaviyo, and Shopify's customers and orders.
/// </summary>
/// <remarks>A heading is compared by its letters and digits alone, small, with е for ё.</remarks>
internal static class Headings
{
    private const string People =
        """
        email: email emailaddress mail eaddress emailvalue email1value email2value email3value emails useremail customeremail contactemail
            billingemail subscriberemail почта электроннаяпочта элпочта эпочта емейл имейл адресэлектроннойпочты электронныйадрес
            рабочийemail частныйemail emailдлярассылок другойemail домашнийemail емаил майл адресemail emailклиента почтаклиента
            emailпокупателя клиентemail
        phone: phone phonenumber telephone tel mobile mobilephone cell cellphone phone1value phone2value phone3value businessphone homephone
            primaryphone phones billingphone shippingphone defaultaddressphone smsphonenumber customerphone телефон телефоны номертелефона
            тел мобильный мобильныйтелефон рабочийтелефон домашнийтелефон другойтелефон контактныйтелефон сотовый сотовыйтелефон моб
            телефонклиента телефонпокупателя номер клиенттелефон
        name: name fullname customer customername client contact contactname displayname person billingname shippingname recipient фио
            имяфамилия фамилияимя фамилияимяотчество имяифамилия полноеимя клиент покупатель контакт заказчик получатель фиоклиента
            имяклиента имяпокупателя контактноелицо
        firstName: firstname givenname fname forename given first имя
        lastName: lastname surname familyname lname last secondname фамилия
        patronymic: patronymic middlename additionalname отчество
        birthDate: birthdate dateofbirth dob birthday born датарождения деньрождения др
        sex: sex gender пол
        city: city town locality defaultaddresscity address1city billingcity shippingcity город населенныйпункт
        region: region state province county stateprovince stateregion defaultaddressprovincecode provincecode address1region
            billingprovince shippingprovince область регион край республика
        country: country countryregion countrycode defaultaddresscountrycode address1country billingcountry shippingcountry cc страна
        address: address address1 addressline1 street streetaddress defaultaddressaddress1 address1street address1formatted billingaddress1
            billingstreet shippingaddress1 shippingstreet адрес улица улицаномердома адресдоставки
        company: company companyname organization organisation organizationname organization1name defaultaddresscompany billingcompany
            shippingcompany компания организация фирма названиекомпании
        jobTitle: jobtitle position job occupation organizationtitle organization1title должность
        language: language locale preferredlanguage язык
        interests: interests interest интересы
        message: message notes note comment comments комментарий комментарии заметки примечание примечания сообщение
        consent_processing: consentprocessing processingconsent согласие согласиенаобработку согласиенаобработкуперсональныхданных
        consent_marketing: consentmarketing acceptsmarketing marketingconsent subscribed optin newsletter подписка подписан
            согласиенарассылку подписаннарассылку подписаннарассылки рассылка
        consent_email: acceptsemailmarketing emailmarketingconsent emailconsent emailoptin
        consent_sms: acceptssmsmarketing smsmarketingconsent smsconsent smsoptin
        consentAt: consentat consentdate consenttimestamp emailmarketingconsenttimestamp confirmtime optintime датасогласия датаподписки
        unsubscribedAt: unsubscribedat unsubtime unsubscribetime unsubscribedate датаотписки
        at: createdat created createdon datecreated registered registeredat registrationdate signupdate profilecreatedon dateadded дата
            датасоздания датарегистрации создан
        updatedAt: updatedat updated modified modifiedat lastmodified lastchanged датаизменения изменен
        """;

    private const string Orders =
        """
        id: id orderid order ordernumber orderno invoiceno заказ idзаказа номерзаказа кодзаказа
        number: number ordername номерчека
        at: at date orderdate datecreated createdat processedat placedat датаивремя дата датазаказа датаоформления датасоздания датапокупки
            оформлен
        total: total ordertotal amount sum totalamount totalprice grandtotal сумма суммазаказа итого всего стоимость стоимостьзаказа
            суммазаказовбездоставки общаясумма
        currency: currency currencycode валюта
        status: status orderstatus financialstatus paymentstatus статус статусзаказа состояние
        refunded: refunded refundedamount refund возврат суммавозврата возвращено
        cancelledAt: cancelledat canceledat датаотмены
        paidAt: paidat paymentdate датаоплаты
        productId: productid itemid product idтовара кодтовара
        sku: sku lineitemsku article vendorcode артикул
        title: title lineitemname item itemname productname producttitle товар наименование названиетовара наименованиетовара номенклатура
        quantity: quantity qty lineitemquantity count количество колво колвоштук
        price: price lineitemprice unitprice itemprice цена ценатовара ценазаединицу
        promoCode: promocode couponcode coupon discountcode промокод купон
        """;

    private const string Interactions =
        """
        kind: kind type activity activitytype тип вид типдела видконтакта
        at: at date time datetime start calledat дата датаивремя время начало датазвонка
        direction: direction направление
        durationSeconds: durationseconds duration seconds длительность продолжительность длительностьсек
        result: result outcome результат итог
        text: text note notes comment description summary body message текст комментарий описание заметка содержание
        """;

    private static readonly FrozenDictionary<ImportKind, FrozenDictionary<string, string>> ByKind = new Dictionary<ImportKind, string[]>
    {
        [ImportKind.Contacts] = [People],
        [ImportKind.Orders] = [Orders, People],
        [ImportKind.Interactions] = [Interactions, People],
    }.ToFrozenDictionary(kind => kind.Key, kind => Parse(kind.Value));

    // In Klaviyo's files Title is a person's; in files of orders it is what was bought.
    private static readonly FrozenDictionary<string, string> OfPeopleOnly =
        new Dictionary<string, string> { ["title"] = "jobTitle" }.ToFrozenDictionary();

    // These tell the shop's own number of a customer, which is a key only where the caller says whose it is.
    private static readonly FrozenSet<string> CustomerIds = new[]
    {
        "id", "customerid", "clientid", "contactid", "userid", "externalid", "idклиента", "кодклиента", "idконтакта",
    }.ToFrozenSet();

    /// <summary>The field of each heading that tells one; null of the others.</summary>
    /// <param name="headings">The headings.</param>
    /// <param name="kind">What the rows are.</param>
    /// <param name="hasShop">Whether the caller said whose ids they hold.</param>
    public static IReadOnlyList<string?> Guess(IReadOnlyList<string> headings, ImportKind kind, bool hasShop)
    {
        var plain = headings.Select(Plain).ToList();

        // Shopify calls the number of an order its Name.
        var isShopifyOrders = plain.Contains("lineitemname");

        // Where no column holds the surname, the whole name mostly stands under Имя.
        var hasSurname = plain.Any(heading => ByKind[kind].GetValueOrDefault(heading) == ContactFields.LastName);
        return
        [
            .. plain.Select((heading, column) => heading switch
            {
                "name" when isShopifyOrders => ImportFields.Number,
                "имя" when !hasSurname => ImportFields.Name,
                _ => Exact(headings[column], kind) ?? CustomerId(heading, kind, hasShop) ?? ByKind[kind].GetValueOrDefault(heading)
                    ?? (kind == ImportKind.Contacts ? OfPeopleOnly.GetValueOrDefault(heading) : null),
            }),
        ];
    }

    /// <summary>Letters and digits alone, small, with е for ё.</summary>
    public static string Plain(string heading) =>
        string.Concat(heading.Where(char.IsLetterOrDigit)).ToLowerInvariant().Replace('ё', 'е');

    // The names of the fields themselves come first: whoever writes them means them.
    private static string? Exact(string heading, ImportKind kind) => ImportFields.Of(kind).FirstOrDefault(field =>
        field.Equals(heading, StringComparison.OrdinalIgnoreCase));

    private static string? CustomerId(string heading, ImportKind kind, bool hasShop) =>
        hasShop && CustomerIds.Contains(heading) && !(kind == ImportKind.Orders && heading == "id") ? ImportFields.ExternalId : null;

    private static FrozenDictionary<string, string> Parse(IEnumerable<string> tables)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            var field = "";
            foreach (var word in table.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
            {
                if (word.EndsWith(':'))
                {
                    field = word[..^1];
                }
                else
                {
                    fields.TryAdd(word, field);
                }
            }
        }

        return fields.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
