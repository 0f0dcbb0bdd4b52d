using ClientBase.Domain;
using ClientBase.Functions.Contacts.Privacy.Retention;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Contacts.Privacy.Records;

/// <summary>Who gets personal data beside the shop: what a feature that hands it over has to say of it.</summary>
/// <param name="Name">Such as <c>SendGrid</c>.</param>
/// <param name="What">What they get, and what for.</param>
public sealed record DataRecipient(string Name, TextView What);

/// <summary>Names who gets personal data as things are set now.</summary>
public interface IDataRecipients
{
    /// <summary>Those that are configured.</summary>
    IEnumerable<DataRecipient> Recipients { get; }

    /// <summary>The shop as it names itself; null when it does not.</summary>
    string? Controller => null;
}

/// <summary>A text in both languages.</summary>
/// <param name="Ru">Russian.</param>
/// <param name="En">English.</param>
public sealed record TextView(string Ru, string En)
{
    internal static TextView Of(LocalText text) => new(text.Ru, text.En);
}

/// <summary>One way in which personal data are processed.</summary>
/// <param name="Id">What it is called here.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Basis">By which right.</param>
/// <param name="People">Whose data.</param>
/// <param name="Data">Which data.</param>
/// <param name="Kept">How long, such as <c>365d</c>; null: until the person is erased.</param>
/// <param name="Evidence">Where it can be seen.</param>
public sealed record ProcessingRecord(
    string Id, TextView Purpose, TextView Basis, TextView People, TextView Data, string? Kept, IReadOnlyList<string> Evidence);

/// <summary>The records of processing (GDPR article 30; 152-FZ article 22) as things are set now.</summary>
/// <param name="AsOf">When they were made.</param>
/// <param name="Controller">The shop, as it names itself in mails; null when it does not.</param>
/// <param name="Records">Each way of processing.</param>
/// <param name="Recipients">Who gets data beside the shop.</param>
/// <param name="Measures">What keeps them safe.</param>
/// <param name="Notes">What only the owner can say.</param>
public sealed record ProcessingRecordsView(
    DateTimeOffset AsOf,
    string? Controller,
    IReadOnlyList<ProcessingRecord> Records,
    IReadOnlyList<DataRecipient> Recipients,
    IReadOnlyList<TextView> Measures,
    IReadOnlyList<TextView> Notes);

