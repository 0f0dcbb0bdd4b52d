using ClientBase.Domain.Orders;
using ClientBase.Domain.Tables.Writing;
using ClientBase.Functions.Contacts.Reading;

namespace ClientBase.Functions.Exports.Files;

/// <summary>Each member whole: who they are, and their orders in figures.</summary>
/// <param name="name"><c>csv</c> or <c>xlsx</c>.</param>
public sealed class WholeFormat(string name) : IExportFormat
{
    public string Name => name;

    public bool IsWorkbook => name == "xlsx";

    public IReadOnlyList<FileColumn> Columns { get; } =
    [
        new("id", CellKind.Text), new("firstName", CellKind.Typed), new("lastName", CellKind.Typed), new("patronymic", CellKind.Typed),
        new("emails", CellKind.Email), new("phones", CellKind.Text), new("orders", CellKind.Number), new("total", CellKind.Money),
        new("currency", CellKind.Text), new("averageCheck", CellKind.Money), new("firstOrderAt", CellKind.Time),
        new("lastOrderAt", CellKind.Time), new("rfm", CellKind.Text), new("segments", CellKind.Text),
    ];

    public IEnumerable<object?[]> RowsOf(ContactCard member)
    {
        var contact = member.Contact;
        var orders = OrderSummary.Of(contact.Orders);
        return
        [
            [
                contact.Id, contact.Name.First, contact.Name.Last, contact.Name.Patronymic, string.Join("; ", contact.Emails.Keys),
                string.Join("; ", contact.Phones.Keys), orders.Count, orders.Total, orders.Currency, orders.AverageCheck, orders.FirstAt,
                orders.LastAt, member.Scores.Rfm, string.Join(' ', member.Scores.Segments),
            ],
        ];
    }
}
