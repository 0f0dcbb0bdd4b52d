using ClientBase.Domain;
using ClientBase.Functions.Reports.Making;
using ClientBase.Functions.Reports.Scores;
using ClientBase.Functions.Storage.Documents;

namespace ClientBase.Functions.Reports.People;

/// <summary>How much is known of the people, and how many can be reached.</summary>
public sealed class QualityTable : IReport
{
    private const int StaleDays = 365;

    private static readonly ReportColumn[] Columns =
    [
        ReportColumn.Text("measure", "Measure", "Показатель"),
        ReportColumn.Text("title", "What it is", "Что это"),
        ReportColumn.Text("titleRu", "What it is (Russian)", "Что это (по-русски)"),
        ReportColumn.Number("contacts", "Contacts", "Контакты"),
        ReportColumn.Percent("share", "Share", "Доля"),
    ];

    public string Name => "quality";

    public ReportBasis Basis => ReportBasis.Recompute;

    public LocalText Title { get; } = new("Quality of the base", "Качество базы");

    public async Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var fresh = DateOnly.FromDateTime(source.AsOf.UtcDateTime).DayNumber - StaleDays;
        (string Measure, LocalText Title, Func<KeptProfile, bool> Holds)[] measures =
        [
            ("email", new("Has an e-mail", "Есть e-mail"), one => one.HasEmail),
            ("phone", new("Has a telephone", "Есть телефон"), one => one.HasPhone),
            ("reachable", new("Has either", "Есть хоть что-то из этого"), one => one.HasEmail || one.HasPhone),
            ("mailable", new("Agreed to marketing mail", "Согласен на рассылку"), one => one.HasEmail && one.MayBeMailed),
            ("name", new("Name is known", "Известно имя"), one => one.HasName),
            ("birthDate", new("Birthday is known", "Известен день рождения"), one => one.Profile.BirthDate is not null),
            ("sex", new("Sex is known", "Известен пол"), one => one.Profile.Sex is not null),
            ("city", new("City is known", "Известен город"), one => one.Profile.City is not null),
            ("stale", new("Not heard of for a year", "Год ничего не слышно"), one => one.LastDay <= fresh),
        ];
        var (people, holds) = (0, new int[measures.Length]);
        await foreach (var one in source.PeopleAsync(cancellationToken))
        {
            people++;
            for (var i = 0; i < measures.Length; i++)
            {
                holds[i] += measures[i].Holds(one.Profile!) ? 1 : 0;
            }
        }

        var rows = measures.Zip(holds, (measure, count) => (object?[])
            [measure.Measure, measure.Title.En, measure.Title.Ru, count, CustomerSums.Share(count, people)]);
        decimal? score = people == 0 ? null : Math.Round(100m * holds.Take(8).Average(count => (decimal)count / people), 1);
        return new ReportTable(Columns, [.. rows])
        {
            Totals = new Dictionary<string, object?> { ["contacts"] = people, ["score"] = score },
        }.Noted(new LocalText(
            "'score' is the mean of the shares but the last, of 100: how much is known on average.",
            "'score' — среднее долей, кроме последней, из 100: сколько в среднем известно."));
    }
}