/// <summary>Writes the records of processing.</summary>
public sealed class ProcessingRecords(
    IEnumerable<IDataRecipients> recipients, IOptions<RetentionOptions> retention, TimeProvider clock)
{
    private static readonly LocalText Buyers = new(
        "Buyers, subscribers and visitors of the shop", "Покупатели, подписчики и посетители магазина");

    private static readonly LocalText Contract = new(
        "Contract, and consent to processing", "Договор и согласие на обработку");

    private static readonly LocalText Consent = new(
        "Consent, for each purpose and channel, withdrawn by one press", "Согласие на каждую цель и канал, отзывается одним нажатием");

    private static readonly LocalText Interest = new("Legitimate interest of the shop", "Законный интерес магазина");

    private static readonly LocalText[] Measures =
    [
        new("Roles of the staff, a key each; every reading of a card, list or export is in an audit whose entries are chained",
            "Роли сотрудников, у каждого свой ключ; каждое чтение карточки, списка и выгрузки остаётся в журнале, записи которого "
            + "сцеплены"),
        new("Encrypted on the way and at rest; storage is reached by the identity of the app, without keys",
            "Шифрование в пути и при хранении; к хранилищу приложение ходит под своей учётной записью, без ключей"),
        new("No personal data in logs, row keys, addresses or arguments given to providers",
            "Личных данных нет в журналах, ключах строк, адресах и в том, что передаётся поставщикам как метки"),
        new("A consent keeps text version, time, source and network address, in a chain the person can check",
            "Согласие хранится с версией текста, временем, источником и сетевым адресом в цепочке, которую человек может проверить сам"),
        new("Erasure leaves keyed digests only, so that an import does not bring the person back",
            "После удаления остаются только отпечатки с ключом, чтобы загрузка не вернула человека"),
    ];

    private static readonly LocalText[] Notes =
    [
        new("Add the name and address of the controller and of the person who answers for data protection.",
            "Допишите наименование и адрес оператора и того, кто отвечает за защиту данных."),
        new("Add the country in which storage lies. Data of citizens of Russia are first to be recorded in a database in Russia.",
            "Допишите страну, где лежит хранилище. Данные граждан России сначала записываются в базу в России."),
    ];

    /// <summary>As of now.</summary>
    public ProcessingRecordsView Write() => new(
        clock.GetUtcNow(),
        recipients.Select(one => one.Controller).FirstOrDefault(name => name is not null),
        [.. All()],
        [.. recipients.SelectMany(one => one.Recipients).OrderBy(one => one.Name, StringComparer.Ordinal)],
        [.. Measures.Select(TextView.Of)],
        [.. Notes.Select(TextView.Of)]);

    private IEnumerable<ProcessingRecord> All()
    {
        var kept = retention.Value;
        yield return Record(
            "contacts",
            new("To know the customers of the shop and serve them", "Знать покупателей магазина и обслуживать их"),
            Contract,
            new("Names, e-mail, telephones, customer ids, birth date, city, addresses, company, own fields of forms",
                "Имена, почта, телефоны, номера покупателя, день рождения, город, адреса, компания, свои поля форм"),
            kept.Inactive, "GET /api/contacts/{contact}", "GET /api/contacts/{contact}/data");
        yield return Record(
            "raw-captures",
            new(
                "To prove what was said, and to take apart what was joined wrongly",
                "Доказать, что было сказано, и разделить то, что соединено по ошибке"),
            Interest,
            new("What forms and shops sent, word for word, and the network address of a consent",
                "Что прислали формы и магазины, слово в слово, и сетевой адрес согласия"),
            kept.Captures, "GET /api/contacts/{contact}/timeline");
        yield return Record(
            "orders",
            new("To count orders, returns and what was bought", "Учитывать заказы, возвраты и что куплено"),
            Contract,
            new("Orders with lines, sums and states", "Заказы со строками, суммами и состояниями"),
            kept.Inactive, "GET /api/contacts/{contact}/orders");
        yield return Record(
            "visits",
            new("To see what interests visitors", "Видеть, что интересует посетителей"),
            Consent,
            new("Pages and products seen with a browser, by its own id", "Страницы и товары, открытые браузером, по его номеру"),
            kept.Visits, "GET /api/contacts/{contact}/data");
        yield return Record(
            "marketing",
            new("To send news and offers", "Присылать новости и предложения"),
            Consent,
            new("Address of the channel, what was sent, opened and clicked", "Адрес канала, что отправлено, открыто и нажато"),
            kept.Inactive, "GET /api/contacts/{contact}/receipts", "GET /api/campaigns/{campaign}/report");
        yield return Record(
            "segments",
            new("To sort customers by what they buy, and to foresee it", "Делить покупателей по тому, что они покупают, и предвидеть это"),
            Interest,
            new("Segments, rating and forecast, made from orders and fields", "Сегменты, рейтинг и прогноз по заказам и полям"),
            kept.Inactive, "GET /api/segments");
        yield return Record(
            "service",
            new("To work with a client: tasks, deals, requests, calls", "Работать с клиентом: задачи, сделки, обращения, звонки"),
            Contract,
            new("What managers note of a client", "Что менеджеры записали о клиенте"),
            kept.Inactive, "GET /api/contacts/{contact}/timeline");
    }

    private static ProcessingRecord Record(
        string id, LocalText purpose, LocalText basis, LocalText data, string kept, params string[] evidence) => new(
        id, TextView.Of(purpose), TextView.Of(basis), TextView.Of(Buyers), TextView.Of(data), kept.Length > 0 ? kept : null, evidence);
}
